-- Question:  who shows one of the patterns that are counted as they are: bracketing, claims of non-receipt, a changing story?
-- Grain:     one row per customer with at least one of them in the window.
-- Guarantee: bracketing = orders with three or more variants of one product, all but one sent back by choice. not_received = orders
--            claimed as not received against a recorded delivery. escalations = order lines where a preference case was refused or
--            withdrawn and a quality case followed.
-- Example:   1 | 2 | 0 | 0 | 0
WITH senders AS (
  SELECT customer_no FROM claims_of_lines_now WHERE customer_no IS NOT NULL GROUP BY customer_no HAVING sum(sent_back) >= 2
),
baskets AS (
  SELECT n.customer_no, u.source, u.order_id
  FROM unit_facts u
  CROSS JOIN day_now d
  JOIN customer_numbers n ON n.customer_key = u.customer_key
  JOIN senders s ON s.customer_no = n.customer_no
  LEFT JOIN claims_of_lines_now l ON l.order_pk = u.order_pk
  WHERE u.product_id IS NOT NULL AND coalesce(u.ordered_day, u.shipped_day) <= d.as_of AND coalesce(u.ordered_day, u.shipped_day) > d.from_day
  GROUP BY n.customer_no, u.source, u.order_id, u.product_id
  HAVING count(DISTINCT coalesce(u.variant_id, u.product_name)) >= 3
    AND count(DISTINCT CASE WHEN l.sent_back = 1 THEN coalesce(u.variant_id, u.product_name) END) = count(DISTINCT coalesce(u.variant_id, u.product_name)) - 1
),
stories AS (
  SELECT customer_no, line_key, count(DISTINCT CASE WHEN reason_group = 'quality' THEN source || '/' || case_id END) AS quality_cases
  FROM known_cases_now
  WHERE customer_no IS NOT NULL AND line_key IS NOT NULL
    AND (reason_group = 'quality' OR (reason_group = 'preference' AND status IN ('rejected', 'withdrawn')))
  GROUP BY customer_no, line_key
  HAVING min(CASE WHEN reason_group = 'preference' THEN opened_at END) < max(CASE WHEN reason_group = 'quality' THEN opened_at END)
),
counted AS (
  SELECT customer_no, count(DISTINCT source || '/' || order_id) AS bracketing, 0 AS not_received, 0 AS escalations, 0 AS escalation_cases
  FROM baskets
  GROUP BY customer_no
  UNION ALL
  SELECT customer_no, 0 AS bracketing, count(DISTINCT order_key) AS not_received, 0 AS escalations, 0 AS escalation_cases
  FROM known_cases_now
  WHERE missed = 1 AND counts AND customer_no IS NOT NULL
  GROUP BY customer_no
  UNION ALL
  SELECT customer_no, 0 AS bracketing, 0 AS not_received, count(*) AS escalations, sum(quality_cases) AS escalation_cases
  FROM stories
  GROUP BY customer_no
)
SELECT
  customer_no, CAST(sum(bracketing) AS bigint) AS bracketing, CAST(sum(not_received) AS bigint) AS not_received,
  CAST(sum(escalations) AS bigint) AS escalations, CAST(sum(escalation_cases) AS bigint) AS escalation_cases
FROM counted
GROUP BY customer_no
