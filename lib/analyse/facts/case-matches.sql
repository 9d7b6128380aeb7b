-- Which order line does each case belong to?
-- By order and line where the product does not speak against it, else order and product, else order and line, else the order's only line; else the line
-- id is the order's own id (platforms that split an order into sub-orders). The source need not be the same where only one source has that id.
-- Grain: one row per case that finds a line, with what the line knows. Guarantee: a case has at most one.
-- Example: taobao · taobao|R77|1 · taobao|2025…01|1 · taobao · u1 · P12 · dresses · …
WITH names AS (
  SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, c.source, c.product_id, c.line_id, c.order_id AS name, 0 AS by_line
  FROM cases c CROSS JOIN params s WHERE c.opened_day <= s.as_of AND c.order_id IS NOT NULL
  UNION ALL
  SELECT c.source || '|' || c.case_id || '|' || c.line_id, c.source, c.product_id, CAST(NULL AS varchar), c.line_id, 1
  FROM cases c CROSS JOIN params s WHERE c.opened_day <= s.as_of AND c.line_id <> '1'
),
-- Every line of the orders that cases name, and nothing of the others. rank and key are one text: the best is the least.
pairs AS (
  SELECT c.case_pk, c.by_line, c.source AS case_source,
    CAST(3 * c.by_line + CASE
      WHEN l.line_id = c.line_id AND (c.product_id IS NULL OR l.product_id IS NULL OR c.product_id = l.product_id) THEN 1
      WHEN l.product_id = c.product_id THEN 2
      WHEN l.line_id = c.line_id THEN 3
      ELSE 4
    END AS varchar) || l.source || '|' || l.order_id || '|' || l.line_id AS found,
    l.source, l.customer_key, l.product_id, l.product_name, l.category, l.channel, l.shop, l.region, l.carrier, l.warehouse, l.batch,
    l.ordered_day, l.shipped_day, l.delivered_day, l.quantity, l.paid_minor, l.unit_cost_minor
  FROM names c
  JOIN order_lines l ON l.order_id = c.name
),
-- Of any source and of the case's own. Rank 4 is for an order's only line.
best AS (
  SELECT case_pk, by_line, count(*) AS lines, min(source) AS first_source, max(source) AS last_source,
    min(found) AS of_any, min(CASE WHEN source = case_source THEN found END) AS of_own
  FROM pairs
  GROUP BY case_pk, by_line
),
chosen AS (
  SELECT case_pk, min(found) AS found
  FROM (SELECT case_pk, by_line, lines, CASE WHEN first_source = last_source THEN of_any ELSE of_own END AS found FROM best) b
  WHERE lines = 1 OR found < CASE WHEN by_line = 1 THEN '6' ELSE '4' END
  GROUP BY case_pk
)
SELECT p.case_source, p.case_pk, substr(p.found, 2) AS order_pk,
  p.source, p.customer_key, p.product_id, p.product_name, p.category, p.channel, p.shop, p.region, p.carrier, p.warehouse, p.batch,
  p.ordered_day, p.shipped_day, p.delivered_day, p.quantity, p.paid_minor, p.unit_cost_minor
FROM pairs p
JOIN chosen x ON x.case_pk = p.case_pk AND x.found = p.found
