-- Question:  which units were shipped to whom? Everything about customers rests on it, and what boards say of units by customer.
-- Grain:     one row per shipped order line (customer_no null where the customer is unknown: their units are part of what is expected).
-- Guarantee: goods_minor is what the goods cost, from the unit cost or, assumed = 1, from the assumed margin. quantity is at
--            least 1, units as the file has them. age_days = -1 where the case files do not show what came back.
-- Example:   1 | 12 | 3 | web | O1 | dresses | 抖音 | 广东 | 2026-09-08 | 2026-09-09 | 1 | 1 | 19900 | 11542 | 1 | 73 | 0.98
SELECT
  n.customer_no, p.product_no, p.category_no, u.source, u.order_id, u.category, u.channel, u.region,
  coalesce(u.ordered_day, u.shipped_day) AS ordered_day, u.shipped_day,
  CASE WHEN u.quantity > 1 THEN u.quantity ELSE 1 END AS quantity, u.quantity AS units,
  coalesce(u.paid_minor, 0) AS paid_minor,
  CASE
    WHEN u.unit_cost_minor IS NOT NULL THEN u.unit_cost_minor * CASE WHEN u.quantity > 1 THEN u.quantity ELSE 1 END
    ELSE CAST(round(CAST(coalesce(u.paid_minor, 0) AS double) * (10000 - m.assumed_margin_bp) / 10000) AS bigint)
  END AS goods_minor,
  CASE WHEN u.unit_cost_minor IS NULL THEN 1 ELSE 0 END AS assumed,
  CASE WHEN u.covered AND u.age_days >= 0 THEN u.age_days ELSE -1 END AS age_days,
  coalesce(u.maturity, 0e0) AS maturity
FROM unit_facts u
CROSS JOIN params m
JOIN product_numbers p ON p.product_id = coalesce(u.product_id, '')
LEFT JOIN customer_numbers n ON n.customer_key = u.customer_key
