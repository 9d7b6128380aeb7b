-- Every case, complete: what it is, whose fault, which order line, what it cost.
-- Grain: one row per case opened by as_of. Guarantee: cost_minor = actual_minor + assumed_minor = the sum of its lines; 0 for what does not count.
SELECT k.*, k.actual_minor + k.assumed_minor AS cost_minor
FROM (
  SELECT *,
    CASE WHEN counts AND reported THEN inbound_actual + outbound_actual + handling_actual + repair_parts_actual + repair_labour_actual + compensation_actual + replacement_actual + service_actual + recovered_actual ELSE 0 END AS actual_minor,
    CASE WHEN counts AND reported THEN inbound_assumed + outbound_assumed + insurance_assumed + handling_assumed + inspection_assumed + write_down_assumed + repair_parts_assumed + repair_labour_assumed + payment_fee_assumed + replacement_assumed + service_assumed ELSE 0 END AS assumed_minor
  FROM case_costs
) k
