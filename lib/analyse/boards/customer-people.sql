-- Whom should one look at first in each tier? The problem customers by what they cost, everybody else by what they bring.
-- Grain: one row per customer, at most twenty of a tier. Example: at_risk · 9c41… · was vip · 208300 contribution · 31800 cost · value 97 · …
SELECT tier, previous, customer_key, contribution_minor, cost_minor, value, cases, merchant_cases, silent_days, gap_days, satisfaction, satisfaction_source, loyalty, churn
FROM (
  SELECT t.tier, t.previous, e.customer_key, e.contribution_minor, e.cost_minor, e.value, e.cases, e.merchant_cases, e.silent_days, e.gap_days, e.satisfaction, e.satisfaction_source, e.loyalty, e.churn,
    row_number() OVER (PARTITION BY t.tier ORDER BY CASE WHEN t.tier = 'problem' THEN e.cost_minor ELSE e.contribution_minor END DESC, e.customer_key) AS place
  FROM customer_tiers t JOIN customer_evidence_now e ON e.customer_no = t.customer_no
) x
WHERE place <= 20
ORDER BY tier, place
