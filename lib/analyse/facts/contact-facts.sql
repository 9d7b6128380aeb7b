-- Which contacts were there, and whose case do they belong to?
-- Grain: one row per contact by as_of. case_pk is null where the contact names no case that counts: its cost is a line of its own.
-- csat is brought to 0..1 on the scale seen (up to 1, 5, 10 or 100). Example: crm|77 · taobao|R77|1 · 8.0 minutes · 0.75
WITH scale AS (SELECT source, max(csat) AS top FROM contacts GROUP BY source)
SELECT c.source || '|' || c.contact_id AS contact_pk, b.case_pk, coalesce(c.customer_key, b.customer_key) AS customer_key,
  c.started_day, coalesce(c.minutes, 0e0) AS minutes,
  CASE WHEN c.csat IS NULL THEN NULL WHEN x.top <= 1e0 THEN c.csat WHEN x.top <= 5e0 THEN (c.csat - 1e0) / 4e0 WHEN x.top <= 10e0 THEN c.csat / 10e0 ELSE c.csat / 100e0 END AS csat
FROM contacts c
CROSS JOIN params s
JOIN scale x ON x.source = c.source
LEFT JOIN (SELECT case_id, min(case_pk) AS case_pk, min(customer_key) AS customer_key FROM case_base WHERE counts AND reported GROUP BY case_id) b ON b.case_id = c.case_id
WHERE c.started_day <= s.as_of
