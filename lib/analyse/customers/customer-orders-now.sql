-- Question:  what did a customer buy in the window, and in what rhythm?
-- Grain:     one row per customer with an order known on the day.
-- Guarantee: as customer_orders.
-- Example:   1 | 14 | 12 | 684200 | 356000 | 281 | 13 | 2024-05-11 | 2026-09-08
SELECT customer_no, orders_now AS orders, mature_orders_now AS mature_orders, paid_minor_now AS paid_minor, goods_minor_now AS goods_minor,
  gap_total_now AS gap_total, gaps_now AS gaps, first_day, last_day_now AS last_day
FROM customer_orders
WHERE last_day_now IS NOT NULL
