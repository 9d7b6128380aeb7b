-- What was shipped in each span and week, and how much of it came back?
-- Grain: one row per span, week, places and tier of the customer today. covered = units whose returns the case files show; mature in thousandths of a unit.
-- Example: span 0 · week 24 · channel 1 · category 0 · region 3 · vip · 31 units · 1284600 paid · 31 covered, 1284600 paid for them · 22480 mature · 4 returned
SELECT d.span, d.week,
  CASE WHEN u.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel,
  CASE WHEN u.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category,
  CASE WHEN u.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region,
  t.tier,
  CAST(sum(u.quantity) AS bigint) AS units, CAST(sum(coalesce(u.paid_minor, 0)) AS bigint) AS paid,
  CAST(sum(CASE WHEN u.covered THEN u.quantity ELSE 0 END) AS bigint) AS covered, CAST(sum(CASE WHEN u.covered THEN coalesce(u.paid_minor, 0) ELSE 0 END) AS bigint) AS covered_paid,
  CAST(round(1000e0 * sum(CASE WHEN u.covered THEN CAST(u.quantity AS double) * u.maturity ELSE 0e0 END)) AS bigint) AS mature,
  CAST(sum(CASE WHEN u.covered THEN coalesce(r.units, 0) ELSE 0 END) AS bigint) AS returned
FROM unit_facts u
JOIN cube_days d ON d.day = u.shipped_day
LEFT JOIN (SELECT order_pk, sum(units) AS units FROM line_returns GROUP BY order_pk) r ON r.order_pk = u.order_pk
LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = u.channel
LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = u.category
LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = u.region
LEFT JOIN customer_tiers t ON t.customer_key = u.customer_key
GROUP BY d.span, d.week, CASE WHEN u.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN u.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
  CASE WHEN u.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END, t.tier
