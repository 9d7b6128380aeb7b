-- What was sold in each window, whether or not its returns can be seen? Grain: one row per period. Example: now · 61230 units · 1284600000 paid
SELECT period, CAST(sum(units) AS bigint) AS units, CAST(sum(paid_minor) AS bigint) AS paid_minor
FROM (
  SELECT CASE WHEN date_diff('day', u.shipped_day, s.as_of) < s.problem_days THEN 'now' ELSE 'before' END AS period, u.units, u.paid_minor
  FROM unit_days u CROSS JOIN params s WHERE date_diff('day', u.shipped_day, s.as_of) < 2 * s.problem_days
) x
GROUP BY period
