-- What is the latest day on which anything happened, and from which to which day were cases opened? One row, its days null without data. The default
-- day of every analysis. Example: 2026-11-20 | 2025-11-21 | 2026-11-20
SELECT (SELECT max(day) FROM (
    SELECT max(opened_day) AS day FROM cases UNION ALL SELECT max(resolved_day) FROM cases
    UNION ALL SELECT max(ordered_day) FROM orders UNION ALL SELECT max(shipped_day) FROM orders UNION ALL SELECT max(delivered_day) FROM orders
    UNION ALL SELECT max(started_day) FROM contacts UNION ALL SELECT max(day) FROM feedback
  ) x) AS day, (SELECT min(opened_day) FROM cases) AS covered_from, (SELECT max(opened_day) FROM cases) AS covered_to
