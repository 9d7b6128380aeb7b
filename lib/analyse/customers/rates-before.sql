-- Question:  the same as rates_now, from the units and returns known thirty days earlier.
-- Grain:     one row per product sold in the window of that day.
-- Guarantee: the prior (its weight, and its attributable part) is today's, the counts are that day's.
-- Example:   12 | 3 | 0.121 | 371.0 | 60.2 | 310.8 | 4 | 7 | 0.12 | 4701.0 | 39.008 | 60.012
WITH counted AS (
  SELECT p.product_no, p.category_no, u.exposure, u.unit_exposure, coalesce(c.kept, 0) AS kept, coalesce(c.worn, 0) AS worn,
    coalesce(c.attributable_units, 0) AS attributable_units, coalesce(c.returned, 0) AS returned
  FROM product_numbers p
  JOIN (SELECT product_no, sum(exposure_before) AS exposure, sum(unit_exposure_before) AS unit_exposure FROM own_units WHERE lines_before > 0 GROUP BY product_no) u ON u.product_no = p.product_no
  LEFT JOIN (
    SELECT product_no, sum(kept_before) AS kept, sum(worn_before) AS worn, sum(attributable_units_before) AS attributable_units, sum(returned_before) AS returned FROM own_claims GROUP BY product_no
  ) c ON c.product_no = p.product_no
),
seen AS (
  SELECT
    product_no, CAST(exposure AS double) / 1000000 AS exposure, CAST(kept AS bigint) AS kept, CAST(worn AS bigint) AS worn,
    CASE WHEN unit_exposure < 1000000 * returned THEN CAST(returned AS double) ELSE CAST(unit_exposure AS double) / 1000000 END AS units,
    CAST(attributable_units AS double) / 1000000 AS attributable
  FROM counted
),
shop AS (
  SELECT
    coalesce(CAST(sum(attributable_units) AS double) / nullif(CAST(sum(unit_exposure) AS double), 0), 0) AS attributable_rate,
    coalesce(CAST(sum(kept) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS kept_rate,
    coalesce(CAST(sum(worn) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0), 0) AS worn_rate
  FROM counted
)
SELECT
  p.product_no, p.category_no,
  (CASE WHEN p.attributable_rate * p.mass > p.kc THEN p.attributable_rate * p.mass - p.kc ELSE 0 END + t.attributable) / (p.prior_mass + t.units) AS attributable_rate,
  p.prior_mass + t.units AS mass, p.prior_mass,
  t.exposure AS product_n, t.kept AS product_kept, t.worn AS product_worn, a.attributable_rate AS shop_rate,
  c.exposure + 1 AS category_n, c.kept + a.kept_rate AS category_kept, c.worn + a.worn_rate AS category_worn
FROM product_numbers p
JOIN seen t ON t.product_no = p.product_no
JOIN (SELECT category_no, CAST(sum(exposure) AS double) / 1000000 AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM counted GROUP BY category_no) c ON c.category_no = p.category_no
CROSS JOIN shop a
