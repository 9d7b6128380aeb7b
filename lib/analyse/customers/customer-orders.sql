-- Question:  what did a customer buy in the windows of both days, and in what rhythm?
-- Grain:     one row per customer with an order.
-- Guarantee: the window's orders only, except first_day and last_day. Gaps lie between two order days that are both in the window.
-- Example:   1 | 2024-05-11 | 14 | 12 | 16 | 684200 | 356000 | 356000 | 281 | 13 | 2026-09-08 | 13 | …
SELECT
  o.customer_no,
  min(o.ordered_day) AS first_day,
  CAST(count(CASE WHEN o.ordered_day > n.from_day THEN 1 END) AS bigint) AS orders_now,
  CAST(count(CASE WHEN o.ordered_day > n.from_day AND o.shipped_day <= n.mature_day THEN 1 END) AS bigint) AS mature_orders_now,
  CAST(sum(CASE WHEN o.ordered_day > n.from_day THEN o.units ELSE 0 END) AS bigint) AS units_now,
  CAST(sum(CASE WHEN o.ordered_day > n.from_day THEN o.paid_minor ELSE 0 END) AS bigint) AS paid_minor_now,
  CAST(sum(CASE WHEN o.ordered_day > n.from_day THEN o.goods_minor ELSE 0 END) AS bigint) AS goods_minor_now,
  CAST(sum(CASE WHEN o.ordered_day > n.from_day THEN o.goods_assumed_minor ELSE 0 END) AS bigint) AS goods_assumed_minor_now,
  CAST(sum(CASE WHEN o.previous_day > n.from_day THEN date_diff('day', o.previous_day, o.ordered_day) ELSE 0 END) AS bigint) AS gap_total_now,
  CAST(count(CASE WHEN o.previous_day > n.from_day AND o.ordered_day > o.previous_day THEN 1 END) AS bigint) AS gaps_now,
  max(o.ordered_day) AS last_day_now,
  CAST(count(CASE WHEN o.ordered_day <= b.as_of AND o.ordered_day > b.from_day THEN 1 END) AS bigint) AS orders_before,
  CAST(count(CASE WHEN o.ordered_day <= b.as_of AND o.ordered_day > b.from_day AND o.shipped_day <= b.mature_day THEN 1 END) AS bigint) AS mature_orders_before,
  CAST(sum(CASE WHEN o.ordered_day <= b.as_of AND o.ordered_day > b.from_day THEN o.paid_minor ELSE 0 END) AS bigint) AS paid_minor_before,
  CAST(sum(CASE WHEN o.ordered_day <= b.as_of AND o.ordered_day > b.from_day THEN o.goods_minor ELSE 0 END) AS bigint) AS goods_minor_before,
  CAST(sum(CASE WHEN o.ordered_day <= b.as_of AND o.previous_day > b.from_day THEN date_diff('day', o.previous_day, o.ordered_day) ELSE 0 END) AS bigint) AS gap_total_before,
  CAST(count(CASE WHEN o.ordered_day <= b.as_of AND o.previous_day > b.from_day AND o.ordered_day > o.previous_day THEN 1 END) AS bigint) AS gaps_before,
  max(CASE WHEN o.ordered_day <= b.as_of THEN o.ordered_day END) AS last_day_before
FROM sales_orders o
CROSS JOIN day_now n
CROSS JOIN day_before b
WHERE o.ordered_day <= n.as_of
GROUP BY o.customer_no
