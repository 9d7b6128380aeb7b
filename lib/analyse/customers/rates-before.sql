-- Question:  the same as rates_now, from the units and returns known thirty days earlier.
-- Grain:     one row per product.
-- Guarantee: the prior (a, b, and its attributable part) is today's, the counts are that day's.
-- Example:   P-7 | 0.121 | 371.0 | 60.2
WITH counted AS (
  SELECT
    product_id,
    CAST(sum(exposure * quantity) AS double) / 1000000 AS exposed,
    CAST(sum(returned) AS double) AS returned,
    CAST(sum(attributable * quantity) AS double) / 1000000 AS attributable
  FROM customer_lines_before
  WHERE exposure > 0
  GROUP BY product_id
)
SELECT
  r.product_id,
  (CASE WHEN r.attributable_rate * (r.a + r.b + r.n) > r.kc THEN r.attributable_rate * (r.a + r.b + r.n) - r.kc ELSE 0 END + coalesce(c.attributable, 0))
    / (r.a + r.b + CASE WHEN coalesce(c.exposed, 0) < coalesce(c.returned, 0) THEN c.returned ELSE coalesce(c.exposed, 0) END) AS attributable_rate,
  r.a + r.b + CASE WHEN coalesce(c.exposed, 0) < coalesce(c.returned, 0) THEN c.returned ELSE coalesce(c.exposed, 0) END AS mass,
  r.a + r.b AS prior_mass
FROM product_rates r
LEFT JOIN counted c ON c.product_id = r.product_id
