-- Question:  how often do units of a product lead to each kind of claim?
-- Grain:     one row per product sold in the window.
-- Guarantee: mass = a + b + n: (rate * mass - own) / (mass - own units) leaves a customer's own units out. A product leans on its
--            category with its prior's weight, a category on the whole shop with one line.
-- Example:   12 | 3 | 0.118 | 412.5 | 60.2 | 352.3 | 4 | 7 | 0.12 | 5201.0 | 41.008 | 63.012
WITH counted AS (
  SELECT p.product_no, p.category_no, u.exposure, u.unit_exposure, coalesce(c.kept, 0) AS kept, coalesce(c.worn, 0) AS worn, coalesce(c.attributable_units, 0) AS attributable_units
  FROM product_numbers p
  JOIN (SELECT product_no, sum(exposure_now) AS exposure, sum(unit_exposure_now) AS unit_exposure FROM own_units WHERE lines_now > 0 GROUP BY product_no) u ON u.product_no = p.product_no
  LEFT JOIN (SELECT product_no, sum(kept_now) AS kept, sum(worn_now) AS worn, sum(attributable_units_now) AS attributable_units FROM own_claims GROUP BY product_no) c ON c.product_no = p.product_no
),
shop AS (
  SELECT
    coalesce(CAST(sum(attributable_units) AS double) / nullif(CAST(sum(unit_exposure) AS double), 0), 0) AS attributable_rate,
    coalesce(CAST(sum(kept) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS kept_rate,
    coalesce(CAST(sum(worn) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS worn_rate
  FROM counted
)
SELECT
  p.product_no, p.category_no, p.attributable_rate, p.mass, p.prior_mass,
  CAST(t.exposure AS double) / 1000000 AS product_n, CAST(t.kept AS bigint) AS product_kept, CAST(t.worn AS bigint) AS product_worn, a.attributable_rate AS shop_rate,
  c.exposure + 1 AS category_n, c.kept + a.kept_rate AS category_kept, c.worn + a.worn_rate AS category_worn
FROM product_numbers p
JOIN counted t ON t.product_no = p.product_no
JOIN (SELECT category_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM counted GROUP BY category_no) c ON c.category_no = p.category_no
CROSS JOIN shop a
