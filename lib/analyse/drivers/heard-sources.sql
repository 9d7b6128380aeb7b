-- Question:  whose units can be held against cases?
-- Grain:     one row per order source.
-- Guarantee: at least as many of its cases name their order as do not; a source whose cases cannot be traced would look as if nothing ever
--            came back, and everybody else as if too much did.
-- Example:   source 'taobao'
SELECT traced.source
FROM (SELECT source, count(*) AS cases FROM traced_cases GROUP BY source) AS traced
LEFT JOIN (
  SELECT f.source, count(*) AS cases
  FROM case_facts AS f
  CROSS JOIN driver_span AS s
  WHERE f.counts AND NOT f.matched AND f.opened_day BETWEEN s.past_from AND s.window_to
  GROUP BY f.source
) AS lost ON lost.source = traced.source
WHERE traced.cases >= coalesce(lost.cases, 0)
