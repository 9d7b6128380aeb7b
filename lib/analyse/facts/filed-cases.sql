-- Which cases are there, as known on as_of?
-- A refund that only an order file tells of (its case id is the order's id, without a reason) yields to the cases that name that order.
-- Grain: one row per case opened by as_of. Guarantee: case_pk is unique. Example: taobao|R77|1 · taobao · R77 · 2026-09-07 · …
SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, coalesce(c.opened_day, c.resolved_day) AS first_day, c.*
FROM cases c
CROSS JOIN params s
LEFT JOIN (
  SELECT order_id, sum(CASE WHEN case_id <> order_id THEN 1 ELSE 0 END) AS told
  FROM cases
  WHERE order_id IS NOT NULL
  GROUP BY order_id
  HAVING sum(CASE WHEN case_id <> order_id THEN 1 ELSE 0 END) > 0 AND sum(CASE WHEN case_id = order_id AND reason_raw IS NULL THEN 1 ELSE 0 END) > 0
) n ON n.order_id = c.order_id
WHERE coalesce(c.opened_day, c.resolved_day) <= s.as_of AND NOT (c.case_id = c.order_id AND c.reason_raw IS NULL AND coalesce(n.told, 0) > 0)
