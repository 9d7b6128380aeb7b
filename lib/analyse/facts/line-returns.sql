-- How many units of each order line came back, and after how many days?
-- Grain: one row per order line and lag (0..90) with returned units, never more than the line has. Example: taobao|…|1 · taobao · dresses · P12 · douyin-1 · 广东 · u1 · 2026-09-01 · lag 6 · 1 unit
WITH returned AS (
  SELECT order_pk, max(unit_source) AS source, max(unit_category) AS category, max(unit_product_id) AS product_id, max(unit_channel) AS channel, max(unit_region) AS region,
    max(unit_customer_key) AS customer_key, max(shipped_day) AS shipped_day,
    lag_days, CAST(sum(quantity) AS bigint) AS units, max(line_quantity) AS line_units,
    CAST(sum(CAST(quantity AS double) * CASE WHEN fault = 'customer' THEN 1e0 WHEN fault IN ('shared', 'unknown') THEN 0.5e0 ELSE 0e0 END) AS double) AS weighted
  FROM case_base WHERE matched AND returns AND lag_days BETWEEN 0 AND 90 GROUP BY order_pk, lag_days
),
running AS (
  SELECT returned.*,
    CAST(sum(units) OVER (PARTITION BY order_pk ORDER BY lag_days ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint) AS so_far
  FROM returned
)
SELECT order_pk, source, category, product_id, channel, region, customer_key, shipped_day, lag_days,
  CASE WHEN so_far <= line_units THEN units ELSE units - (so_far - line_units) END AS units,
  weighted * CAST(CASE WHEN so_far <= line_units THEN units ELSE units - (so_far - line_units) END AS double) / nullif(CAST(units AS double), 0e0) AS weighted
FROM running WHERE so_far - units < line_units
