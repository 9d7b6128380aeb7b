-- Question:  how many claims of each kind did a customer make, and how many would others have made with the same purchases?
-- Grain:     one row per customer with an order line in the window.
-- Guarantee: the expectation leaves the customer's own units out, so that nobody is their own yardstick. Millionths throughout.
--            One order line is one witness, whatever its quantity: a wholesale line sent back is one decision.
-- Example:   9c41… | 12 | 4500000 | 1210000 | 1 | 350000 | 0 | 80000 | 4500000
WITH own AS (
  SELECT
    customer_key, product_id, category,
    count(*) AS lines,
    CAST(sum(exposure) AS bigint) AS exposure,
    CAST(sum(exposure * quantity) AS bigint) AS unit_exposure,
    CAST(sum(attributable) AS bigint) AS attributable,
    CAST(sum(attributable * quantity) AS bigint) AS attributable_units,
    CAST(sum(CASE WHEN wardrobe = 1 THEN 0 ELSE attributable END) AS bigint) AS attributable_rest,
    CAST(sum(kept_claim) AS bigint) AS kept,
    CAST(sum(wardrobe) AS bigint) AS worn
  FROM customer_lines_now
  GROUP BY customer_key, product_id, category
),
of_customer_category AS (
  SELECT customer_key, category, CAST(sum(exposure) AS bigint) AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own
  WHERE customer_key IS NOT NULL
  GROUP BY customer_key, category
),
of_product AS (
  SELECT product_id, CAST(sum(exposure) AS bigint) AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own
  GROUP BY product_id
),
of_category AS (
  SELECT category, CAST(sum(exposure) AS bigint) AS exposure, CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn
  FROM own
  GROUP BY category
),
of_all AS (
  SELECT
    CAST(sum(attributable_units) AS double) / nullif(CAST(sum(unit_exposure) AS double), 0) AS attributable_rate,
    CAST(sum(kept) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0) AS kept_rate,
    CAST(sum(worn) AS double) * 1000000 / nullif(CAST(sum(exposure) AS double), 0) AS worn_rate
  FROM own
),
-- Counts without the customer's own, in lines; a category leans on the whole shop with one line, a product on its category with its prior.
others AS (
  SELECT
    o.customer_key, o.lines, o.exposure, o.attributable, o.attributable_rest, o.kept, o.worn,
    coalesce(CASE
      WHEN r.attributable_rate * r.mass < CAST(o.attributable_units AS double) / 1000000 THEN 0
      ELSE (r.attributable_rate * r.mass - CAST(o.attributable_units AS double) / 1000000)
        / CASE WHEN r.mass - CAST(o.unit_exposure AS double) / 1000000 < r.prior_mass THEN r.prior_mass ELSE r.mass - CAST(o.unit_exposure AS double) / 1000000 END
    END, a.attributable_rate, 0) AS attributable_rate,
    coalesce(r.prior_mass, 50) AS prior,
    CAST(p.exposure - o.exposure AS double) / 1000000 AS product_n, p.kept - o.kept AS product_kept, p.worn - o.worn AS product_worn,
    (CAST(c.kept - cc.kept AS double) + coalesce(a.kept_rate, 0)) / (CAST(c.exposure - cc.exposure AS double) / 1000000 + 1) AS category_kept_rate,
    (CAST(c.worn - cc.worn AS double) + coalesce(a.worn_rate, 0)) / (CAST(c.exposure - cc.exposure AS double) / 1000000 + 1) AS category_worn_rate
  FROM own o
  CROSS JOIN of_all a
  JOIN of_product p ON p.product_id IS NOT DISTINCT FROM o.product_id
  JOIN of_category c ON c.category IS NOT DISTINCT FROM o.category
  JOIN of_customer_category cc ON cc.customer_key = o.customer_key AND cc.category IS NOT DISTINCT FROM o.category
  LEFT JOIN rates_now r ON r.product_id = o.product_id
)
SELECT
  customer_key,
  CAST(sum(lines) AS bigint) AS lines,
  CAST(sum(attributable) AS bigint) AS attributable,
  CAST(sum(attributable_rest) AS bigint) AS attributable_rest,
  CAST(sum(CAST(round(exposure * attributable_rate) AS bigint)) AS bigint) AS expected,
  CAST(sum(kept) AS bigint) AS kept_claims,
  CAST(sum(CAST(round(exposure * ((product_kept + prior * category_kept_rate) / (product_n + prior))) AS bigint)) AS bigint) AS kept_expected,
  CAST(sum(worn) AS bigint) AS wardrobes,
  CAST(sum(CAST(round(exposure * ((product_worn + prior * category_worn_rate) / (product_n + prior))) AS bigint)) AS bigint) AS wardrobe_expected
FROM others
GROUP BY customer_key
