-- Question:  how many of those units did a customer claim on, on both days?
-- Grain:     one row per customer (null: unknown) and product with a claim on a line of either window.
-- Guarantee: only claims of who bought the product in that window. attributable in millionths of a line; squares = the sum of squared shares, for
--            the variance of weighted counts.
-- Example:   1 | 12 | 3 | 1000000 | 1000000 | 1000000 | 1000000 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0
WITH claims AS (
  SELECT 1 AS of_now, l.* FROM claims_of_lines_now l
  UNION ALL
  SELECT 0 AS of_now, l.* FROM claims_of_lines_before l
),
bought AS (
  SELECT c.*
  FROM claims c
  JOIN own_units o ON o.customer_no IS NOT DISTINCT FROM c.customer_no AND o.product_no = c.product_no
  WHERE CASE WHEN c.of_now = 1 THEN o.lines_now ELSE o.lines_before END > 0
)
SELECT
  b.customer_no, b.product_no, min(p.category_no) AS category_no,
  CAST(sum(of_now * attributable) AS bigint) AS attributable_now,
  CAST(sum(of_now * attributable * quantity) AS bigint) AS attributable_units_now,
  CAST(sum(CASE WHEN worn = 1 THEN 0 ELSE of_now * attributable END) AS bigint) AS attributable_rest_now,
  CAST(sum(of_now * (attributable * attributable / 1000000)) AS bigint) AS squares_now,
  CAST(sum(of_now * kept) AS bigint) AS kept_now, CAST(sum(of_now * worn) AS bigint) AS worn_now, CAST(sum(of_now * returned) AS bigint) AS returned_now,
  CAST(sum((1 - of_now) * attributable) AS bigint) AS attributable_before,
  CAST(sum((1 - of_now) * attributable * quantity) AS bigint) AS attributable_units_before,
  CAST(sum(CASE WHEN worn = 1 THEN 0 ELSE (1 - of_now) * attributable END) AS bigint) AS attributable_rest_before,
  CAST(sum((1 - of_now) * (attributable * attributable / 1000000)) AS bigint) AS squares_before,
  CAST(sum((1 - of_now) * kept) AS bigint) AS kept_before, CAST(sum((1 - of_now) * worn) AS bigint) AS worn_before, CAST(sum((1 - of_now) * returned) AS bigint) AS returned_before
FROM bought b
JOIN product_numbers p ON p.product_no = b.product_no
GROUP BY b.customer_no, b.product_no
