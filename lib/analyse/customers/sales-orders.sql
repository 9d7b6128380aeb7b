-- Question:  when did each customer order, and for how much?
-- Grain:     one row per order of a known customer.
-- Guarantee: previous_day is the day of the customer's order before it.
-- Example:   1 | 2026-09-08 | 2026-09-09 | 2026-08-18 | 3 | 39800 | 23084 | 23084
WITH orders AS (
  SELECT
    customer_no, source, order_id, min(ordered_day) AS ordered_day, min(shipped_day) AS shipped_day,
    sum(quantity) AS units, sum(paid_minor) AS paid_minor, sum(goods_minor) AS goods_minor,
    sum(CASE WHEN assumed = 1 THEN goods_minor ELSE 0 END) AS goods_assumed_minor
  FROM sales_lines
  WHERE customer_no IS NOT NULL
  GROUP BY customer_no, source, order_id
)
SELECT
  customer_no, ordered_day, shipped_day, lag(ordered_day) OVER (PARTITION BY customer_no ORDER BY ordered_day NULLS LAST) AS previous_day,
  CAST(units AS bigint) AS units, CAST(paid_minor AS bigint) AS paid_minor,
  CAST(goods_minor AS bigint) AS goods_minor, CAST(goods_assumed_minor AS bigint) AS goods_assumed_minor
FROM orders
