-- How many units of each product were shipped in the customers' window, and how many of them came back?
-- Grain: one row per category and product of any shipped line (null = none). Guarantee: all but known count only what the case files show: lines and
-- units, those mature (the sum of their maturities), returned, weighted by fault, paid in the reporting currency.
-- Example: dresses · P12 · 790 lines · 812 units · 780.5 mature · 31100000 paid · 190 returned · 120.5 weighted
WITH units AS (
  SELECT category, product_id, quantity, paid_minor, maturity, covered AND date_diff('day', shipped_day, s.as_of) < s.customer_days AS counts
  FROM unit_facts CROSS JOIN params s
),
returned AS (
  SELECT coalesce(r.category, '') AS category, coalesce(r.product_id, '') AS product_id, sum(r.units) AS units, sum(r.weighted) AS weighted
  FROM line_returns r
  CROSS JOIN params s
  JOIN coverage c ON c.source = r.source
  WHERE r.shipped_day BETWEEN c.first_day AND c.last_day AND date_diff('day', r.shipped_day, s.as_of) < s.customer_days
  GROUP BY coalesce(r.category, ''), coalesce(r.product_id, '')
)
SELECT u.category, u.product_id, u.lines, u.units, u.mature, u.paid_minor, CAST(coalesce(r.units, 0) AS bigint) AS returned, coalesce(r.weighted, 0e0) AS weighted
FROM (
  SELECT category, product_id, CAST(sum(CASE WHEN counts THEN 1 ELSE 0 END) AS bigint) AS lines, CAST(sum(CASE WHEN counts THEN quantity ELSE 0 END) AS bigint) AS units,
    sum(CASE WHEN counts THEN CAST(quantity AS double) * maturity ELSE 0e0 END) AS mature, CAST(sum(CASE WHEN counts THEN coalesce(paid_minor, 0) ELSE 0 END) AS bigint) AS paid_minor
  FROM units
  GROUP BY category, product_id
) u
LEFT JOIN returned r ON r.category = coalesce(u.category, '') AND r.product_id = coalesce(u.product_id, '')
