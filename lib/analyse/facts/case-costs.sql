-- What did each case cost, line by line, and how much of it is assumed?
-- Each line once; actual where the export has it, else assumed from the merchant's settings. Refunded revenue is no cost. Recoveries are negative.
-- A refund-only item stays with the customer: not written down. An exchange gets its unit back; a reship sends a second one.
-- Grain: one row per case, with all that is known of it. The lines mean something where it counts and is in the reporting currency. Example: …|R77|1 · inbound 800 assumed · write-down 4500 assumed · service 480 actual
WITH asked AS (
  SELECT c.*,
    c.kind IN ('return', 'exchange', 'repair') AS comes_back,
    c.kind IN ('exchange', 'repair', 'reship') AS goes_out,
    coalesce(c.unit_cost_minor, c.product_cost_minor) AS cost_known,
    CAST(round(CAST(coalesce(c.paid_minor, c.refund_minor, 0) AS double) / CAST(CASE WHEN coalesce(c.line_quantity, c.quantity) > 0 THEN coalesce(c.line_quantity, c.quantity) ELSE 1 END AS double) * CAST(10000 - s.margin_bp AS double) / 10000e0) AS bigint) AS cost_assumed,
    CASE WHEN c.goods_status = 'lost' THEN 'lost' ELSE coalesce(c.disposition, 'unknown') END AS fate,
    k.minutes AS contact_minutes
  FROM case_base c CROSS JOIN params s
  LEFT JOIN (SELECT case_pk, sum(minutes) AS minutes FROM contact_facts WHERE case_pk IS NOT NULL GROUP BY case_pk) k ON k.case_pk = c.case_pk
),
priced AS (
  SELECT a.*, coalesce(a.cost_known, a.cost_assumed) AS unit_minor, a.cost_known IS NULL AS unit_assumed,
    CASE a.fate WHEN 'restock' THEN s.wd_restock_bp WHEN 'refurbish' THEN s.wd_refurbish_bp WHEN 'return_to_vendor' THEN s.wd_vendor_bp WHEN 'liquidate' THEN s.wd_liquidate_bp
      WHEN 'scrap' THEN s.wd_scrap_bp WHEN 'lost' THEN s.wd_lost_bp WHEN 'kept_by_customer' THEN 0 ELSE s.wd_unknown_bp END AS down_bp
  FROM asked a CROSS JOIN params s
)
SELECT
  a.*,
  coalesce(a.inbound_freight_minor, 0) AS inbound_actual,
  CASE WHEN a.inbound_freight_minor IS NULL AND a.comes_back THEN s.inbound_minor ELSE 0 END AS inbound_assumed,
  coalesce(a.outbound_freight_minor, 0) AS outbound_actual,
  CASE WHEN a.outbound_freight_minor IS NULL AND a.goes_out THEN s.outbound_minor ELSE 0 END AS outbound_assumed,
  CASE WHEN a.kind = 'return' THEN s.insurance_minor ELSE 0 END AS insurance_assumed,
  coalesce(a.handling_minor, 0) AS handling_actual,
  CASE WHEN a.handling_minor IS NULL AND a.comes_back THEN s.handling_minor ELSE 0 END AS handling_assumed,
  CASE WHEN a.kind IN ('return', 'exchange') THEN s.inspection_minor * a.quantity ELSE 0 END AS inspection_assumed,
  CASE WHEN a.kind IN ('return', 'exchange') THEN CAST(round(CAST(a.unit_minor * a.quantity AS double) * CAST(a.down_bp AS double) / 10000e0) AS bigint) ELSE 0 END AS write_down_assumed,
  coalesce(a.repair_parts_minor, 0) AS repair_parts_actual,
  CASE WHEN a.repair_parts_minor IS NULL AND a.kind = 'repair' THEN s.repair_parts_minor ELSE 0 END AS repair_parts_assumed,
  CAST(round(coalesce(a.repair_labour_minutes, 0e0) * CAST(s.labour_hour_minor AS double) / 60e0) AS bigint) AS repair_labour_actual,
  CASE WHEN a.repair_labour_minutes IS NULL AND a.kind = 'repair' THEN CAST(round(CAST(s.repair_minutes AS double) * CAST(s.labour_hour_minor AS double) / 60e0) AS bigint) ELSE 0 END AS repair_labour_assumed,
  CAST(round(CAST(coalesce(a.refund_minor, 0) AS double) * CAST(s.payment_fee_bp AS double) / 10000e0) AS bigint) AS payment_fee_assumed,
  coalesce(a.compensation_minor, 0) AS compensation_actual,
  CASE WHEN a.kind = 'reship' AND NOT a.unit_assumed THEN a.unit_minor * a.quantity ELSE 0 END AS replacement_actual,
  CASE WHEN a.kind = 'reship' AND a.unit_assumed THEN a.unit_minor * a.quantity ELSE 0 END AS replacement_assumed,
  CAST(round(coalesce(a.contact_minutes, a.service_minutes, 0e0) * CAST(s.service_hour_minor AS double) / 60e0) AS bigint) AS service_actual,
  CASE WHEN a.contact_minutes IS NULL AND a.service_minutes IS NULL THEN CAST(round(CAST(s.service_minutes AS double) * CAST(s.service_hour_minor AS double) / 60e0) AS bigint) ELSE 0 END AS service_assumed,
  -coalesce(a.recovered_minor, 0) AS recovered_actual
FROM priced a CROSS JOIN params s
