-- From which day to which are the returns of an order source seen? From the first to the last opened day of its case files; a source without
-- cases of its own is covered by all of them.
-- Grain: one row per order source. Example: taobao · 2025-11-21 · 2026-11-20
WITH seen AS (SELECT source, min(first_day) AS first_day, max(first_day) AS last_day FROM filed_cases GROUP BY source),
overall AS (SELECT min(first_day) AS first_day, max(last_day) AS last_day FROM seen)
SELECT l.source, coalesce(x.first_day, o.first_day) AS first_day, coalesce(x.last_day, o.last_day) AS last_day
FROM (SELECT DISTINCT source FROM order_lines) l LEFT JOIN seen x ON x.source = l.source CROSS JOIN overall o
