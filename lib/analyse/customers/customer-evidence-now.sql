-- Question:  what do rules and their words need of every customer, before any rule has judged?
-- Grain:     one row per customer known on the day.
-- Guarantee: scores and percentiles are whole points as they are shown; null means "cannot be said". Money in minor units.
--            contribution = paid - refunds - cost of the goods kept - after-sales cost. value and cost_percentile = where a customer stands among
--            those who ordered in the window: 0..100, floored (80 = at least the 80th); ties share the middle rank.
-- Example:   1 | 9c41… | 14 | 12 | 31800 | 208300 | 71 | 88 | 3 | 2 | 0 | 0 | 74 | 21.0 | 30 | proxy | 92 | 61
WITH joined AS (
  SELECT
    n.customer_no, n.customer_key, CASE WHEN o.orders > 0 THEN 1 ELSE 0 END AS has_ordered,
    coalesce(o.orders, 0) AS orders, coalesce(o.mature_orders, 0) AS mature_orders, coalesce(c.cost_minor, 0) AS cost_minor,
    CASE WHEN o.orders > 0 THEN o.paid_minor - o.goods_minor + coalesce(b.goods_back_minor, 0) ELSE 0 END - coalesce(c.refund_minor, 0) - coalesce(c.cost_minor, 0) AS contribution_minor,
    coalesce(c.cases, 0) AS cases, coalesce(c.merchant_cases, 0) AS merchant_cases,
    coalesce(c.not_received_cases, 0) AS not_received_cases, coalesce(c.kept_quality_cases, 0) AS kept_quality_cases,
    coalesce(c.let_down_last, 0) AS let_down_last, coalesce(10 * c.slow + 20 * c.complained + 10 * c.came_back, 0) AS annoyed,
    CASE WHEN o.last_day > c.first_resolved_day THEN 1 ELSE 0 END AS bought_after,
    date_diff('day', o.last_day, d.as_of) AS silent_days,
    CAST(o.gap_total + 2 * coalesce(y.gap_days, 365) AS double) / (o.gaps + 2) AS gap_days,
    date_diff('day', CASE WHEN n.joined_day < o.first_day THEN n.joined_day ELSE o.first_day END, d.as_of) AS tenure_days,
    coalesce(r.ratings, 0) AS ratings,
    100 * (1e-6 * r.rating + 3 * y.rating) / (r.ratings + 3) AS rated
  FROM customer_numbers n
  CROSS JOIN day_now d
  CROSS JOIN typical_now y
  LEFT JOIN customer_orders_now o ON o.customer_no = n.customer_no
  LEFT JOIN customer_cases_now c ON c.customer_no = n.customer_no
  LEFT JOIN goods_back_now b ON b.customer_no = n.customer_no
  LEFT JOIN ratings_now r ON r.customer_no = n.customer_no
  WHERE n.seen_day <= d.as_of
),
-- Of each level: the customers up to it and on it.
people AS (
  SELECT count(*) AS n FROM joined WHERE has_ordered = 1
),
by_contribution AS (
  SELECT contribution_minor, sum(count(*)) OVER (ORDER BY contribution_minor NULLS LAST) AS up_to, count(*) AS level FROM joined WHERE has_ordered = 1 GROUP BY contribution_minor
),
by_cost AS (
  SELECT cost_minor, sum(count(*)) OVER (ORDER BY cost_minor NULLS LAST) AS up_to, count(*) AS level FROM joined WHERE has_ordered = 1 GROUP BY cost_minor
),
scored AS (
  SELECT j.*, power(0.5e0, CASE WHEN j.silent_days > j.gap_days THEN j.silent_days / j.gap_days - 1 ELSE 0 END) AS presence,
    CASE WHEN j.has_ordered = 1 THEN CAST(floor(50e0 * (2 * v.up_to - v.level) / p.n) AS integer) END AS value,
    CASE WHEN j.has_ordered = 1 THEN CAST(floor(50e0 * (2 * c.up_to - c.level) / p.n) AS integer) END AS cost_percentile
  FROM joined j
  CROSS JOIN people p
  LEFT JOIN by_contribution v ON v.contribution_minor = j.contribution_minor
  LEFT JOIN by_cost c ON c.cost_minor = j.cost_minor
)
SELECT
  customer_no, customer_key, CAST(orders AS integer) AS orders, CAST(mature_orders AS integer) AS mature_orders,
  cost_minor, contribution_minor,
  value, cost_percentile,
  CAST(cases AS integer) AS cases, CAST(merchant_cases AS integer) AS merchant_cases,
  CAST(not_received_cases AS integer) AS not_received_cases, CAST(kept_quality_cases AS integer) AS kept_quality_cases,
  CAST(silent_days AS integer) AS silent_days, round(gap_days, 1) AS gap_days,
  CAST(round(CASE
    WHEN ratings > 0 THEN rated
    WHEN cases = 0 AND mature_orders < 2 THEN NULL
    ELSE greatest(0e0, 70e0 - 15 * least(3, merchant_cases) - annoyed + 10 * bought_after)
  END) AS integer) AS satisfaction,
  CASE WHEN ratings > 0 THEN 'rated' WHEN cases = 0 AND mature_orders < 2 THEN 'unknown' ELSE 'proxy' END AS satisfaction_source,
  CASE WHEN silent_days IS NOT NULL THEN CAST(round(least(100e0, 100 * (1 - presence) + 20 * let_down_last)) AS integer) END AS churn,
  CASE WHEN silent_days IS NOT NULL THEN CAST(round(
    40e0 * least(6, orders) / 6 + 30 * presence + 20e0 * least(365, tenure_days) / 365 + CASE WHEN bought_after = 1 OR cases = 0 THEN 10 ELSE 0 END
  ) AS integer) END AS loyalty
FROM scored
