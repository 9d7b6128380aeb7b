-- Which order line does each case belong to?
-- By order and line where the product does not speak against it, else order and product, else order and line, else the order's only line; else the line
-- id is the order's own id (platforms that split an order into sub-orders). The source need not be the same where only one source has that id.
-- Grain: one row per case that finds a line. Guarantee: a case has at most one. Example: taobao|R77|1 · taobao|2025…01|1
WITH named AS (
  SELECT order_id, count(*) AS lines, min(source) AS first_source, max(source) AS last_source FROM order_lines GROUP BY order_id
),
candidates AS (
  SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, l.order_pk,
    CASE
      WHEN l.line_id = c.line_id AND (c.product_id IS NULL OR l.product_id IS NULL OR c.product_id = l.product_id) THEN 1
      WHEN l.product_id = c.product_id THEN 2
      WHEN l.line_id = c.line_id THEN 3
      WHEN n.lines = 1 THEN 4
    END AS rank
  FROM cases c
  CROSS JOIN params s
  JOIN order_lines l ON l.order_id = c.order_id
  JOIN named n ON n.order_id = c.order_id
  WHERE c.opened_day <= s.as_of AND (l.source = c.source OR n.first_source = n.last_source)
  UNION ALL
  SELECT c.source || '|' || c.case_id || '|' || c.line_id, l.order_pk, CASE WHEN l.product_id = c.product_id THEN 5 WHEN n.lines = 1 THEN 6 END
  FROM cases c
  CROSS JOIN params s
  JOIN order_lines l ON l.order_id = c.line_id
  JOIN named n ON n.order_id = c.line_id
  WHERE c.opened_day <= s.as_of AND c.line_id <> '1' AND (l.source = c.source OR n.first_source = n.last_source)
),
ranked AS (
  SELECT case_pk, order_pk, row_number() OVER (PARTITION BY case_pk ORDER BY rank, order_pk) AS place FROM candidates WHERE rank IS NOT NULL
)
SELECT case_pk, order_pk FROM ranked WHERE place = 1
