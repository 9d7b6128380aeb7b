-- How do customers stand on the two grids, and what do they cost and bring? Grain: one row per tier and cell of both grids.
-- Guarantee: every known customer once. Example: at_risk · hurt · valuable_but_costly · 12 customers · 5400 cost · 128460 contribution
SELECT t.tier, t.satisfaction_loyalty, t.value_cost, count(*) AS customers, CAST(sum(e.cost_minor) AS bigint) AS cost_minor, CAST(sum(e.contribution_minor) AS bigint) AS contribution_minor
FROM customer_tiers t JOIN customer_evidence_now e ON e.customer_no = t.customer_no
GROUP BY t.tier, t.satisfaction_loyalty, t.value_cost
