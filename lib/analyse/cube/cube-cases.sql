-- What did the cases of each span and week cost, by everything that boards are filtered by?
-- Grain: one row per span, week, places of channel, category and region (-1 not known, 12 folded), reason and tier of the customer today.
-- Guarantee: the cases in force of the last two years, in the reporting currency; cost = the sum of the lines.
-- Example: span 0 · week 24 · channel 1 · category 0 · region 3 · too_small · vip · 4 cases · 5400 …
SELECT d.span, d.week,
  CASE WHEN c.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END AS channel,
  CASE WHEN c.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END AS category,
  CASE WHEN c.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END AS region,
  c.reason, t.tier,
  count(*) AS cases, CAST(sum(c.cost_minor) AS bigint) AS cost, CAST(sum(c.actual_minor) AS bigint) AS actual, CAST(sum(coalesce(c.refund_minor, 0)) AS bigint) AS refund,
  CAST(sum(c.inbound_actual) AS bigint) AS inbound_freight_actual, CAST(sum(c.inbound_assumed) AS bigint) AS inbound_freight_assumed,
  CAST(sum(c.outbound_actual) AS bigint) AS outbound_freight_actual, CAST(sum(c.outbound_assumed) AS bigint) AS outbound_freight_assumed,
  CAST(sum(c.insurance_assumed) AS bigint) AS freight_insurance_assumed,
  CAST(sum(c.handling_actual) AS bigint) AS handling_actual, CAST(sum(c.handling_assumed) AS bigint) AS handling_assumed,
  CAST(sum(c.inspection_assumed) AS bigint) AS inspection_assumed, CAST(sum(c.write_down_assumed) AS bigint) AS write_down_assumed,
  CAST(sum(c.repair_parts_actual) AS bigint) AS repair_parts_actual, CAST(sum(c.repair_parts_assumed) AS bigint) AS repair_parts_assumed,
  CAST(sum(c.repair_labour_actual) AS bigint) AS repair_labour_actual, CAST(sum(c.repair_labour_assumed) AS bigint) AS repair_labour_assumed,
  CAST(sum(c.payment_fee_assumed) AS bigint) AS payment_fee_assumed, CAST(sum(c.compensation_actual) AS bigint) AS compensation_actual,
  CAST(sum(c.replacement_actual) AS bigint) AS replacement_actual, CAST(sum(c.replacement_assumed) AS bigint) AS replacement_assumed,
  CAST(sum(c.service_actual) AS bigint) AS service_actual, CAST(sum(c.service_assumed) AS bigint) AS service_assumed,
  CAST(sum(c.recovered_actual) AS bigint) AS recovered_actual
FROM case_facts c
JOIN cube_days d ON d.day = c.opened_day
LEFT JOIN cube_values vc ON vc.dimension = 'channel' AND vc.value = c.channel
LEFT JOIN cube_values vg ON vg.dimension = 'category' AND vg.value = c.category
LEFT JOIN cube_values vr ON vr.dimension = 'region' AND vr.value = c.region
LEFT JOIN customer_tiers t ON t.customer_key = c.customer_key
WHERE c.counts AND c.reported
GROUP BY d.span, d.week, CASE WHEN c.channel IS NULL THEN -1 ELSE coalesce(vc.place, 12) END, CASE WHEN c.category IS NULL THEN -1 ELSE coalesce(vg.place, 12) END,
  CASE WHEN c.region IS NULL THEN -1 ELSE coalesce(vr.place, 12) END, c.reason, t.tier
