-- How did each product do over the customer window, by channel and region?
-- Grain: one row per product (place, 300 = folded), category, channel and region. Rates over covered units, costs over all cases in force.
-- Example: product 12 · category 0 · channel 1 · region 3 · 31 units · 22480 mature · 4 returned · 1284600 paid · 4 cases · 5400
WITH counted AS (
  SELECT p.product_id, l.category, l.channel, l.region, l.units, CAST(l.units AS double) * l.maturity AS mature, 0 AS returned, l.paid_minor AS paid, 0 AS cases, 0 AS cost
  FROM sales_lines l
  CROSS JOIN params s
  JOIN product_numbers p ON p.product_no = l.product_no
  WHERE l.age_days >= 0 AND p.product_id <> '' AND date_diff('day', l.shipped_day, s.as_of) < s.customer_days
  UNION ALL
  SELECT r.product_id, r.category, r.channel, r.region, 0, 0e0, r.units, 0, 0, 0
  FROM line_returns r
  CROSS JOIN params s
  JOIN coverage c ON c.source = r.source AND r.shipped_day BETWEEN c.first_day AND c.last_day
  WHERE r.product_id IS NOT NULL AND date_diff('day', r.shipped_day, s.as_of) < s.customer_days
  UNION ALL
  SELECT c.product_id, c.category, c.channel, c.region, 0, 0e0, 0, 0, 1, c.cost_minor
  FROM case_facts c CROSS JOIN params s
  WHERE c.counts AND c.reported AND c.product_id IS NOT NULL AND date_diff('day', c.opened_day, s.as_of) < s.customer_days
)
SELECT coalesce(vp.place, 300) AS product,
  CASE WHEN x.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category,
  CASE WHEN x.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel,
  CASE WHEN x.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region,
  CAST(sum(x.units) AS bigint) AS units, CAST(round(1000e0 * sum(x.mature)) AS bigint) AS mature, CAST(sum(x.returned) AS bigint) AS returned, CAST(sum(x.paid) AS bigint) AS paid,
  CAST(sum(x.cases) AS bigint) AS cases, CAST(sum(x.cost) AS bigint) AS cost
FROM counted x
LEFT JOIN cube_values vp ON vp.dimension = 'product' AND vp.value = x.product_id
LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = x.category
LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = x.channel
LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = x.region
GROUP BY coalesce(vp.place, 300), CASE WHEN x.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
  CASE WHEN x.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN x.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END
