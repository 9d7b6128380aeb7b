-- Question:  since when, and until when, has a customer been buying at all?
-- Grain:     one row per customer with an order known on the day, in the window or before it.
-- Guarantee: days only; nothing else from outside the window takes part in the facts.
-- Example:   9c41… | 2024-05-11 | 2026-09-08
SELECT u.customer_key, min(coalesce(u.ordered_day, u.shipped_day)) AS first_day, max(coalesce(u.ordered_day, u.shipped_day)) AS last_day
FROM unit_facts u
CROSS JOIN day_now d
WHERE u.customer_key IS NOT NULL AND coalesce(u.ordered_day, u.shipped_day) <= d.as_of
GROUP BY u.customer_key
