-- Who is in which tier now and was thirty days ago, how do they stand on the grids, and where did they buy last?
-- Grain: one row per tier, previous tier, grid cells and places of the latest order's channel, category and region (-1 without one).
-- Guarantee: every known customer once. Example: at_risk · vip · hurt · costly · channel 1 · category 0 · region 3 · 12 customers · 5400 …
SELECT t.tier, t.previous, t.satisfaction_loyalty, t.value_cost,
  coalesce(o.places / 1024 % 32, 0) - 1 AS channel, coalesce(o.places / 32 % 32, 0) - 1 AS category, coalesce(o.places % 32, 0) - 1 AS region,
  count(*) AS customers, CAST(sum(e.cost_minor) AS bigint) AS cost, CAST(sum(coalesce(b.cost_minor, 0)) AS bigint) AS cost_before,
  CAST(sum(e.contribution_minor) AS bigint) AS contribution, CAST(sum(coalesce(b.contribution_minor, 0)) AS bigint) AS contribution_before
FROM customer_tiers t
JOIN customer_evidence_now e ON e.customer_no = t.customer_no
LEFT JOIN customer_evidence_before b ON b.customer_no = t.customer_no
LEFT JOIN (
  -- The greatest of (day, places) in one number: places take 15 bits.
  SELECT l.customer_no, max(date_diff('day', DATE '2000-01-01', l.shipped_day) * 32768
    + (CASE WHEN l.channel IS NULL THEN 0 ELSE coalesce(vc.place, 12) + 1 END) * 1024
    + (CASE WHEN l.category IS NULL THEN 0 ELSE coalesce(vg.place, 12) + 1 END) * 32
    + (CASE WHEN l.region IS NULL THEN 0 ELSE coalesce(vr.place, 12) + 1 END)) AS places
  FROM sales_lines l
  LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = l.channel
  LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = l.category
  LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = l.region
  WHERE l.customer_no IS NOT NULL
  GROUP BY l.customer_no
) o ON o.customer_no = t.customer_no
GROUP BY t.tier, t.previous, t.satisfaction_loyalty, t.value_cost,
  coalesce(o.places / 1024 % 32, 0) - 1, coalesce(o.places / 32 % 32, 0) - 1, coalesce(o.places % 32, 0) - 1
