-- Question:  how many claims of each kind did a customer make, and how many would others have made with the same purchases?
-- Grain:     one row per customer with an order line in the window.
-- Guarantee: the expectation leaves the customer's own units out, so that nobody is their own yardstick. Millionths, but for counts.
-- Example:   1 | 12 | 4500000 | 4500000 | 4250000 | 1210000 | 1 | 350000 | 0 | 80000
WITH claimed AS (
  SELECT customer_no, category_no, CAST(sum(exposure) AS double) / 1000000 AS n, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own_units_now
  WHERE customer_no IS NOT NULL
  GROUP BY customer_no, category_no
  HAVING sum(kept) + sum(worn) > 0
),
others AS (
  SELECT
    o.customer_no, o.lines, o.exposure, o.attributable, o.attributable_rest, o.squares, o.kept, o.worn,
    CASE
      WHEN r.mass IS NULL THEN r.shop_rate
      WHEN r.attributable_rate * r.mass <= 1e-6 * o.attributable_units THEN 0
      WHEN r.mass - 1e-6 * o.unit_exposure < r.prior_mass THEN (r.attributable_rate * r.mass - 1e-6 * o.attributable_units) / r.prior_mass
      ELSE (r.attributable_rate * r.mass - 1e-6 * o.attributable_units) / (r.mass - 1e-6 * o.unit_exposure)
    END AS rate,
    r.prior_mass, r.product_n - 1e-6 * o.exposure AS n, r.product_kept - o.kept AS other_kept, r.product_worn - o.worn AS other_worn,
    (r.category_kept - coalesce(c.kept, 0)) / (r.category_n - coalesce(c.n, 0)) AS category_kept_rate,
    (r.category_worn - coalesce(c.worn, 0)) / (r.category_n - coalesce(c.n, 0)) AS category_worn_rate
  FROM own_units_now o
  JOIN rates_now r ON r.product_no = o.product_no
  LEFT JOIN claimed c ON c.customer_no = o.customer_no AND c.category_no = o.category_no
  WHERE o.customer_no IS NOT NULL
)
SELECT
  customer_no,
  CAST(sum(lines) AS bigint) AS lines,
  CAST(sum(attributable) AS bigint) AS attributable,
  CAST(sum(attributable_rest) AS bigint) AS attributable_rest,
  CAST(sum(squares) AS bigint) AS squares,
  CAST(sum(CAST(round(exposure * rate) AS bigint)) AS bigint) AS expected,
  CAST(sum(kept) AS bigint) AS kept_claims,
  CAST(sum(CAST(round(exposure * ((other_kept + prior_mass * category_kept_rate) / (n + prior_mass))) AS bigint)) AS bigint) AS kept_expected,
  CAST(sum(worn) AS bigint) AS wardrobes,
  CAST(sum(CAST(round(exposure * ((other_worn + prior_mass * category_worn_rate) / (n + prior_mass))) AS bigint)) AS bigint) AS wardrobe_expected
FROM others
GROUP BY customer_no
