-- Question:  how many cases of which reason were there in each category, at what cost, and are they more than in the window before?
-- Grain:     one row per category of the case ('' = unknown) and reason code with a case opened in the window.
-- Guarantee: every case of the window is in one row, rejected and withdrawn ones too, so cases and costs sum to the totals. counted = those
--            that are after-sales cases in force; tested = those with a known order line, to compare with expected: the hazards of the window before
--            at each age, over the ages that the units passed in this one (spread: its variance). lag_20, lag_60, lag_80 = days from shipment
--            to the case by which so many percent of the counted ones had come; null without an order line.
-- Example:   category 'dress', reason 'too_small', reason_group 'fit', fault 'shared', cases 212, counted 201, cost_minor 530100, tested 198,
--            expected 120.4, spread 96.1, twins 230, lag_20 4, lag_60 8, lag_80 12
WITH opened AS (
  SELECT
    coalesce(f.category, '') AS category, coalesce(f.reason, 'unknown') AS reason, coalesce(f.reason_group, 'unknown') AS reason_group,
    coalesce(f.fault, 'unknown') AS fault, coalesce(f.cost_minor, 0) AS cost_minor, f.counts, f.case_pk,
    CASE WHEN f.counts AND f.matched THEN f.lag_days END AS lag_days
  FROM case_facts AS f
  CROSS JOIN driver_span AS s
  WHERE f.opened_day BETWEEN s.board_from AND s.as_of
),
counted AS (
  SELECT
    category, reason, max(reason_group) AS reason_group, max(fault) AS fault, count(*) AS cases,
    sum(CASE WHEN counts THEN 1 ELSE 0 END) AS counted, sum(cost_minor) AS cost_minor, count(lag_days) AS with_lag
  FROM opened
  GROUP BY category, reason
),
placed AS (
  SELECT category, reason, lag_days, row_number() OVER (PARTITION BY category, reason ORDER BY lag_days, case_pk) AS place
  FROM opened
  WHERE lag_days IS NOT NULL
),
lags AS (
  SELECT
    p.category, p.reason,
    min(CASE WHEN p.place >= 0.2e0 * c.with_lag THEN p.lag_days END) AS lag_20,
    min(CASE WHEN p.place >= 0.6e0 * c.with_lag THEN p.lag_days END) AS lag_60,
    min(CASE WHEN p.place >= 0.8e0 * c.with_lag THEN p.lag_days END) AS lag_80
  FROM placed AS p
  JOIN counted AS c ON c.category = p.category AND c.reason = p.reason
  GROUP BY p.category, p.reason
),
by_age AS (
  SELECT
    problem_category, category, reason, lag_days,
    sum(CASE WHEN is_now THEN 1 ELSE 0 END) AS now_cases,
    sum(CASE WHEN is_previous THEN 1 ELSE 0 END) AS previous_cases
  FROM tested_cases
  WHERE is_now OR is_previous
  GROUP BY problem_category, category, reason, lag_days
),
growth AS (
  SELECT
    b.problem_category, b.reason,
    sum(b.now_cases) AS tested,
    sum(CAST(round(1e6 * b.previous_cases * e.exposed / e.past_exposed) AS bigint)) / 1e6 AS expected,
    sum(CAST(round(1e6 * b.previous_cases * (CAST(e.exposed AS double) / e.past_exposed) * (CAST(e.exposed AS double) / e.past_exposed)) AS bigint)) / 1e6 AS spread
  FROM by_age AS b
  JOIN previous_exposure AS e ON e.category = b.category AND e.age = b.lag_days AND e.past_exposed > 0
  GROUP BY b.problem_category, b.reason
),
repeats AS (
  SELECT problem_category, reason, sum(cases * cases) AS twins
  FROM (
    SELECT problem_category, reason, customer, count(*) AS cases FROM tested_cases WHERE is_now GROUP BY problem_category, reason, customer
  ) AS per_customer
  GROUP BY problem_category, reason
)
SELECT
  c.category, c.reason, c.reason_group, c.fault, c.cases,
  CAST(c.counted AS bigint) AS counted,
  CAST(c.cost_minor AS bigint) AS cost_minor,
  CAST(coalesce(g.tested, 0) AS bigint) AS tested,
  coalesce(g.expected, 0e0) AS expected,
  coalesce(g.spread, 0e0) AS spread,
  CAST(coalesce(r.twins, 0) AS bigint) AS twins,
  l.lag_20, l.lag_60, l.lag_80,
  s.previous_from >= s.past_from AS comparable
FROM counted AS c
CROSS JOIN driver_span AS s
LEFT JOIN growth AS g ON g.problem_category = c.category AND g.reason = c.reason
LEFT JOIN repeats AS r ON r.problem_category = c.category AND r.reason = c.reason
LEFT JOIN lags AS l ON l.category = c.category AND l.reason = c.reason
ORDER BY c.cost_minor DESC, c.category, c.reason
