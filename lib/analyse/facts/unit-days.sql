-- What share of the returns of each day's units has been seen?
-- Grain: as ship_days. mature = units x the share of their eventual returns already seen. Guarantee: 0 <= maturity <= 1.
-- Example: taobao · dresses · douyin-1 · 2026-09-01 · … · maturity 0.98 · 32.34 mature
SELECT d.*, coalesce(m.maturity, 0e0) AS maturity, CAST(d.units AS double) * coalesce(m.maturity, 0e0) AS mature
FROM ship_days d
LEFT JOIN maturity m ON m.category = coalesce(d.category, '') AND m.age = CASE WHEN d.age_days > 90 THEN 90 ELSE d.age_days END
