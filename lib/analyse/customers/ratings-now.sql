-- Question:  how did customers rate, in reviews and after contacts?
-- Grain:     one row per rating of the window.
-- Guarantee: millionths of 0..1, each rating on its own scale before; known on the day.
-- Example:   9c41… | 750000
SELECT f.customer_key, CAST(round(1000000 * f.rating01) AS bigint) AS rating
FROM feedback_facts f CROSS JOIN day_now d
WHERE f.rating01 IS NOT NULL AND f.day <= d.as_of AND f.day > d.from_day
UNION ALL
SELECT c.customer_key, CAST(round(1000000 * c.csat) AS bigint) AS rating
FROM contact_facts c CROSS JOIN day_now d
WHERE c.csat IS NOT NULL AND c.started_day <= d.as_of AND c.started_day > d.from_day
