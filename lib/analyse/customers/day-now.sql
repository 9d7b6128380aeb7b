-- Question:  which day are the facts for, and which days are in its window?
-- Grain:     one row.
-- Guarantee: from_day is outside the window, as_of inside.
-- Example:   2026-11-21 | 2025-11-21 | 2026-10-22 | 4200
SELECT
  as_of,
  CAST(as_of - customer_days * INTERVAL '1' DAY AS date) AS from_day,
  CAST(as_of - INTERVAL '30' DAY AS date) AS mature_day,
  assumed_margin_bp
FROM params
