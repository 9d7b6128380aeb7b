-- Every case, complete: what it is, whose fault, which order line, what it cost.
-- Grain: one row per case opened by as_of. Guarantee: cost_minor = actual_minor + assumed_minor = the sum of its lines; 0 for what does not count.
SELECT b.*, u.age_band, CAST(NULL AS varchar) AS tier,
  coalesce(k.inbound_actual + k.outbound_actual + k.handling_actual + k.repair_parts_actual + k.repair_labour_actual + k.compensation_actual + k.replacement_actual + k.service_actual + k.recovered_actual, 0) AS actual_minor,
  coalesce(k.inbound_assumed + k.outbound_assumed + k.insurance_assumed + k.handling_assumed + k.inspection_assumed + k.write_down_assumed + k.repair_parts_assumed + k.repair_labour_assumed + k.payment_fee_assumed + k.replacement_assumed + k.service_assumed, 0) AS assumed_minor,
  coalesce(k.inbound_actual + k.outbound_actual + k.handling_actual + k.repair_parts_actual + k.repair_labour_actual + k.compensation_actual + k.replacement_actual + k.service_actual + k.recovered_actual, 0)
    + coalesce(k.inbound_assumed + k.outbound_assumed + k.insurance_assumed + k.handling_assumed + k.inspection_assumed + k.write_down_assumed + k.repair_parts_assumed + k.repair_labour_assumed + k.payment_fee_assumed + k.replacement_assumed + k.service_assumed, 0) AS cost_minor
FROM case_base b
LEFT JOIN case_costs k ON k.case_pk = b.case_pk
LEFT JOIN customer_attributes u ON u.customer_key = b.customer_key
