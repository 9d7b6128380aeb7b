-- What did contacts cost in each span that belong to no counted case? Grain: one row per span. Example: span 0 · 37 contacts · 22200
SELECT d.span, count(*) AS contacts, CAST(sum(CAST(round(k.minutes * CAST(s.service_hour_minor AS double) / 60e0) AS bigint)) AS bigint) AS cost
FROM contact_facts k CROSS JOIN params s
JOIN cube_days d ON d.day = k.started_day
WHERE k.case_pk IS NULL
GROUP BY d.span
