-- What did the window's cases cost, by the tier that their customer is in today?
-- Grain: one row per tier (null = no known customer) with a case in the window. Guarantee: the same cases as in cost-sets. Example: vip · 212 · 318400
SELECT t.tier, CAST(sum(x.cases) AS bigint) AS cases, CAST(sum(x.cost_minor) AS bigint) AS cost_minor
FROM (
  SELECT c.customer_key, count(*) AS cases, sum(c.cost_minor) AS cost_minor
  FROM case_facts c CROSS JOIN params s
  WHERE c.counts AND c.reported AND date_diff('day', c.opened_day, s.as_of) < s.problem_days
  GROUP BY c.customer_key
) x
LEFT JOIN customer_tiers t ON t.customer_key = x.customer_key
GROUP BY t.tier
