-- Question:  how many units of each product did a customer have long enough to send back, on both days?
-- Grain:     one row per customer (null: unknown) and product bought.
-- Guarantee: exposure is the sum of maturities, in millionths of a line; sums of integers are the same on every engine and in any order.
--            One order line is one witness, whatever its quantity: a wholesale line sent back is one decision. A unit of today has the age that the
--            case files show; thirty days ago it was as old as it was then.
-- Example:   1 | 12 | 2 | 1800000 | 1800000 | 1 | 940000 | 940000
WITH lines AS (
  SELECT
    l.customer_no, l.product_no, l.quantity,
    l.ordered_day > n.from_day AND l.ordered_day <= n.as_of AS is_now, l.ordered_day > b.from_day AND l.ordered_day <= b.as_of AS is_before,
    CASE WHEN l.age_days < 0 THEN 0 ELSE CAST(round(1000000 * l.maturity) AS integer) END AS exposure,
    CASE
      WHEN date_diff('day', l.shipped_day, b.as_of) < 0 OR l.age_days < 0 THEN 0
      WHEN date_diff('day', l.shipped_day, b.as_of) >= l.age_days THEN CAST(round(1000000 * l.maturity) AS integer)
      ELSE CAST(round(1000000 * coalesce(m.maturity, l.maturity * CAST(date_diff('day', l.shipped_day, b.as_of) AS double) / l.age_days)) AS integer)
    END AS exposure_then
  FROM sales_lines l
  CROSS JOIN day_now n
  CROSS JOIN day_before b
  LEFT JOIN maturity_seen m ON m.category_no = l.category_no
    AND m.age = CASE WHEN date_diff('day', l.shipped_day, b.as_of) > 90 THEN 90 ELSE date_diff('day', l.shipped_day, b.as_of) END
)
SELECT
  customer_no, product_no,
  CAST(count(CASE WHEN is_now THEN 1 END) AS integer) AS lines_now,
  CAST(sum(CASE WHEN is_now THEN exposure ELSE 0 END) AS bigint) AS exposure_now,
  CAST(sum(CASE WHEN is_now THEN CAST(exposure AS bigint) * quantity ELSE 0 END) AS bigint) AS unit_exposure_now,
  CAST(count(CASE WHEN is_before THEN 1 END) AS integer) AS lines_before,
  CAST(sum(CASE WHEN is_before THEN exposure_then ELSE 0 END) AS bigint) AS exposure_before,
  CAST(sum(CASE WHEN is_before THEN CAST(exposure_then AS bigint) * quantity ELSE 0 END) AS bigint) AS unit_exposure_before
FROM lines
GROUP BY customer_no, product_no
