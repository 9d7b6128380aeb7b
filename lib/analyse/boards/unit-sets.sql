-- How many units shipped and how many of them came back, by ship week and channel?
-- Grain: one row per grouping set and its values. mature = sum of m(age) over the units. Only units whose returns the case files show.
-- Example: now · (week = 2026-09-07) · 4120 units · 3998.2 mature · 912 returned
SELECT period, week, channel,
  CAST(grouping(week, channel) AS bigint) AS set_no,
  CAST(sum(units) AS bigint) AS units, sum(mature) AS mature, CAST(sum(returned) AS bigint) AS returned, CAST(sum(paid_minor) AS bigint) AS paid_minor
FROM (
  SELECT CASE WHEN date_diff('day', u.shipped_day, s.as_of) < s.problem_days THEN 'now' ELSE 'before' END AS period,
    CAST(date_trunc('week', u.shipped_day) AS date) AS week, u.channel, u.units, u.mature, u.returned, u.paid_minor
  FROM unit_days u CROSS JOIN params s
  WHERE u.covered AND date_diff('day', u.shipped_day, s.as_of) < 2 * s.problem_days
) x
GROUP BY GROUPING SETS ((period), (period, week), (period, channel), (period, channel, week))
