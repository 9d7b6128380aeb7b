-- Question:  what kind of evidence is each case line, whatever the day it is looked at from?
-- Grain:     one row per case line.
-- Guarantee: blame = 2 the customer's fault, 1 shared or unknown, 0 the merchant's or carrier's. line_* describe its order line.
--            kept: a refund alone, after delivery, with the goods kept, for a quality claim or without anybody else's fault.
--            worn: sent back 3 to 14 days after delivery without a fault of the goods. missed: non-receipt against a recorded delivery.
-- Example:   1 | web | R1 | web/O1/1 | O1 | 1 | 2026-11-02 10:00:00 | 2026-11-02 | 2026-11-04 | return | completed | 2 | 0 | …
SELECT
  n.customer_no, c.source, coalesce(c.case_id, c.case_pk) AS case_id,
  c.order_pk, c.order_id, c.line_id,
  coalesce(c.opened_at, c.resolved_at) AS opened_at, coalesce(c.opened_day, c.resolved_day) AS opened_day, c.resolved_day,
  c.kind, c.stage, c.status, c.reason_group,
  CASE c.fault WHEN 'customer' THEN 2 WHEN 'product' THEN 0 WHEN 'listing' THEN 0 WHEN 'warehouse' THEN 0 WHEN 'service' THEN 0 WHEN 'carrier' THEN 0 ELSE 1 END AS blame,
  CASE WHEN c.kind = 'complaint' OR c.reason = 'fee_dispute' THEN 1 ELSE 0 END AS complaint,
  CASE
    WHEN c.kind = 'refund_only' AND coalesce(c.goods_status, 'received') = 'received'
      AND (c.stage = 'after_delivery' OR c.delivered_day <= coalesce(c.opened_day, c.resolved_day))
      AND (c.reason_group = 'quality' OR coalesce(c.fault, 'unknown') IN ('customer', 'shared', 'unknown')) THEN 1 ELSE 0
  END AS kept,
  CASE
    WHEN c.kind = 'return' AND coalesce(c.fault, 'unknown') IN ('customer', 'shared', 'unknown')
      AND date_diff('day', c.delivered_day, coalesce(c.opened_day, c.resolved_day)) BETWEEN 3 AND 14 THEN 1 ELSE 0
  END AS worn,
  CASE WHEN c.reason = 'lost_or_not_received' AND c.delivered_day <= coalesce(c.opened_day, c.resolved_day) THEN 1 ELSE 0 END AS missed,
  CASE WHEN c.kind = 'return' AND c.goods_status = 'returned' THEN 1 ELSE 0 END AS goods_returned,
  CASE WHEN c.quantity > 1 THEN c.quantity ELSE 1 END AS quantity,
  coalesce(c.refund_minor, 0) AS refund_minor, coalesce(c.cost_minor, 0) AS cost_minor,
  CAST(round(10 * coalesce(c.service_minutes, 0e0)) AS bigint) AS service_tenths,
  coalesce(c.counts, FALSE) AS counts, coalesce(c.returns, FALSE) AS returns,
  p.product_no, c.unit_day AS line_day,
  CASE WHEN c.unit_quantity > 1 THEN c.unit_quantity ELSE 1 END AS line_quantity, coalesce(c.unit_covered, FALSE) AS line_covered,
  CASE
    WHEN c.unit_price_minor IS NOT NULL THEN c.unit_price_minor * CASE WHEN c.unit_quantity > 1 THEN c.unit_quantity ELSE 1 END
    ELSE CAST(round(CAST(coalesce(c.unit_paid_minor, 0) AS double) * (10000 - m.assumed_margin_bp) / 10000) AS bigint)
  END AS line_goods_minor,
  CASE WHEN c.unit_price_minor IS NULL THEN 1 ELSE 0 END AS line_assumed
FROM case_facts c
CROSS JOIN params m
LEFT JOIN customer_numbers n ON n.customer_key = c.customer_key
LEFT JOIN product_numbers p ON p.product_id = coalesce(c.unit_product_id, '')
