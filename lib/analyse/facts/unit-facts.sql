-- Every shipped order line with the age of its units and the share of their eventual returns already seen.
-- Grain: one row per order line shipped by as_of. covered = its returns are within what the case files show. Guarantee: 0 <= maturity <= 1.
SELECT l.*, u.age_band, CAST(NULL AS varchar) AS tier,
  coalesce(l.shipped_day BETWEEN c.first_day AND c.last_day, FALSE) AS covered,
  date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) AS age_days,
  coalesce(m.maturity, 0e0) AS maturity,
  coalesce(r.units, 0) AS returned, coalesce(r.weighted, 0e0) AS weighted_returned
FROM order_lines l
CROSS JOIN params s
LEFT JOIN coverage c ON c.source = l.source
LEFT JOIN maturity m ON m.category = coalesce(l.category, '') AND m.age = CASE WHEN date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) > 90 THEN 90 ELSE date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) END
LEFT JOIN (SELECT order_pk, CAST(sum(units) AS bigint) AS units, sum(weighted) AS weighted FROM line_returns GROUP BY order_pk) r ON r.order_pk = l.order_pk
LEFT JOIN customer_attributes u ON u.customer_key = l.customer_key
WHERE l.shipped_day IS NOT NULL
