-- Question:  which cases are known to come from which units?
-- Grain:     one row per after-sales case of the window or its past whose order line was shipped while cases were seen.
-- Guarantee: dimensions are those of the order line, so that cases and units agree. No null but in them: a missing category is '', and a
--            case without a customer is a customer of its own. is_now tells the window from its past, is_previous the part of that just before the window; problem_category is the case's own.
-- Example:   source 'taobao', is_now true, lag_days 6, customer c1, category 'dress', problem_category 'dress', reason_group 'logistics',
--            reason 'damaged_in_transit', carrier 'YD', region 'Hubei', cost_minor 3150
SELECT
  f.unit_source AS source,
  f.opened_day >= s.window_from AS is_now,
  f.opened_day >= s.previous_from AND f.opened_day < s.window_from AS is_previous,
  f.lag_days,
  coalesce(f.customer_key, f.case_pk) AS customer,
  coalesce(f.unit_category, '') AS category,
  coalesce(f.category, '') AS problem_category,
  coalesce(f.reason_group, 'unknown') AS reason_group,
  coalesce(f.reason, 'unknown') AS reason,
  f.unit_product_id AS product_id, f.unit_channel AS channel, f.unit_shop AS shop, f.unit_region AS region, f.unit_carrier AS carrier,
  f.unit_warehouse AS warehouse, f.unit_batch AS batch, f.unit_age_band AS age_band, CAST(NULL AS varchar) AS tier,
  coalesce(f.cost_minor, 0) AS cost_minor
FROM case_facts AS f
CROSS JOIN driver_span AS s
WHERE f.counts AND f.unit_covered
  AND f.opened_day BETWEEN s.past_from AND s.window_to
  AND f.lag_days BETWEEN 0 AND s.horizon_days
