-- Question:  how many cases were to be expected where candidate cells overlap?
-- Grain:     one row per category and joint value of the dimensions, a value that no candidate names being null.
-- Guarantee: always in the same order, so that what is summed over it is the same to the last digit. Every tested unit is in one row; expected cases by reason group in 1e-9 cases, as in weights.sql.
-- Example:   category 'dress', carrier 'YD', region 'Hubei', all else null, quality 8120000000, ...
SELECT
  w.category,
  v_product_id.member AS product_id,
  v_channel.member AS channel,
  v_shop.member AS shop,
  v_region.member AS region,
  v_carrier.member AS carrier,
  v_warehouse.member AS warehouse,
  v_batch.member AS batch,
  v_age_band.member AS age_band,
  v_tier.member AS tier,
  sum(w.quality) AS quality,
  sum(w.listing) AS listing,
  sum(w.fit) AS fit,
  sum(w.fulfilment) AS fulfilment,
  sum(w.logistics) AS logistics,
  sum(w.service) AS service,
  sum(w.price) AS price,
  sum(w.preference) AS preference,
  sum(w.warranty) AS warranty,
  sum(w.unknown) AS unknown
FROM shipped_lines AS u
JOIN driver_weights AS w ON w.source = u.source AND w.category = coalesce(u.category, '') AND w.shipped_day = u.shipped_day
LEFT JOIN driver_values AS v_product_id ON v_product_id.dimension = 'product_id' AND v_product_id.member = u.product_id
LEFT JOIN driver_values AS v_channel ON v_channel.dimension = 'channel' AND v_channel.member = u.channel
LEFT JOIN driver_values AS v_shop ON v_shop.dimension = 'shop' AND v_shop.member = u.shop
LEFT JOIN driver_values AS v_region ON v_region.dimension = 'region' AND v_region.member = u.region
LEFT JOIN driver_values AS v_carrier ON v_carrier.dimension = 'carrier' AND v_carrier.member = u.carrier
LEFT JOIN driver_values AS v_warehouse ON v_warehouse.dimension = 'warehouse' AND v_warehouse.member = u.warehouse
LEFT JOIN driver_values AS v_batch ON v_batch.dimension = 'batch' AND v_batch.member = u.batch
LEFT JOIN driver_values AS v_age_band ON v_age_band.dimension = 'age_band' AND v_age_band.member = u.age_band
LEFT JOIN driver_values AS v_tier ON v_tier.dimension = 'tier' AND v_tier.member = u.tier
GROUP BY w.category, v_product_id.member, v_channel.member, v_shop.member, v_region.member, v_carrier.member, v_warehouse.member, v_batch.member, v_age_band.member, v_tier.member
ORDER BY w.category NULLS LAST, v_product_id.member NULLS LAST, v_channel.member NULLS LAST, v_shop.member NULLS LAST, v_region.member NULLS LAST, v_carrier.member NULLS LAST, v_warehouse.member NULLS LAST, v_batch.member NULLS LAST, v_age_band.member NULLS LAST, v_tier.member NULLS LAST
