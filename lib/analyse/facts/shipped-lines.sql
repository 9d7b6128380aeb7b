-- Every shipped order line with what is known of its customer: what unit_facts rests on, for those who ask neither for age nor for maturity.
-- Grain: one row per order line shipped by as_of.
SELECT l.*, u.age_band, CAST(NULL AS varchar) AS tier
FROM order_lines l
LEFT JOIN (SELECT customer_key, min(age_band) AS age_band FROM customer_attributes GROUP BY customer_key) u ON u.customer_key = l.customer_key
WHERE l.shipped_day IS NOT NULL
