-- Question:  whom does the merchant know on the day?
-- Grain:     one row per customer key seen in any table by the day.
-- Guarantee: a customer without an activity that dates them is known today, not earlier.
-- Example:   9c41…
SELECT customer_key FROM customer_spans_now
UNION
SELECT c.customer_key FROM case_facts c CROSS JOIN day_now d WHERE coalesce(c.opened_day, c.resolved_day) <= d.as_of AND c.customer_key IS NOT NULL
UNION
SELECT c.customer_key FROM contact_facts c CROSS JOIN day_now d WHERE c.started_day <= d.as_of AND c.customer_key IS NOT NULL
UNION
SELECT f.customer_key FROM feedback_facts f CROSS JOIN day_now d WHERE f.day <= d.as_of AND f.customer_key IS NOT NULL
UNION
SELECT a.customer_key FROM customer_attributes a CROSS JOIN day_now d CROSS JOIN params p
WHERE coalesce(a.joined_day, p.as_of) <= d.as_of AND a.customer_key IS NOT NULL
