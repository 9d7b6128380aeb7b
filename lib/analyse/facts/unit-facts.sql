-- Every shipped order line with the age of its units and the share of their eventual returns already seen.
-- Every join is to at most one row and leaves no line out, so that an engine skips those whose columns nobody asks for.
-- Grain: one row per order line shipped by as_of. covered = its returns are within what the case files show. Guarantee: 0 <= maturity <= 1.
SELECT l.*,
  coalesce(l.shipped_day BETWEEN c.first_day AND c.last_day, FALSE) AS covered,
  date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) AS age_days,
  coalesce(m.maturity, 0e0) AS maturity
FROM shipped_lines l
CROSS JOIN params s
LEFT JOIN (SELECT source, min(first_day) AS first_day, min(last_day) AS last_day FROM coverage GROUP BY source) c ON c.source = l.source
LEFT JOIN (SELECT category, age, min(maturity) AS maturity FROM maturity GROUP BY category, age) m ON m.category = coalesce(l.category, '')
  AND m.age = CASE WHEN date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) > 90 THEN 90 ELSE date_diff('day', l.shipped_day, CASE WHEN c.last_day < s.as_of THEN c.last_day ELSE s.as_of END) END
