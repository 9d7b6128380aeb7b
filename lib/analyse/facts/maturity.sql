-- What share of a cohort's eventual returns is seen at each age? Kaplan-Meier curve of the return lag by category (merchant-wide where a category
-- has under 200 returned units): h(l) = returned at lag l / units of age >= l not returned before, F(l) = 1 - prod(1 - h), m(age) = F(age) / F(90).
-- Source: Kaplan and Meier 1958. Grain: one row per category (null = none) and age 0..90. Example: dresses · 7 · 0.55
WITH units AS (
  SELECT coalesce(category, '') AS category, CASE WHEN age_days > 90 THEN 90 ELSE age_days END AS age, CAST(sum(units) AS bigint) AS units
  FROM ship_days
  WHERE covered
  GROUP BY coalesce(category, ''), CASE WHEN age_days > 90 THEN 90 ELSE age_days END
),
returned AS (
  SELECT category, age, lag, CAST(sum(units) AS bigint) AS units
  FROM (
    SELECT coalesce(r.category, '') AS category, r.lag_days AS lag, r.units,
      CASE WHEN date_diff('day', r.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) > 90 THEN 90
        ELSE date_diff('day', r.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) END AS age
    FROM line_returns r CROSS JOIN params s JOIN coverage c ON c.source = r.source
    WHERE r.shipped_day >= c.first_day AND r.shipped_day <= c.last_day
  ) x
  WHERE lag <= age
  GROUP BY category, age, lag
),
groups AS (
  SELECT u.category, CASE WHEN coalesce(r.units, 0) >= 200 THEN u.category ELSE '*' END AS curve
  FROM (SELECT DISTINCT category FROM units) u LEFT JOIN (SELECT category, sum(units) AS units FROM returned GROUP BY category) r ON r.category = u.category
),
-- Every category feeds its own curve; all of them feed the merchant's (*).
curve_units AS (
  SELECT category AS curve, age, units FROM units UNION ALL SELECT '*', age, CAST(sum(units) AS bigint) FROM units GROUP BY age
),
curve_returned AS (
  SELECT category AS curve, age, lag, units FROM returned UNION ALL SELECT '*', age, lag, CAST(sum(units) AS bigint) FROM returned GROUP BY age, lag
),
lags AS (SELECT CAST(l AS bigint) AS lag FROM UNNEST(sequence(0, 90)) AS t(l)),
at_risk AS (
  SELECT g.curve, x.lag, CAST(coalesce(sum(u.units), 0) AS bigint) AS units
  FROM (SELECT DISTINCT curve FROM groups) g CROSS JOIN lags x LEFT JOIN curve_units u ON u.curve = g.curve AND u.age >= x.lag
  GROUP BY g.curve, x.lag
),
hazard AS (
  SELECT a.curve, a.lag, a.units - coalesce(b.before, 0) AS exposed, coalesce(d.now, 0) AS returned
  FROM at_risk a
  LEFT JOIN (SELECT x.lag AS at_lag, r.curve, CAST(sum(r.units) AS bigint) AS before FROM lags x JOIN curve_returned r ON r.lag < x.lag AND r.age >= x.lag GROUP BY x.lag, r.curve) b ON b.curve = a.curve AND b.at_lag = a.lag
  LEFT JOIN (SELECT curve, lag, CAST(sum(units) AS bigint) AS now FROM curve_returned GROUP BY curve, lag) d ON d.curve = a.curve AND d.lag = a.lag
),
surviving AS (
  SELECT curve, lag, sum(CASE WHEN exposed <= 0 THEN 0e0 WHEN returned >= exposed THEN -30e0 ELSE ln(1e0 - CAST(returned AS double) / CAST(exposed AS double)) END)
    OVER (PARTITION BY curve ORDER BY lag ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS log_survival
  FROM hazard
),
curves AS (SELECT s.curve, s.lag, 1e0 - exp(s.log_survival) AS f, 1e0 - exp(t.log_survival) AS f_end FROM surviving s JOIN surviving t ON t.curve = s.curve AND t.lag = 90)
SELECT g.category, c.lag AS age, CASE WHEN c.f_end > 0e0 THEN c.f / c.f_end END AS maturity
FROM groups g JOIN curves c ON c.curve = g.curve
