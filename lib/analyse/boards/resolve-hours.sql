-- How long did the cases take that were resolved in the window? A histogram by whole hours. Grain: one row per period, week of resolution and hours.
SELECT period, week, hours, count(*) AS cases FROM (
  SELECT CASE WHEN date_diff('day', c.resolved_day, s.as_of) < s.problem_days THEN 'now' ELSE 'before' END AS period,
    CAST(date_trunc('week', c.resolved_day) AS date) AS week,
    CASE WHEN c.resolved_at < c.opened_at THEN 0 ELSE date_diff('hour', c.opened_at, c.resolved_at) END AS hours
  FROM case_facts c CROSS JOIN params s
  WHERE c.counts AND c.resolved_day IS NOT NULL AND c.opened_at IS NOT NULL AND date_diff('day', c.resolved_day, s.as_of) < 2 * s.problem_days
) x GROUP BY period, week, hours
