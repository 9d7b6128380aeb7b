-- Question:  what did a customer buy in the window, and in what rhythm?
-- Grain:     one row per customer with an order known on the day.
-- Guarantee: the window's orders only, except first_day and last_day. Gaps lie between two order days that are both in the window.
-- Example:   1 | 14 | 12 | 16 | 16 | 684200 | 356000 | 356000 | 281 | 13 | 2024-05-11 | 2026-09-08
SELECT
  o.customer_no,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN 1 ELSE 0 END) AS bigint) AS orders,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day AND o.shipped_day <= d.mature_day THEN 1 ELSE 0 END) AS bigint) AS mature_orders,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN o.lines ELSE 0 END) AS bigint) AS lines,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN o.units ELSE 0 END) AS bigint) AS units,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN o.paid_minor ELSE 0 END) AS bigint) AS paid_minor,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN o.goods_minor ELSE 0 END) AS bigint) AS goods_minor,
  CAST(sum(CASE WHEN o.ordered_day > d.from_day THEN o.goods_assumed_minor ELSE 0 END) AS bigint) AS goods_assumed_minor,
  CAST(sum(CASE WHEN o.previous_day > d.from_day THEN date_diff('day', o.previous_day, o.ordered_day) ELSE 0 END) AS bigint) AS gap_total,
  CAST(sum(CASE WHEN o.previous_day > d.from_day AND o.ordered_day > o.previous_day THEN 1 ELSE 0 END) AS bigint) AS gaps,
  min(o.ordered_day) AS first_day,
  max(o.ordered_day) AS last_day
FROM sales_orders o
CROSS JOIN day_now d
WHERE o.ordered_day <= d.as_of
GROUP BY o.customer_no
