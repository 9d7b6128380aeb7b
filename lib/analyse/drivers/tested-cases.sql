-- Question:  which cases can be held against the units that they came from?
-- Grain:     one row per after-sales case of the window or its past whose order line was shipped while cases were seen.
-- Guarantee: no null but in the cell dimensions and the cost of nothing is 0: a missing category is '', a missing reason group or reason
--            'unknown', and a case without a customer is a customer of its own. is_now tells the window from its past.
-- Example:   is_now true, lag_days 6, customer c1, category 'dress', reason_group 'logistics', reason 'damaged_in_transit', carrier 'YD',
--            region 'Hubei', cost_minor 3150
SELECT
  f.opened_day >= s.window_from AS is_now,
  f.lag_days,
  coalesce(f.customer_key, f.case_pk) AS customer,
  coalesce(f.category, '') AS category,
  coalesce(f.reason_group, 'unknown') AS reason_group,
  coalesce(f.reason, 'unknown') AS reason,
  f.product_id, f.channel, f.shop, f.region, f.carrier, f.warehouse, f.batch, f.age_band, f.tier,
  coalesce(f.cost_minor, 0) AS cost_minor
FROM case_facts AS f
CROSS JOIN driver_span AS s
WHERE f.counts AND f.matched AND f.shipped_day >= s.covered_from
  AND f.opened_day BETWEEN s.past_from AND s.window_to
  AND f.lag_days BETWEEN 0 AND s.horizon_days
