-- How did each product do over the customer window, by channel and region?
-- Grain: one row per product (place, 300 = folded), category, channel and region. Rates over covered units, costs over all cases in force.
-- Example: product 12 · category 0 · channel 1 · region 3 · 31 units · 22480 mature · 4 returned · 1284600 paid · 4 cases · 5400
SELECT product, category, channel, region,
  CAST(sum(units) AS bigint) AS units, CAST(sum(mature) AS bigint) AS mature, CAST(sum(returned) AS bigint) AS returned, CAST(sum(paid) AS bigint) AS paid,
  CAST(sum(cases) AS bigint) AS cases, CAST(sum(cost) AS bigint) AS cost
FROM (
  SELECT coalesce(vp.place, 300) AS product, CASE WHEN u.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category,
    CASE WHEN u.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel, CASE WHEN u.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region,
    CAST(sum(u.quantity) AS bigint) AS units, CAST(round(1000e0 * sum(CAST(u.quantity AS double) * u.maturity)) AS bigint) AS mature,
    CAST(sum(coalesce(r.units, 0)) AS bigint) AS returned, CAST(sum(coalesce(u.paid_minor, 0)) AS bigint) AS paid, CAST(0 AS bigint) AS cases, CAST(0 AS bigint) AS cost
  FROM unit_facts u CROSS JOIN params s
  LEFT JOIN (SELECT order_pk, sum(units) AS units FROM line_returns GROUP BY order_pk) r ON r.order_pk = u.order_pk
  LEFT JOIN cube_values vp ON vp.dimension = 'product' AND vp.value = u.product_id
  LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = u.category
  LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = u.channel
  LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = u.region
  WHERE u.covered AND u.product_id IS NOT NULL AND date_diff('day', u.shipped_day, s.as_of) < s.customer_days
  GROUP BY coalesce(vp.place, 300), CASE WHEN u.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
    CASE WHEN u.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN u.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END
  UNION ALL
  SELECT coalesce(vp.place, 300), CASE WHEN c.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
    CASE WHEN c.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN c.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END,
    CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), count(*), CAST(sum(c.cost_minor) AS bigint)
  FROM case_facts c CROSS JOIN params s
  LEFT JOIN cube_values vp ON vp.dimension = 'product' AND vp.value = c.product_id
  LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = c.category
  LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = c.channel
  LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = c.region
  WHERE c.counts AND c.reported AND c.product_id IS NOT NULL AND date_diff('day', c.opened_day, s.as_of) < s.customer_days
  GROUP BY coalesce(vp.place, 300), CASE WHEN c.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
    CASE WHEN c.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN c.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END
) x
GROUP BY product, category, channel, region
