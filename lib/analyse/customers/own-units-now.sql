-- Question:  how many units of each product did a customer have long enough to send back, and how many of them did they claim on?
-- Grain:     one row per customer (null: unknown) and product with an order line in the window.
-- Guarantee: exposure is the sum of maturities, in millionths of a line; sums of integers are the same on every engine and in any order.
--            One order line is one witness, whatever its quantity: a wholesale line sent back is one decision.
--            squares = the sum of squared shares, for the variance of weighted counts.
-- Example:   1 | 12 | 3 | 2 | 1800000 | 1800000 | 1000000 | 1000000 | 0 | 1000000 | 0 | 0 | 1
WITH aged AS (
  SELECT
    l.customer_no, l.product_no, l.category_no, l.quantity, l.maturity, l.age_days,
    CASE WHEN date_diff('day', l.shipped_day, d.as_of) < l.age_days THEN date_diff('day', l.shipped_day, d.as_of) ELSE l.age_days END AS age_then
  FROM sales_lines l
  CROSS JOIN day_now d
  WHERE l.ordered_day <= d.as_of AND l.ordered_day > d.from_day
),
exposed AS (
  SELECT
    a.customer_no, a.product_no, a.category_no, a.quantity,
    CASE
      WHEN a.age_then < 0 THEN 0
      WHEN a.age_then = a.age_days THEN CAST(round(1000000 * a.maturity) AS bigint)
      ELSE CAST(round(1000000 * coalesce(m.maturity, a.maturity * CAST(a.age_then AS double) / a.age_days)) AS bigint)
    END AS exposure
  FROM aged a
  LEFT JOIN maturity_seen m ON m.category_no = a.category_no AND m.age = CASE WHEN a.age_then > 90 THEN 90 ELSE a.age_then END
),
own AS (
  SELECT customer_no, product_no, min(category_no) AS category_no, count(*) AS lines, CAST(sum(exposure) AS bigint) AS exposure, CAST(sum(exposure * quantity) AS bigint) AS unit_exposure
  FROM exposed
  GROUP BY customer_no, product_no
),
claims AS (
  SELECT
    customer_no, product_no, CAST(sum(attributable) AS bigint) AS attributable, CAST(sum(attributable * quantity) AS bigint) AS attributable_units,
    CAST(sum(CASE WHEN worn = 1 THEN 0 ELSE attributable END) AS bigint) AS attributable_rest,
    CAST(sum(attributable * attributable / 1000000) AS bigint) AS squares,
    CAST(sum(kept) AS bigint) AS kept, CAST(sum(worn) AS bigint) AS worn, CAST(sum(returned) AS bigint) AS returned
  FROM claims_of_lines_now
  GROUP BY customer_no, product_no
)
SELECT
  o.customer_no, o.product_no, o.category_no, o.lines, o.exposure, o.unit_exposure,
  coalesce(c.attributable, 0) AS attributable, coalesce(c.attributable_units, 0) AS attributable_units,
  coalesce(c.attributable_rest, 0) AS attributable_rest, coalesce(c.squares, 0) AS squares, coalesce(c.kept, 0) AS kept, coalesce(c.worn, 0) AS worn,
  coalesce(c.returned, 0) AS returned
FROM own o
LEFT JOIN claims c ON c.customer_no IS NOT DISTINCT FROM o.customer_no AND c.product_no = o.product_no
