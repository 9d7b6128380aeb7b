-- Question:  how many cases were there where candidate cells overlap?
-- Grain:     one row per category, category as the case has it, reason and joint value of the dimensions, a value that no candidate names being null.
-- Guarantee: in one order, as atoms-units. Every tested case of the window is in one row.
-- Example:   category 'dress', reason_group 'logistics', reason 'damaged_in_transit', carrier 'YD', region 'Hubei', all else null, cases 12,
--            cost_minor 37800
SELECT
  t.category,
  t.problem_category,
  t.reason_group,
  t.reason,
  v_product_id.member AS product_id,
  v_channel.member AS channel,
  v_shop.member AS shop,
  v_region.member AS region,
  v_carrier.member AS carrier,
  v_warehouse.member AS warehouse,
  v_batch.member AS batch,
  v_age_band.member AS age_band,
  v_tier.member AS tier,
  count(*) AS cases,
  CAST(sum(t.cost_minor) AS bigint) AS cost_minor
FROM tested_cases AS t
LEFT JOIN driver_values AS v_product_id ON v_product_id.dimension = 'product_id' AND v_product_id.member = t.product_id
LEFT JOIN driver_values AS v_channel ON v_channel.dimension = 'channel' AND v_channel.member = t.channel
LEFT JOIN driver_values AS v_shop ON v_shop.dimension = 'shop' AND v_shop.member = t.shop
LEFT JOIN driver_values AS v_region ON v_region.dimension = 'region' AND v_region.member = t.region
LEFT JOIN driver_values AS v_carrier ON v_carrier.dimension = 'carrier' AND v_carrier.member = t.carrier
LEFT JOIN driver_values AS v_warehouse ON v_warehouse.dimension = 'warehouse' AND v_warehouse.member = t.warehouse
LEFT JOIN driver_values AS v_batch ON v_batch.dimension = 'batch' AND v_batch.member = t.batch
LEFT JOIN driver_values AS v_age_band ON v_age_band.dimension = 'age_band' AND v_age_band.member = t.age_band
LEFT JOIN driver_values AS v_tier ON v_tier.dimension = 'tier' AND v_tier.member = t.tier
WHERE t.is_now
GROUP BY t.category, t.problem_category, t.reason_group, t.reason, v_product_id.member, v_channel.member, v_shop.member, v_region.member, v_carrier.member, v_warehouse.member, v_batch.member, v_age_band.member, v_tier.member
ORDER BY t.category NULLS LAST, t.problem_category NULLS LAST, t.reason_group NULLS LAST, t.reason NULLS LAST, v_product_id.member NULLS LAST, v_channel.member NULLS LAST, v_shop.member NULLS LAST, v_region.member NULLS LAST, v_carrier.member NULLS LAST, v_warehouse.member NULLS LAST, v_batch.member NULLS LAST, v_age_band.member NULLS LAST, v_tier.member NULLS LAST
