-- Which ratings were there? rating01 brings each source's scale (up to 1, 5, 10 or 100) to 0..1.
-- Grain: one row per rating by as_of. Example: u1 · P12 · 2026-09-20 · 0.25
WITH scale AS (SELECT source, max(rating) AS top FROM feedback GROUP BY source)
SELECT f.source || '|' || f.feedback_id AS feedback_pk, f.customer_key, f.product_id, f.day,
  CASE WHEN f.rating IS NULL THEN NULL WHEN x.top <= 1e0 THEN f.rating WHEN x.top <= 5e0 THEN (f.rating - 1e0) / 4e0 WHEN x.top <= 10e0 THEN f.rating / 10e0 ELSE f.rating / 100e0 END AS rating01
FROM feedback f CROSS JOIN params s JOIN scale x ON x.source = f.source
WHERE f.day <= s.as_of
