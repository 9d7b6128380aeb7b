-- Question:  what is usual at this merchant: the gap between two orders, the time to resolve a case, a rating?
-- Grain:     one row.
-- Guarantee: percentiles by row number (the value at rank ceil(q n)), so both engines give the same; null where nothing was seen.
-- Example:   34 | 5 | 0.812
WITH order_days AS (
  SELECT DISTINCT customer_key, coalesce(ordered_day, shipped_day) AS day FROM customer_lines_now WHERE customer_key IS NOT NULL
),
gaps AS (
  SELECT date_diff('day', lag(day) OVER (PARTITION BY customer_key ORDER BY day), day) AS gap FROM order_days
),
gap_ranks AS (
  SELECT gap, row_number() OVER (ORDER BY gap) AS place, count(*) OVER () AS n FROM gaps WHERE gap IS NOT NULL
),
times AS (
  SELECT date_diff('day', opened_day, resolved_day) AS days FROM known_cases_now WHERE counts AND resolved_day >= opened_day
),
time_ranks AS (
  SELECT days, row_number() OVER (ORDER BY days) AS place, count(*) OVER () AS n FROM times
)
SELECT
  (SELECT max(gap) FROM gap_ranks WHERE place = (n + 1) / 2) AS gap_days,
  (SELECT max(days) FROM time_ranks WHERE place = (3 * n + 3) / 4) AS slow_days,
  (SELECT CAST(sum(rating) AS double) / nullif(count(*), 0) / 1000000 FROM ratings_now) AS rating
