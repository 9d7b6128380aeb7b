-- What is each product's eventual return rate, shrunken to its category? Empirical Bayes: the products of a category share a Beta prior by the method
-- of moments (Kleinman 1973) over 365 days, M = a + b within [2, 1000]; p = (a + k) / (M + n).
-- Grain: one row per product with units. Example: P12 · dresses · 812 units · k 190 · n 780.5 · p 0.241
WITH units AS (
  SELECT coalesce(category, '') AS category, product_id, sum(units) AS units, sum(returned) AS returned, sum(mature) AS exposed, sum(weighted) AS kc
  FROM product_units
  WHERE product_id IS NOT NULL AND lines > 0
  GROUP BY coalesce(category, ''), product_id
),
seen AS (SELECT category, product_id, CAST(units AS bigint) AS units, CAST(returned AS bigint) AS returned, kc, CASE WHEN exposed < CAST(returned AS double) THEN CAST(returned AS double) ELSE exposed END AS n FROM units),
totals AS (SELECT category, count(*) AS j, sum(n) AS n, sum(CAST(returned AS double)) AS k, sum(kc) AS kc, sum(n * n) AS n2 FROM seen WHERE n > 0e0 GROUP BY category),
spread AS (
  SELECT t.category, t.k / t.n AS mean, t.kc / t.n AS mean_c, t.j, t.n, t.n2,
    sum(x.n * (CAST(x.returned AS double) / x.n - t.k / t.n) * (CAST(x.returned AS double) / x.n - t.k / t.n)) AS s
  FROM totals t JOIN seen x ON x.category = t.category AND x.n > 0e0 GROUP BY t.category, t.k, t.kc, t.n, t.j, t.n2
),
strength AS (
  SELECT category, mean, mean_c,
    CASE WHEN mean <= 0e0 OR mean >= 1e0 OR n - n2 / n - CAST(j - 1 AS double) <= 0e0 THEN 0e0
      ELSE (s / (mean * (1e0 - mean)) - CAST(j - 1 AS double)) / (n - n2 / n - CAST(j - 1 AS double)) END AS rho
  FROM spread
),
prior AS (
  SELECT category, mean, mean_c, CASE WHEN rho <= 0.000999e0 THEN 1000e0 WHEN rho >= 0.333333e0 THEN 2e0 ELSE 1e0 / rho - 1e0 END AS m FROM strength
)
SELECT x.product_id, CASE WHEN x.category = '' THEN NULL ELSE x.category END AS category, x.units, x.returned, x.n, CAST(x.returned AS double) AS k, x.kc,
  p.mean * p.m AS a, (1e0 - p.mean) * p.m AS b, (p.mean * p.m + CAST(x.returned AS double)) / (p.m + x.n) AS p,
  (p.mean_c * p.m + x.kc) / (p.m + x.n) AS attributable_rate
FROM seen x JOIN prior p ON p.category = x.category
