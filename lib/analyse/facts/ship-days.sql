-- How many units of what were shipped on each day, and how many of them came back?
-- Grain: one row per source, category, channel and day of shipment. covered = its returns are within what the case files show.
-- age_days = how long they could be seen. Guarantee: units and returned sum to those of the order lines. paid counts the reporting currency.
-- Example: taobao · dresses · douyin-1 · 2026-09-01 · 31 lines · 33 units · 1284600 paid · 7 returned, 4.5 weighted · covered · 80 days
WITH counted AS (
  SELECT source, category, channel, shipped_day, count(*) AS lines, sum(quantity) AS units, sum(coalesce(paid_minor, 0)) AS paid_minor, 0 AS returned, 0e0 AS weighted
  FROM order_lines
  WHERE shipped_day IS NOT NULL
  GROUP BY source, category, channel, shipped_day
  UNION ALL
  SELECT source, category, channel, shipped_day, 0, 0, 0, sum(units), sum(weighted)
  FROM line_returns
  GROUP BY source, category, channel, shipped_day
)
SELECT n.source, n.category, n.channel, n.shipped_day,
  CAST(n.lines AS bigint) AS lines, CAST(n.units AS bigint) AS units, CAST(n.paid_minor AS bigint) AS paid_minor, CAST(n.returned AS bigint) AS returned, n.weighted,
  coalesce(n.shipped_day BETWEEN c.first_day AND c.last_day, FALSE) AS covered,
  date_diff('day', n.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) AS age_days
FROM (
  SELECT source, category, channel, shipped_day, sum(lines) AS lines, sum(units) AS units, sum(paid_minor) AS paid_minor, sum(returned) AS returned, sum(weighted) AS weighted
  FROM counted
  GROUP BY source, category, channel, shipped_day
) n
CROSS JOIN params s
LEFT JOIN coverage c ON c.source = n.source
