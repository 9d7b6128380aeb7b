-- What is the latest day on which anything happened? One row, one day (null without data). The default day of every analysis.
SELECT max(day) AS day FROM (
  SELECT max(opened_day) AS day FROM cases UNION ALL SELECT max(resolved_day) FROM cases
  UNION ALL SELECT max(ordered_day) FROM orders UNION ALL SELECT max(shipped_day) FROM orders UNION ALL SELECT max(delivered_day) FROM orders
  UNION ALL SELECT max(started_day) FROM contacts UNION ALL SELECT max(day) FROM feedback
)
