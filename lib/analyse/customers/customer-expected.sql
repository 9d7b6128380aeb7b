-- Question:  how many claims of each kind did a customer make, and how many would others have made with the same purchases, on both days?
-- Grain:     one row per customer with an order line in the window of either day.
-- Guarantee: the expectation leaves the customer's own units out, so that nobody is their own yardstick. Millionths, but for counts.
-- Example:   1 | 12 | 4500000 | 4500000 | 4250000 | 1210000 | 1 | 350000 | 0 | 80000 | 11 | …
WITH claimed AS (
  SELECT k.customer_no, k.category_no, min(k.kept_now) AS kept_now, min(k.worn_now) AS worn_now, min(k.kept_before) AS kept_before, min(k.worn_before) AS worn_before,
    CASE WHEN min(k.kept_now + k.worn_now) > 0 THEN CAST(sum(o.exposure_now) AS double) / 1000000 ELSE 0e0 END AS n_now,
    CASE WHEN min(k.kept_before + k.worn_before) > 0 THEN CAST(sum(o.exposure_before) AS double) / 1000000 ELSE 0e0 END AS n_before
  FROM own_units o
  JOIN product_numbers p ON p.product_no = o.product_no
  JOIN (
    SELECT customer_no, category_no, sum(kept_now) AS kept_now, sum(worn_now) AS worn_now, sum(kept_before) AS kept_before, sum(worn_before) AS worn_before
    FROM own_claims
    WHERE customer_no IS NOT NULL
    GROUP BY customer_no, category_no
    HAVING sum(kept_now) + sum(worn_now) + sum(kept_before) + sum(worn_before) > 0
  ) k ON k.customer_no = o.customer_no AND k.category_no = p.category_no
  GROUP BY k.customer_no, k.category_no
),
rates AS (
  SELECT p.product_no, p.category_no, p.prior_mass,
    n.attributable_rate AS attributable_rate_now, n.mass AS mass_now, n.product_n AS product_n_now, n.product_kept AS product_kept_now, n.product_worn AS product_worn_now,
    n.shop_rate AS shop_rate_now, n.category_n AS category_n_now, n.category_kept AS category_kept_now, n.category_worn AS category_worn_now,
    n.category_kept / n.category_n AS kept_rate_now, n.category_worn / n.category_n AS worn_rate_now,
    b.attributable_rate AS attributable_rate_before, b.mass AS mass_before, b.product_n AS product_n_before, b.product_kept AS product_kept_before, b.product_worn AS product_worn_before,
    b.shop_rate AS shop_rate_before, b.category_n AS category_n_before, b.category_kept AS category_kept_before, b.category_worn AS category_worn_before,
    b.category_kept / b.category_n AS kept_rate_before, b.category_worn / b.category_n AS worn_rate_before
  FROM product_numbers p
  LEFT JOIN rates_now n ON n.product_no = p.product_no
  LEFT JOIN rates_before b ON b.product_no = p.product_no
),
others AS (
  SELECT
    o.customer_no, o.lines_now, o.lines_before, o.exposure_now, o.exposure_before,
    CASE
      WHEN r.mass_now IS NULL THEN r.shop_rate_now
      WHEN r.attributable_rate_now * r.mass_now <= 1e-6 * coalesce(k.attributable_units_now, 0) THEN 0
      WHEN r.mass_now - 1e-6 * o.unit_exposure_now < r.prior_mass THEN (r.attributable_rate_now * r.mass_now - 1e-6 * coalesce(k.attributable_units_now, 0)) / r.prior_mass
      ELSE (r.attributable_rate_now * r.mass_now - 1e-6 * coalesce(k.attributable_units_now, 0)) / (r.mass_now - 1e-6 * o.unit_exposure_now)
    END AS rate_now,
    (r.product_kept_now - coalesce(k.kept_now, 0) + r.prior_mass * CASE WHEN c.customer_no IS NULL THEN r.kept_rate_now ELSE (r.category_kept_now - c.kept_now) / (r.category_n_now - c.n_now) END)
      / (r.product_n_now - 1e-6 * o.exposure_now + r.prior_mass) AS kept_rate_now,
    (r.product_worn_now - coalesce(k.worn_now, 0) + r.prior_mass * CASE WHEN c.customer_no IS NULL THEN r.worn_rate_now ELSE (r.category_worn_now - c.worn_now) / (r.category_n_now - c.n_now) END)
      / (r.product_n_now - 1e-6 * o.exposure_now + r.prior_mass) AS worn_rate_now,
    CASE
      WHEN r.mass_before IS NULL THEN r.shop_rate_before
      WHEN r.attributable_rate_before * r.mass_before <= 1e-6 * coalesce(k.attributable_units_before, 0) THEN 0
      WHEN r.mass_before - 1e-6 * o.unit_exposure_before < r.prior_mass THEN (r.attributable_rate_before * r.mass_before - 1e-6 * coalesce(k.attributable_units_before, 0)) / r.prior_mass
      ELSE (r.attributable_rate_before * r.mass_before - 1e-6 * coalesce(k.attributable_units_before, 0)) / (r.mass_before - 1e-6 * o.unit_exposure_before)
    END AS rate_before,
    (r.product_kept_before - coalesce(k.kept_before, 0) + r.prior_mass * CASE WHEN c.customer_no IS NULL THEN r.kept_rate_before ELSE (r.category_kept_before - c.kept_before) / (r.category_n_before - c.n_before) END)
      / (r.product_n_before - 1e-6 * o.exposure_before + r.prior_mass) AS kept_rate_before,
    (r.product_worn_before - coalesce(k.worn_before, 0) + r.prior_mass * CASE WHEN c.customer_no IS NULL THEN r.worn_rate_before ELSE (r.category_worn_before - c.worn_before) / (r.category_n_before - c.n_before) END)
      / (r.product_n_before - 1e-6 * o.exposure_before + r.prior_mass) AS worn_rate_before
  FROM own_units o
  JOIN rates r ON r.product_no = o.product_no
  LEFT JOIN own_claims k ON k.customer_no = o.customer_no AND k.product_no = o.product_no
  LEFT JOIN claimed c ON c.customer_no = o.customer_no AND c.category_no = r.category_no
  WHERE o.customer_no IS NOT NULL
),
expected AS (
  SELECT
    o.customer_no,
  CAST(sum(o.lines_now) AS bigint) AS lines_now,
  CAST(sum(CASE WHEN o.lines_now > 0 THEN CAST(round(o.exposure_now * o.rate_now) AS bigint) ELSE 0 END) AS bigint) AS expected_now,
  CAST(sum(CASE WHEN o.lines_now > 0 THEN CAST(round(o.exposure_now * o.kept_rate_now) AS bigint) ELSE 0 END) AS bigint) AS kept_expected_now,
  CAST(sum(CASE WHEN o.lines_now > 0 THEN CAST(round(o.exposure_now * o.worn_rate_now) AS bigint) ELSE 0 END) AS bigint) AS wardrobe_expected_now,
  CAST(sum(o.lines_before) AS bigint) AS lines_before,
  CAST(sum(CASE WHEN o.lines_before > 0 THEN CAST(round(o.exposure_before * o.rate_before) AS bigint) ELSE 0 END) AS bigint) AS expected_before,
  CAST(sum(CASE WHEN o.lines_before > 0 THEN CAST(round(o.exposure_before * o.kept_rate_before) AS bigint) ELSE 0 END) AS bigint) AS kept_expected_before,
  CAST(sum(CASE WHEN o.lines_before > 0 THEN CAST(round(o.exposure_before * o.worn_rate_before) AS bigint) ELSE 0 END) AS bigint) AS wardrobe_expected_before
  FROM others o
  GROUP BY o.customer_no
),
mine AS (
  SELECT customer_no,
    CAST(sum(attributable_now) AS bigint) AS attributable_now, CAST(sum(attributable_rest_now) AS bigint) AS attributable_rest_now, CAST(sum(squares_now) AS bigint) AS squares_now,
    CAST(sum(kept_now) AS bigint) AS kept_now, CAST(sum(worn_now) AS bigint) AS worn_now,
    CAST(sum(attributable_before) AS bigint) AS attributable_before, CAST(sum(attributable_rest_before) AS bigint) AS attributable_rest_before, CAST(sum(squares_before) AS bigint) AS squares_before,
    CAST(sum(kept_before) AS bigint) AS kept_before, CAST(sum(worn_before) AS bigint) AS worn_before
  FROM own_claims
  GROUP BY customer_no
)
SELECT
  e.customer_no,
  e.lines_now, coalesce(m.attributable_now, 0) AS attributable_now, coalesce(m.attributable_rest_now, 0) AS attributable_rest_now, coalesce(m.squares_now, 0) AS squares_now, e.expected_now,
  coalesce(m.kept_now, 0) AS kept_claims_now, e.kept_expected_now, coalesce(m.worn_now, 0) AS wardrobes_now, e.wardrobe_expected_now,
  e.lines_before, coalesce(m.attributable_before, 0) AS attributable_before, coalesce(m.attributable_rest_before, 0) AS attributable_rest_before, coalesce(m.squares_before, 0) AS squares_before, e.expected_before,
  coalesce(m.kept_before, 0) AS kept_claims_before, e.kept_expected_before, coalesce(m.worn_before, 0) AS wardrobes_before, e.wardrobe_expected_before
FROM expected e
LEFT JOIN mine m ON m.customer_no = e.customer_no
WHERE e.lines_now > 0 OR e.lines_before > 0
