-- Question:  what is usual at this merchant: the gap between two orders, the time to resolve a case, a rating?
-- Grain:     one row.
-- Guarantee: the median gap and the 75th percentile of days to resolve are the smallest values that reach half and three quarters of
--            the counts, so both engines give the same; null where nothing was seen.
-- Example:   34 | 5 | 0.812
WITH gaps AS (
  SELECT date_diff('day', o.previous_day, o.ordered_day) AS days, count(*) AS n
  FROM sales_orders o CROSS JOIN day_now d
  WHERE o.previous_day > d.from_day AND o.ordered_day <= d.as_of AND o.ordered_day > o.previous_day
  GROUP BY date_diff('day', o.previous_day, o.ordered_day)
),
gaps_up_to AS (
  SELECT days, sum(n) OVER (ORDER BY days NULLS LAST) AS reached, sum(n) OVER () AS total FROM gaps
),
times AS (
  SELECT days_taken AS days, count(*) AS n FROM known_cases_now WHERE counts AND resolved_day >= opened_day GROUP BY days_taken
),
times_up_to AS (
  SELECT days, sum(n) OVER (ORDER BY days NULLS LAST) AS reached, sum(n) OVER () AS total FROM times
)
SELECT
  (SELECT min(days) FROM gaps_up_to WHERE 2 * reached >= total) AS gap_days,
  (SELECT min(days) FROM times_up_to WHERE 4 * reached >= 3 * total) AS slow_days,
  (SELECT CAST(sum(rating) AS double) / 1000000 / nullif(sum(ratings), 0) FROM ratings_now) AS rating
