-- What was shipped in each span and week, and how much of it came back?
-- Grain: one row per span, week, places and tier of the customer today. covered = units whose returns the case files show; mature in thousandths of a unit.
-- Example: span 0 · week 24 · channel 1 · category 0 · region 3 · vip · 31 units · 1284600 paid · 31 covered, 1284600 paid for them · 22480 mature · 4 returned
WITH shipped AS (
  SELECT d.span, d.week, l.channel, l.category, l.region, t.tier, l.units, l.paid_minor AS paid,
    CASE WHEN l.age_days >= 0 THEN l.units ELSE 0 END AS covered, CASE WHEN l.age_days >= 0 THEN l.paid_minor ELSE 0 END AS covered_paid,
    CASE WHEN l.age_days >= 0 THEN CAST(l.units AS double) * l.maturity ELSE 0e0 END AS mature, 0 AS returned
  FROM sales_lines l
  JOIN cube_days d ON d.day = l.shipped_day
  LEFT JOIN customer_tiers t ON t.customer_no = l.customer_no
  UNION ALL
  SELECT d.span, d.week, r.channel, r.category, r.region, t.tier, 0, 0, 0, 0, 0e0, r.units
  FROM line_returns r
  JOIN coverage c ON c.source = r.source AND r.shipped_day BETWEEN c.first_day AND c.last_day
  JOIN cube_days d ON d.day = r.shipped_day
  LEFT JOIN customer_tiers t ON t.customer_key = r.customer_key
)
SELECT x.span, x.week,
  CASE WHEN x.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel,
  CASE WHEN x.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category,
  CASE WHEN x.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region,
  x.tier,
  CAST(sum(x.units) AS bigint) AS units, CAST(sum(x.paid) AS bigint) AS paid, CAST(sum(x.covered) AS bigint) AS covered, CAST(sum(x.covered_paid) AS bigint) AS covered_paid,
  CAST(round(1000e0 * sum(x.mature)) AS bigint) AS mature, CAST(sum(x.returned) AS bigint) AS returned
FROM shipped x
LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = x.channel
LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = x.category
LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = x.region
GROUP BY x.span, x.week, CASE WHEN x.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN x.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
  CASE WHEN x.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END, x.tier
