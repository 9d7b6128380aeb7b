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
-- What is true of every customer of a product, and of most of them alone: they claimed nothing.
others AS (
  SELECT
    o.customer_no, o.lines_now, o.lines_before, o.exposure_now, o.exposure_before,
    coalesce(k.attributable_now, 0) AS attributable_now, coalesce(k.attributable_rest_now, 0) AS attributable_rest_now, coalesce(k.squares_now, 0) AS squares_now,
    coalesce(k.kept_now, 0) AS kept_now, coalesce(k.worn_now, 0) AS worn_now,
    coalesce(k.attributable_before, 0) AS attributable_before, coalesce(k.attributable_rest_before, 0) AS attributable_rest_before, coalesce(k.squares_before, 0) AS squares_before,
    coalesce(k.kept_before, 0) AS kept_before, coalesce(k.worn_before, 0) AS worn_before,
    CASE
      WHEN r.mass IS NULL THEN r.shop_rate
      WHEN r.attributable_rate * r.mass <= 1e-6 * coalesce(k.attributable_units_now, 0) THEN 0
      WHEN r.mass - 1e-6 * o.unit_exposure_now < r.prior_mass THEN (r.attributable_rate * r.mass - 1e-6 * coalesce(k.attributable_units_now, 0)) / r.prior_mass
      ELSE (r.attributable_rate * r.mass - 1e-6 * coalesce(k.attributable_units_now, 0)) / (r.mass - 1e-6 * o.unit_exposure_now)
    END AS rate_now,
    (r.product_kept - coalesce(k.kept_now, 0) + r.prior_mass * ((r.category_kept - coalesce(c.kept_now, 0)) / (r.category_n - coalesce(c.n_now, 0))))
      / (r.product_n - 1e-6 * o.exposure_now + r.prior_mass) AS kept_rate_now,
    (r.product_worn - coalesce(k.worn_now, 0) + r.prior_mass * ((r.category_worn - coalesce(c.worn_now, 0)) / (r.category_n - coalesce(c.n_now, 0))))
      / (r.product_n - 1e-6 * o.exposure_now + r.prior_mass) AS worn_rate_now,
    CASE
      WHEN b.mass IS NULL THEN b.shop_rate
      WHEN b.attributable_rate * b.mass <= 1e-6 * coalesce(k.attributable_units_before, 0) THEN 0
      WHEN b.mass - 1e-6 * o.unit_exposure_before < b.prior_mass THEN (b.attributable_rate * b.mass - 1e-6 * coalesce(k.attributable_units_before, 0)) / b.prior_mass
      ELSE (b.attributable_rate * b.mass - 1e-6 * coalesce(k.attributable_units_before, 0)) / (b.mass - 1e-6 * o.unit_exposure_before)
    END AS rate_before,
    (b.product_kept - coalesce(k.kept_before, 0) + b.prior_mass * ((b.category_kept - coalesce(c.kept_before, 0)) / (b.category_n - coalesce(c.n_before, 0))))
      / (b.product_n - 1e-6 * o.exposure_before + b.prior_mass) AS kept_rate_before,
    (b.product_worn - coalesce(k.worn_before, 0) + b.prior_mass * ((b.category_worn - coalesce(c.worn_before, 0)) / (b.category_n - coalesce(c.n_before, 0))))
      / (b.product_n - 1e-6 * o.exposure_before + b.prior_mass) AS worn_rate_before
  FROM own_units o
  LEFT JOIN rates_now r ON r.product_no = o.product_no
  LEFT JOIN rates_before b ON b.product_no = o.product_no
  LEFT JOIN product_numbers p ON p.product_no = o.product_no
  LEFT JOIN own_claims k ON k.customer_no = o.customer_no AND k.product_no = o.product_no
  LEFT JOIN claimed c ON c.customer_no = o.customer_no AND c.category_no = p.category_no
  WHERE o.customer_no IS NOT NULL
)
SELECT
  customer_no,
  CAST(sum(lines_now) AS bigint) AS lines_now,
  CAST(sum(attributable_now) AS bigint) AS attributable_now,
  CAST(sum(attributable_rest_now) AS bigint) AS attributable_rest_now,
  CAST(sum(squares_now) AS bigint) AS squares_now,
  CAST(sum(CASE WHEN lines_now > 0 THEN CAST(round(exposure_now * rate_now) AS bigint) ELSE 0 END) AS bigint) AS expected_now,
  CAST(sum(kept_now) AS bigint) AS kept_claims_now,
  CAST(sum(CASE WHEN lines_now > 0 THEN CAST(round(exposure_now * kept_rate_now) AS bigint) ELSE 0 END) AS bigint) AS kept_expected_now,
  CAST(sum(worn_now) AS bigint) AS wardrobes_now,
  CAST(sum(CASE WHEN lines_now > 0 THEN CAST(round(exposure_now * worn_rate_now) AS bigint) ELSE 0 END) AS bigint) AS wardrobe_expected_now,
  CAST(sum(lines_before) AS bigint) AS lines_before,
  CAST(sum(attributable_before) AS bigint) AS attributable_before,
  CAST(sum(attributable_rest_before) AS bigint) AS attributable_rest_before,
  CAST(sum(squares_before) AS bigint) AS squares_before,
  CAST(sum(CASE WHEN lines_before > 0 THEN CAST(round(exposure_before * rate_before) AS bigint) ELSE 0 END) AS bigint) AS expected_before,
  CAST(sum(kept_before) AS bigint) AS kept_claims_before,
  CAST(sum(CASE WHEN lines_before > 0 THEN CAST(round(exposure_before * kept_rate_before) AS bigint) ELSE 0 END) AS bigint) AS kept_expected_before,
  CAST(sum(worn_before) AS bigint) AS wardrobes_before,
  CAST(sum(CASE WHEN lines_before > 0 THEN CAST(round(exposure_before * worn_rate_before) AS bigint) ELSE 0 END) AS bigint) AS wardrobe_expected_before
FROM others
GROUP BY customer_no
