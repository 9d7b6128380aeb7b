-- Question:  which products were sold, and what is known of their returns?
-- Grain:     one row per product of an order line ('' = a line without a product).
-- Guarantee: mass = a + b + n of the product's rate, prior_mass = a + b (50 where the product has no rate of its own).
-- Example:   P-7 | 12 | 3 | 0.118 | 412.5 | 60.2 | 48.7
WITH sold AS (
  SELECT coalesce(product_id, '') AS product_id, min(coalesce(category, '')) AS category FROM product_units GROUP BY coalesce(product_id, '')
)
SELECT
  s.product_id,
  CAST(row_number() OVER (ORDER BY s.product_id NULLS LAST) AS integer) AS product_no,
  CAST(dense_rank() OVER (ORDER BY s.category NULLS LAST) AS integer) AS category_no,
  r.attributable_rate, r.a + r.b + r.n AS mass, coalesce(r.a + r.b, 50e0) AS prior_mass, r.kc
FROM sold s
LEFT JOIN product_rates r ON r.product_id = s.product_id AND coalesce(r.category, '') = s.category
