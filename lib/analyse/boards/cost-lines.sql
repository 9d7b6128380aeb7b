-- Which lines does the cost of the window consist of? One row, a column per line and kind (actual, assumed). Contacts of no counted case are a line
-- of their own. Guarantee: the lines add up to the window's cost.
SELECT
  coalesce(CAST(sum(k.inbound_actual) AS bigint), 0) AS inbound_freight_actual, coalesce(CAST(sum(k.inbound_assumed) AS bigint), 0) AS inbound_freight_assumed,
  coalesce(CAST(sum(k.outbound_actual) AS bigint), 0) AS outbound_freight_actual, coalesce(CAST(sum(k.outbound_assumed) AS bigint), 0) AS outbound_freight_assumed,
  coalesce(CAST(sum(k.insurance_assumed) AS bigint), 0) AS freight_insurance_assumed,
  coalesce(CAST(sum(k.handling_actual) AS bigint), 0) AS handling_actual, coalesce(CAST(sum(k.handling_assumed) AS bigint), 0) AS handling_assumed,
  coalesce(CAST(sum(k.inspection_assumed) AS bigint), 0) AS inspection_assumed,
  coalesce(CAST(sum(k.write_down_assumed) AS bigint), 0) AS write_down_assumed,
  coalesce(CAST(sum(k.repair_parts_actual) AS bigint), 0) AS repair_parts_actual, coalesce(CAST(sum(k.repair_parts_assumed) AS bigint), 0) AS repair_parts_assumed,
  coalesce(CAST(sum(k.repair_labour_actual) AS bigint), 0) AS repair_labour_actual, coalesce(CAST(sum(k.repair_labour_assumed) AS bigint), 0) AS repair_labour_assumed,
  coalesce(CAST(sum(k.payment_fee_assumed) AS bigint), 0) AS payment_fee_assumed,
  coalesce(CAST(sum(k.compensation_actual) AS bigint), 0) AS compensation_actual,
  coalesce(CAST(sum(k.replacement_actual) AS bigint), 0) AS replacement_actual, coalesce(CAST(sum(k.replacement_assumed) AS bigint), 0) AS replacement_assumed,
  coalesce(CAST(sum(k.service_actual) AS bigint), 0) AS service_actual, coalesce(CAST(sum(k.service_assumed) AS bigint), 0) AS service_assumed,
  coalesce(CAST(sum(k.recovered_actual) AS bigint), 0) AS recovered_actual
FROM case_costs k
CROSS JOIN params s
WHERE k.counts AND k.reported AND date_diff('day', k.opened_day, s.as_of) < s.problem_days
