-- How long did the cases take that were resolved in each span? In quarter days up to thirty days, in days beyond (counted on from 120), at most a year.
-- Grain: one row per span, places, reason, tier and time taken. Example: span 0 · channel 1 · category 0 · region 3 · too_small · vip · 13 quarter days · 2 cases
SELECT span, channel, category, region, reason, tier, CASE WHEN hours < 720 THEN hours / 6 WHEN hours < 8760 THEN 120 + (hours - 720) / 24 ELSE 455 END AS quarters, count(*) AS cases
FROM (
  SELECT d.span, CASE WHEN c.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel,
    CASE WHEN c.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category, CASE WHEN c.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region, c.reason, t.tier,
    CASE WHEN c.resolved_at < c.opened_at THEN 0 ELSE date_diff('hour', c.opened_at, c.resolved_at) END AS hours
  FROM case_facts c
  JOIN cube_days d ON d.day = c.resolved_day
  LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = c.channel
  LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = c.category
  LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = c.region
  LEFT JOIN customer_tiers t ON t.customer_key = c.customer_key
  WHERE c.counts AND c.opened_at IS NOT NULL AND c.resolved_at IS NOT NULL
) x
GROUP BY span, channel, category, region, reason, tier, CASE WHEN hours < 720 THEN hours / 6 WHEN hours < 8760 THEN 120 + (hours - 720) / 24 ELSE 455 END
