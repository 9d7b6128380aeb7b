-- Question:  the same as day_now, thirty days earlier: the day that stability and migration compare with.
-- Grain:     one row.
-- Guarantee: everything named _before reads its day from here and from nowhere else.
-- Example:   2026-10-22 | 2025-10-22 | 2026-09-22 | 4200
SELECT
  CAST(as_of - INTERVAL '30' DAY AS date) AS as_of,
  CAST(as_of - (customer_days + 30) * INTERVAL '1' DAY AS date) AS from_day,
  CAST(as_of - INTERVAL '60' DAY AS date) AS mature_day,
  assumed_margin_bp
FROM params
