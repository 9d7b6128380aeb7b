-- What are products called? The catalogue's word, else that of their cases. Grain: one row per product with a name. Example: P12 · 高腰阔腿裤
SELECT product_id, coalesce(max(listed), max(told)) AS name FROM (
  SELECT product_id, name AS listed, CAST(NULL AS varchar) AS told FROM products WHERE name IS NOT NULL
  UNION ALL
  SELECT product_id, CAST(NULL AS varchar), product_name FROM case_facts WHERE product_id IS NOT NULL AND product_name IS NOT NULL
) x
GROUP BY product_id
