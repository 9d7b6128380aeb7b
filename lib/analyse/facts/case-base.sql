-- Every case with what its order line knows, before its cost.
-- Grain: one row per case opened by as_of. Guarantee: case_pk is unique; what happened after as_of is not known yet (a later resolution leaves it open).
-- Example: taobao|R77|1 · returns · quality/defective · product's fault · matched · lag 6 days
SELECT
  c.case_pk, c.source, c.case_id, c.order_id, c.line_id, l.order_pk, l.order_pk IS NOT NULL AS matched,
  coalesce(c.customer_key, l.customer_key) AS customer_key,
  coalesce(c.product_id, l.product_id) AS product_id,
  coalesce(c.product_name, l.product_name, p.name) AS product_name, coalesce(c.category, l.category, p.category) AS category,
  coalesce(c.channel, l.channel) AS channel, coalesce(c.shop, l.shop) AS shop, coalesce(c.region, l.region) AS region,
  coalesce(l.carrier, c.carrier) AS carrier, coalesce(l.warehouse, c.warehouse) AS warehouse, coalesce(c.batch, l.batch) AS batch,
  c.kind, c.stage,
  CASE WHEN c.resolved_day > s.as_of AND c.status IS NOT NULL THEN 'open' ELSE c.status END AS status,
  c.goods_status, c.disposition,
  coalesce(r.reason, c.reason, 'unknown') AS reason, coalesce(t.reason_group, 'unknown') AS reason_group, coalesce(t.fault, 'unknown') AS fault,
  c.opened_at, CASE WHEN c.resolved_day <= s.as_of THEN c.resolved_at END AS resolved_at,
  c.first_day AS opened_day, CASE WHEN c.resolved_day <= s.as_of THEN c.resolved_day END AS resolved_day,
  l.shipped_day, l.delivered_day,
  CASE WHEN date_diff('day', l.shipped_day, c.first_day) < 0 THEN 0 ELSE date_diff('day', l.shipped_day, c.first_day) END AS lag_days,
  coalesce(c.quantity, 1) AS quantity, l.quantity AS line_quantity,
  coalesce(c.currency, s.currency) = s.currency AS reported,
  CASE WHEN coalesce(c.currency, s.currency) = s.currency THEN coalesce(c.paid_minor, l.paid_minor) END AS paid_minor,
  CASE WHEN coalesce(c.currency, s.currency) = s.currency AND (c.resolved_day IS NULL OR c.resolved_day <= s.as_of) THEN c.refund_minor END AS refund_minor,
  l.unit_cost_minor, p.unit_cost_minor AS product_cost_minor, u.age_band,
  -- Its unit, as unit_facts has it: null where the line was not shipped.
  CASE WHEN l.shipped_day IS NOT NULL THEN l.source END AS unit_source, CASE WHEN l.shipped_day IS NOT NULL THEN l.category END AS unit_category,
  CASE WHEN l.shipped_day IS NOT NULL THEN l.product_id END AS unit_product_id, CASE WHEN l.shipped_day IS NOT NULL THEN l.customer_key END AS unit_customer_key,
  CASE WHEN l.shipped_day IS NOT NULL THEN l.channel END AS unit_channel, CASE WHEN l.shipped_day IS NOT NULL THEN l.shop END AS unit_shop, CASE WHEN l.shipped_day IS NOT NULL THEN l.region END AS unit_region,
  CASE WHEN l.shipped_day IS NOT NULL THEN l.carrier END AS unit_carrier, CASE WHEN l.shipped_day IS NOT NULL THEN l.warehouse END AS unit_warehouse, CASE WHEN l.shipped_day IS NOT NULL THEN l.batch END AS unit_batch,
  CASE WHEN l.shipped_day IS NOT NULL THEN v.age_band END AS unit_age_band, CASE WHEN l.shipped_day IS NOT NULL THEN l.ordered_day END AS unit_day, CASE WHEN l.shipped_day IS NOT NULL THEN l.quantity END AS unit_quantity,
  CASE WHEN l.shipped_day IS NOT NULL THEN l.paid_minor END AS unit_paid_minor, CASE WHEN l.shipped_day IS NOT NULL THEN l.unit_cost_minor END AS unit_price_minor,
  coalesce(l.shipped_day BETWEEN o.first_day AND o.last_day, FALSE) AS unit_covered,
  c.inbound_freight_minor, c.outbound_freight_minor, c.handling_minor, c.repair_parts_minor, c.repair_labour_minutes, c.service_minutes, c.compensation_minor, c.recovered_minor,
  coalesce(c.kind <> 'cancel', TRUE) AND coalesce(c.status NOT IN ('rejected', 'withdrawn'), TRUE) AND coalesce(c.stage <> 'before_shipment' OR c.kind IN ('complaint', 'repair', 'reship'), TRUE) AS counts,
  (c.kind IN ('return', 'exchange') OR (c.kind = 'refund_only' AND coalesce(c.stage <> 'before_shipment', TRUE) AND coalesce(c.goods_status <> 'not_shipped', TRUE)))
    AND coalesce(c.status NOT IN ('rejected', 'withdrawn'), TRUE) AND coalesce(c.stage <> 'before_shipment', TRUE) AS returns
FROM filed_cases c
CROSS JOIN params s
LEFT JOIN matches l ON l.case_pk = c.case_pk
LEFT JOIN coverage o ON o.source = l.source
LEFT JOIN customer_attributes v ON v.customer_key = l.customer_key
LEFT JOIN products p ON p.product_id = coalesce(c.product_id, l.product_id)
LEFT JOIN reason_map r ON r.reason_raw = CASE WHEN NOT (c.evidence = 'text' AND c.comment IS NOT NULL) THEN c.reason_raw END
LEFT JOIN taxonomy t ON t.reason = coalesce(r.reason, c.reason, 'unknown')
LEFT JOIN customer_attributes u ON u.customer_key = coalesce(c.customer_key, l.customer_key)
