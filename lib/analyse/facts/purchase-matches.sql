-- For sources whose cases never name an order: which earlier purchase of that product by that customer does a case undo?
-- The latest one before the case that still has units left after the customer's earlier cases of it (purchases are used up from the latest back).
-- Grain: one row per case that finds a line, as case_matches. Example: retail|C536379|x · retail|536100|y
WITH silent AS (
  SELECT c.source FROM (SELECT DISTINCT source FROM cases) c LEFT JOIN (SELECT DISTINCT case_source FROM case_matches) m ON m.case_source = c.source
  WHERE m.case_source IS NULL
),
wanted AS (
  SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, c.source AS case_source, c.customer_key, c.product_id, c.opened_at, coalesce(c.quantity, 1) AS quantity
  FROM cases c JOIN silent x ON x.source = c.source CROSS JOIN params s
  WHERE c.customer_key IS NOT NULL AND c.product_id IS NOT NULL AND c.opened_day <= s.as_of
),
pairs AS (
  SELECT w.case_pk, w.case_source, l.*
  FROM wanted w JOIN order_lines l ON l.customer_key = w.customer_key AND l.product_id = w.product_id AND l.ordered_at <= w.opened_at
),
-- Units bought up to this purchase counted back from the case, and units that earlier cases of the same customer and product already took.
taken AS (
  SELECT case_pk, sum(quantity) OVER (PARTITION BY customer_key, product_id ORDER BY opened_at, case_pk ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM wanted
),
counted AS (
  SELECT p.case_pk, p.order_pk, p.ordered_at,
    sum(p.quantity) OVER (PARTITION BY p.case_pk ORDER BY p.ordered_at DESC, p.order_pk ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reach,
    coalesce(t.before, 0) AS before
  FROM pairs p JOIN taken t ON t.case_pk = p.case_pk
),
ranked AS (
  SELECT case_pk, order_pk, row_number() OVER (PARTITION BY case_pk ORDER BY CASE WHEN reach > before THEN 0 ELSE 1 END, ordered_at DESC, order_pk) AS place
  FROM counted
)
SELECT p.case_source, p.case_pk, p.order_pk,
  p.source, p.customer_key, p.product_id, p.product_name, p.category, p.channel, p.shop, p.region, p.carrier, p.warehouse, p.batch,
  p.ordered_day, p.shipped_day, p.delivered_day, p.quantity, p.paid_minor, p.unit_cost_minor
FROM pairs p
JOIN ranked r ON r.case_pk = p.case_pk AND r.order_pk = p.order_pk
WHERE r.place = 1
