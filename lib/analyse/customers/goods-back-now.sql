-- Question:  what of a customer's goods came back?
-- Grain:     one row per customer with a claim on an order line of the window.
-- Guarantee: the cost of goods that returned, so that only what stayed with the customer is charged to them.
-- Example:   1 | 1 | 11542 | 11542
SELECT
  customer_no, CAST(sum(returned) AS bigint) AS returned_units, CAST(sum(goods_back_minor) AS bigint) AS goods_back_minor,
  CAST(sum(CASE WHEN assumed = 1 THEN goods_back_minor ELSE 0 END) AS bigint) AS assumed_back_minor
FROM claims_of_lines_now
WHERE customer_no IS NOT NULL
GROUP BY customer_no
