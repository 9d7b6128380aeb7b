-- Question:  which cases of the window were known on the day, and what was known of them?
-- Grain:     one row per case line opened in the window.
-- Guarantee: a case is open until the day it was resolved, so a refusal or a refund of later is not in it.
-- Example:   1 | web | R1 | … | 2026-11-02 | 2026-11-04 | 2 days | completed | true | true
SELECT
  a.customer_no, a.source, a.case_id, a.order_pk, a.order_id, a.line_id, a.opened_at, a.opened_day, a.kind, a.reason_group, a.blame,
  a.complaint, a.kept, a.worn, a.missed, a.goods_returned, a.quantity, a.cost_minor, a.service_tenths,
  a.product_no, a.line_day, a.line_quantity, a.line_covered, a.line_goods_minor, a.line_assumed,
  CASE WHEN a.resolved_day <= d.as_of THEN a.resolved_day END AS resolved_day,
  date_diff('day', a.opened_day, CASE WHEN a.resolved_day <= d.as_of THEN a.resolved_day ELSE d.as_of END) AS days_taken,
  CASE WHEN a.resolved_day > d.as_of THEN 'open' ELSE a.status END AS status,
  CASE WHEN a.resolved_day > d.as_of THEN 0 ELSE a.refund_minor END AS refund_minor,
  CASE WHEN a.resolved_day > d.as_of THEN coalesce(a.kind, '') <> 'cancel' ELSE a.counts END AS counts,
  CASE
    WHEN a.resolved_day > d.as_of THEN coalesce(a.kind, '') IN ('return', 'exchange')
      OR (coalesce(a.kind, '') = 'refund_only' AND coalesce(a.stage, '') <> 'before_shipment')
    ELSE a.returns
  END AS returns
FROM after_sales a
CROSS JOIN day_now d
WHERE a.opened_day <= d.as_of AND a.opened_day > d.from_day
