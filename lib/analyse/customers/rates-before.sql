-- Question:  the same as rates_now, from the units and returns known thirty days earlier.
-- Grain:     one row per product sold by then.
-- Guarantee: the prior (its weight, and its attributable part) is today's, the counts are that day's.
-- Example:   12 | 3 | 0.121 | 371.0 | 60.2 | 310.8 | 4 | 7 | 0.12 | 4701.0 | 39.008 | 60.012
WITH counted AS (
  SELECT
    product_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn,
    CASE WHEN sum(unit_exposure) < 1000000 * sum(returned) THEN CAST(sum(returned) AS double) ELSE CAST(sum(unit_exposure) AS double) / 1000000 END AS units,
    CAST(sum(attributable_units) AS double) / 1000000 AS attributable
  FROM own_units_before
  GROUP BY product_no
)
SELECT
  p.product_no, p.category_no,
  (CASE WHEN p.attributable_rate * p.mass > p.kc THEN p.attributable_rate * p.mass - p.kc ELSE 0 END + t.attributable) / (p.prior_mass + t.units) AS attributable_rate,
  p.prior_mass + t.units AS mass, p.prior_mass,
  t.exposure AS product_n, t.kept AS product_kept, t.worn AS product_worn, a.attributable_rate AS shop_rate,
  c.exposure + 1 AS category_n, c.kept + a.kept_rate AS category_kept, c.worn + a.worn_rate AS category_worn
FROM product_numbers p
JOIN counted t ON t.product_no = p.product_no
JOIN (SELECT category_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own_units_before GROUP BY category_no) c ON c.category_no = p.category_no
CROSS JOIN (SELECT
    coalesce(CAST(sum(attributable_units) AS double) / nullif(CAST(sum(unit_exposure) AS double), 0), 0) AS attributable_rate,
    coalesce(CAST(sum(kept) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS kept_rate,
    coalesce(CAST(sum(worn) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS worn_rate
  FROM own_units_before) a
