-- Question:  how often do units of a product lead to each kind of claim?
-- Grain:     one row per product sold.
-- Guarantee: mass = a + b + n: (rate * mass - own) / (mass - own units) leaves a customer's own units out. A product leans on its
--            category with its prior's weight, a category on the whole shop with one line.
-- Example:   12 | 3 | 0.118 | 412.5 | 60.2 | 352.3 | 4 | 7 | 0.12 | 5201.0 | 41.008 | 63.012
SELECT
  p.product_no, p.category_no, p.attributable_rate, p.mass, p.prior_mass,
  t.exposure AS product_n, t.kept AS product_kept, t.worn AS product_worn, a.attributable_rate AS shop_rate,
  c.exposure + 1 AS category_n, c.kept + a.kept_rate AS category_kept, c.worn + a.worn_rate AS category_worn
FROM product_numbers p
JOIN (SELECT product_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own_units_now GROUP BY product_no) t ON t.product_no = p.product_no
JOIN (SELECT category_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own_units_now GROUP BY category_no) c ON c.category_no = p.category_no
CROSS JOIN (SELECT
    coalesce(CAST(sum(attributable_units) AS double) / nullif(CAST(sum(unit_exposure) AS double), 0), 0) AS attributable_rate,
    coalesce(CAST(sum(kept) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS kept_rate,
    coalesce(CAST(sum(worn) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS worn_rate
  FROM own_units_now) a
