-- Question:  where does a customer stand among those who ordered in the window, by contribution and by after-sales cost?
-- Grain:     one row per customer with an order in the window.
-- Guarantee: percentiles 0..100, floored (80 = at least the 80th); ties share the middle rank. contribution = paid - refunds - cost of
--            the goods kept - after-sales cost, in minor units.
-- Example:   1 | 208300 | 342000 | 342000 | 71 | 88
WITH sums AS (
  SELECT
    o.customer_no,
    o.goods_minor - coalesce(b.goods_back_minor, 0) AS goods_minor,
    o.goods_assumed_minor - coalesce(b.assumed_back_minor, 0) AS goods_assumed_minor,
    o.paid_minor - coalesce(c.refund_minor, 0) - o.goods_minor + coalesce(b.goods_back_minor, 0) - coalesce(c.cost_minor, 0) AS contribution_minor,
    coalesce(c.cost_minor, 0) AS cost_minor
  FROM customer_orders_now o
  LEFT JOIN customer_cases_now c ON c.customer_no = o.customer_no
  LEFT JOIN goods_back_now b ON b.customer_no = o.customer_no
  WHERE o.orders > 0
),
people AS (
  SELECT count(*) AS n FROM sums
),
by_contribution AS (
  SELECT contribution_minor, sum(count(*)) OVER (ORDER BY contribution_minor NULLS LAST) AS up_to, count(*) AS level FROM sums GROUP BY contribution_minor
),
by_cost AS (
  SELECT cost_minor, sum(count(*)) OVER (ORDER BY cost_minor NULLS LAST) AS up_to, count(*) AS level FROM sums GROUP BY cost_minor
)
SELECT
  s.customer_no, CAST(s.contribution_minor AS bigint) AS contribution_minor, CAST(s.goods_minor AS bigint) AS goods_minor,
  CAST(s.goods_assumed_minor AS bigint) AS goods_assumed_minor,
  CAST(floor(50e0 * (2 * v.up_to - v.level) / p.n) AS integer) AS value,
  CAST(floor(50e0 * (2 * c.up_to - c.level) / p.n) AS integer) AS cost_percentile
FROM sums s
CROSS JOIN people p
JOIN by_contribution v ON v.contribution_minor = s.contribution_minor
JOIN by_cost c ON c.cost_minor = s.cost_minor
