-- Question:  what did a customer buy in the window, and in what rhythm?
-- Grain:     one row per customer with an order in the window.
-- Guarantee: gaps are between order days; goods_minor is the cost of the goods that stayed with the customer.
-- Example:   9c41… | 14 | 12 | 16 | 16 | 2 | 684200 | 356000 | 356000 | 2025-12-02 | 2026-09-08 | 13
WITH orders AS (
  SELECT
    customer_key, source, order_id,
    min(coalesce(ordered_day, shipped_day)) AS ordered_day, min(shipped_day) AS shipped_day,
    count(*) AS lines, sum(quantity) AS units, sum(returned) AS returned, sum(paid_minor) AS paid_minor, sum(goods_minor) AS goods_minor,
    sum(CASE WHEN margin_assumed = 1 THEN goods_minor ELSE 0 END) AS goods_assumed_minor
  FROM customer_lines_now
  WHERE customer_key IS NOT NULL
  GROUP BY customer_key, source, order_id
)
SELECT
  o.customer_key,
  count(*) AS orders,
  count(*) FILTER (WHERE o.shipped_day <= d.mature_day) AS mature_orders,
  CAST(sum(o.lines) AS bigint) AS lines,
  CAST(sum(o.units) AS bigint) AS units,
  CAST(sum(o.returned) AS bigint) AS returned_units,
  CAST(sum(o.paid_minor) AS bigint) AS paid_minor,
  CAST(sum(o.goods_minor) AS bigint) AS goods_minor,
  CAST(sum(o.goods_assumed_minor) AS bigint) AS goods_assumed_minor,
  min(o.ordered_day) AS first_day,
  max(o.ordered_day) AS last_day,
  count(DISTINCT o.ordered_day) - 1 AS gaps
FROM orders o
CROSS JOIN day_now d
GROUP BY o.customer_key
