-- Question:  how did each customer rate, in reviews and after contacts, and how long did contacts without a case take?
-- Grain:     one row per customer (null: unknown) with a rating or a contact in the window.
-- Guarantee: ratings in millionths of 0..1, each on its own scale before; minutes in tenths; known on the day.
-- Example:   1 | 3 | 2400000 | 85
SELECT n.customer_no, sum(t.ratings) AS ratings, sum(t.rating) AS rating, sum(t.tenths) AS service_tenths
FROM (
  SELECT f.customer_key, count(*) AS ratings, sum(CAST(round(1000000 * f.rating01) AS bigint)) AS rating, 0 AS tenths
  FROM feedback_facts f CROSS JOIN day_now d
  WHERE f.rating01 IS NOT NULL AND f.day <= d.as_of AND f.day > d.from_day
  GROUP BY f.customer_key
  UNION ALL
  SELECT
    c.customer_key, count(c.csat) AS ratings, sum(CAST(round(1000000 * coalesce(c.csat, 0e0)) AS bigint)) AS rating,
    sum(CASE WHEN c.case_pk IS NULL THEN CAST(round(10 * coalesce(c.minutes, 0e0)) AS bigint) ELSE 0 END) AS tenths
  FROM contact_facts c CROSS JOIN day_now d
  WHERE c.started_day <= d.as_of AND c.started_day > d.from_day
  GROUP BY c.customer_key
) t
LEFT JOIN customer_numbers n ON n.customer_key = t.customer_key
GROUP BY n.customer_no
