-- In which currency are most records? One row or none: the currency a merchant reports in until it says another. Example: GBP · 531238
SELECT currency, sum(n) AS n FROM (
  SELECT currency, count(*) AS n FROM orders GROUP BY currency
  UNION ALL SELECT currency, count(*) FROM cases GROUP BY currency
) x WHERE currency IS NOT NULL GROUP BY currency ORDER BY n DESC, currency LIMIT 1
