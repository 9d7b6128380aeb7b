-- Question:  which cases of the window were known on the day, and what was known of them?
-- Grain:     one row per case line opened in the window.
-- Guarantee: a case is open until the day it was resolved, so a refusal or a refund of later is not in it.
-- Example:   web/R1/1 | web/O1/1 | 9c41… | return | completed | customer | 2026-11-02 | 2026-11-04 | 1 | 9900 | 640
SELECT
  c.case_pk, c.order_pk, c.source, c.case_id, c.order_id, c.line_id, c.customer_key, c.kind, c.stage, c.goods_status,
  c.reason, c.reason_group, coalesce(c.fault, 'unknown') AS fault,
  coalesce(c.fault, 'unknown') IN ('product', 'listing', 'warehouse', 'service', 'carrier') AS not_theirs,
  coalesce(c.opened_at, c.resolved_at) AS opened_at,
  coalesce(c.opened_day, c.resolved_day) AS opened_day,
  CASE WHEN c.resolved_day <= d.as_of THEN c.resolved_day END AS resolved_day,
  CASE WHEN c.delivered_day <= d.as_of THEN c.delivered_day END AS delivered_day,
  CASE WHEN c.resolved_day > d.as_of THEN 'open' ELSE c.status END AS status,
  coalesce(c.quantity, 1) AS quantity,
  CASE WHEN c.resolved_day > d.as_of THEN 0 ELSE coalesce(c.refund_minor, 0) END AS refund_minor,
  coalesce(c.cost_minor, 0) AS cost_minor,
  coalesce(c.service_minutes, 0) AS service_minutes,
  CASE WHEN c.resolved_day > d.as_of THEN coalesce(c.kind, '') <> 'cancel' ELSE c.counts END AS counts,
  CASE
    WHEN c.resolved_day > d.as_of THEN coalesce(c.kind, '') IN ('return', 'exchange')
      OR (coalesce(c.kind, '') = 'refund_only' AND coalesce(c.stage, '') <> 'before_shipment')
    ELSE c.returns
  END AS returns
FROM case_facts c
CROSS JOIN day_now d
WHERE coalesce(c.opened_day, c.resolved_day) <= d.as_of
  AND coalesce(c.opened_day, c.resolved_day) > d.from_day
