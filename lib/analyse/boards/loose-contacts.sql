-- What did contacts cost that belong to no counted case? Grain: one row per period. Example: now · 37 contacts · 22200
SELECT period, count(*) AS contacts, CAST(sum(cost_minor) AS bigint) AS cost_minor FROM (
  SELECT CASE WHEN date_diff('day', k.started_day, s.as_of) < s.problem_days THEN 'now' ELSE 'before' END AS period,
    CAST(round(k.minutes * CAST(s.service_hour_minor AS double) / 60e0) AS bigint) AS cost_minor
  FROM contact_facts k CROSS JOIN params s WHERE k.case_pk IS NULL AND date_diff('day', k.started_day, s.as_of) < 2 * s.problem_days
) x GROUP BY period
