-- Which order line does each case belong to?
-- By order and line where the product does not speak against it, else order and product, else order and line, else the order's only line; else the line
-- id is the order's own id (platforms that split an order into sub-orders). The source need not be the same where only one source has that id.
-- Grain: one row per case that finds a line. Guarantee: a case has at most one. Example: taobao · taobao|R77|1 · taobao|2025…01|1
WITH names AS (
  SELECT c.source || '|' || c.case_id || '|' || c.line_id AS case_pk, c.source, c.product_id, c.line_id, c.order_id AS name, 0 AS by_line
  FROM cases c CROSS JOIN params s WHERE c.opened_day <= s.as_of AND c.order_id IS NOT NULL
  UNION ALL
  SELECT c.source || '|' || c.case_id || '|' || c.line_id, c.source, c.product_id, CAST(NULL AS varchar), c.line_id, 1
  FROM cases c CROSS JOIN params s WHERE c.opened_day <= s.as_of AND c.line_id <> '1'
),
-- Every line of the orders that cases name, and nothing of the others.
pairs AS (
  SELECT c.case_pk, c.by_line, c.source, l.source || '|' || l.order_id || '|' || l.line_id AS order_pk, l.source AS line_source,
    CASE
      WHEN l.line_id = c.line_id AND (c.product_id IS NULL OR l.product_id IS NULL OR c.product_id = l.product_id) THEN 1
      WHEN l.product_id = c.product_id THEN 2
      WHEN l.line_id = c.line_id THEN 3
      ELSE 4
    END AS fit
  FROM names c
  JOIN order_lines l ON l.order_id = c.name
),
-- The best by rank, then by key, as one text; of any source and of the case's own. Rank 4 is for an order's only line.
best AS (
  SELECT case_pk, by_line, min(source) AS source, count(*) AS lines, min(line_source) AS first_source, max(line_source) AS last_source,
    min(CAST(3 * by_line + fit AS varchar) || order_pk) AS of_any, min(CASE WHEN line_source = source THEN CAST(3 * by_line + fit AS varchar) || order_pk END) AS of_own
  FROM pairs
  GROUP BY case_pk, by_line
),
chosen AS (
  SELECT case_pk, min(source) AS source, min(found) AS found
  FROM (SELECT case_pk, source, by_line, lines, CASE WHEN first_source = last_source THEN of_any ELSE of_own END AS found FROM best) b
  WHERE lines = 1 OR found < CASE WHEN by_line = 1 THEN '6' ELSE '4' END
  GROUP BY case_pk
)
SELECT source, case_pk, substr(found, 2) AS order_pk FROM chosen WHERE found IS NOT NULL
