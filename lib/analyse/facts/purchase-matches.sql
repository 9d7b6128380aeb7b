-- For sources whose cases never name an order: which earlier purchase of that product by that customer does a case undo?
-- The latest one before the case that still has units left after the customer's earlier cases of it (purchases are used up from the latest back).
-- Grain: one row per case that finds a line. Example: retail|C536379|x · retail|536100|y
WITH silent AS (
  SELECT c.source FROM (SELECT DISTINCT source FROM cases) c LEFT JOIN (SELECT DISTINCT source FROM case_matches) m ON m.source = c.source
  WHERE m.source IS NULL
),
wanted AS (
  SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, c.customer_key, c.product_id, c.opened_at, coalesce(c.quantity, 1) AS quantity
  FROM cases c JOIN silent x ON x.source = c.source CROSS JOIN params s
  WHERE c.customer_key IS NOT NULL AND c.product_id IS NOT NULL AND c.opened_day <= s.as_of
),
pairs AS (
  SELECT w.case_pk, w.quantity, w.opened_at, w.customer_key, w.product_id, l.order_pk, l.ordered_at, l.quantity AS units
  FROM wanted w JOIN order_lines l ON l.customer_key = w.customer_key AND l.product_id = w.product_id AND l.ordered_at <= w.opened_at
),
-- Units bought up to this purchase counted back from the case, and units that earlier cases of the same customer and product already took.
taken AS (
  SELECT case_pk, sum(quantity) OVER (PARTITION BY customer_key, product_id ORDER BY opened_at, case_pk ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM wanted
),
counted AS (
  SELECT p.case_pk, p.order_pk, p.ordered_at,
    sum(p.units) OVER (PARTITION BY p.case_pk ORDER BY p.ordered_at DESC, p.order_pk ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reach,
    coalesce(t.before, 0) AS before
  FROM pairs p JOIN taken t ON t.case_pk = p.case_pk
),
ranked AS (
  SELECT case_pk, order_pk, row_number() OVER (PARTITION BY case_pk ORDER BY CASE WHEN reach > before THEN 0 ELSE 1 END, ordered_at DESC, order_pk) AS place
  FROM counted
)
SELECT case_pk, order_pk FROM ranked WHERE place = 1
