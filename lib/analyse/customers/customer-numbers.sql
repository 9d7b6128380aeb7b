-- Question:  whom does the merchant know, and since when?
-- Grain:     one row per customer key in any table.
-- Guarantee: numbers follow the order of the keys; grouping and joining by a number is what makes the facts cheap.
--            A customer without a dated activity is known from as_of on.
-- Example:   9c41… | 1 | 2024-05-11 | 2024-05-01
WITH seen AS (
  SELECT customer_key, min(coalesce(ordered_day, shipped_day)) AS day, CAST(NULL AS date) AS joined_day FROM shipped_lines GROUP BY customer_key
  UNION ALL
  SELECT customer_key, min(coalesce(opened_day, resolved_day)) AS day, CAST(NULL AS date) AS joined_day FROM case_facts GROUP BY customer_key
  UNION ALL
  SELECT customer_key, min(started_day) AS day, CAST(NULL AS date) AS joined_day FROM contact_facts GROUP BY customer_key
  UNION ALL
  SELECT customer_key, min(day) AS day, CAST(NULL AS date) AS joined_day FROM feedback_facts GROUP BY customer_key
  UNION ALL
  SELECT customer_key, min(joined_day) AS day, min(joined_day) AS joined_day FROM customer_attributes GROUP BY customer_key
),
people AS (
  SELECT customer_key, min(day) AS seen_day, min(joined_day) AS joined_day FROM seen WHERE customer_key IS NOT NULL GROUP BY customer_key
)
SELECT
  q.customer_key, CAST(row_number() OVER (ORDER BY q.customer_key NULLS LAST) AS integer) AS customer_no,
  coalesce(q.seen_day, p.as_of) AS seen_day, q.joined_day
FROM people q
CROSS JOIN params p
