-- Question:  what is known of every customer: trade, cases and scores, before any rule has judged?
-- Grain:     one row per customer known on the day.
-- Guarantee: scores and percentiles are whole points as they are shown; null means "cannot be said". Money in minor units.
-- Example:   1 | 9c41… | 14 | 12 | 16 | 16 | 1 | 684200 | 112600 | 356000 | 356000 | 31800 | 208300 | 71 | 88 | …
WITH joined AS (
  SELECT
    n.customer_no, n.customer_key,
    coalesce(o.orders, 0) AS orders, coalesce(o.mature_orders, 0) AS mature_orders, coalesce(o.units, 0) AS units,
    coalesce(b.returned_units, 0) AS returned_units, coalesce(o.paid_minor, 0) AS paid_minor, coalesce(c.refund_minor, 0) AS refund_minor,
    coalesce(v.goods_minor, 0) AS goods_minor, coalesce(v.goods_assumed_minor, 0) AS goods_assumed_minor,
    coalesce(c.cost_minor, 0) AS cost_minor,
    coalesce(v.contribution_minor, 0 - coalesce(c.refund_minor, 0) - coalesce(c.cost_minor, 0)) AS contribution_minor,
    v.value, v.cost_percentile,
    coalesce(c.service_tenths, 0) + coalesce(r.service_tenths, 0) AS service_tenths,
    coalesce(c.any_cases, 0) AS any_cases, coalesce(c.cases, 0) AS cases, coalesce(c.merchant_cases, 0) AS merchant_cases,
    coalesce(c.customer_cases, 0) AS customer_cases, coalesce(c.shared_cases, 0) AS shared_cases, coalesce(c.open_cases, 0) AS open_cases,
    coalesce(c.slow, 0) AS slow, coalesce(c.complained, 0) AS complained, coalesce(c.came_back, 0) AS came_back,
    coalesce(c.let_down_last, 0) AS let_down_last,
    CASE WHEN o.last_day > c.first_resolved_day THEN 1 ELSE 0 END AS bought_after,
    coalesce(c.not_received_cases, 0) AS not_received_cases, coalesce(c.kept_quality_cases, 0) AS kept_quality_cases,
    CASE WHEN n.joined_day < o.first_day THEN n.joined_day ELSE coalesce(o.first_day, n.joined_day) END AS first_day,
    o.last_day,
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
  LEFT JOIN customer_ranks_now v ON v.customer_no = n.customer_no
  LEFT JOIN goods_back_now b ON b.customer_no = n.customer_no
  LEFT JOIN ratings_now r ON r.customer_no = n.customer_no
  WHERE n.seen_day <= d.as_of
),
scored AS (
  SELECT j.*, power(0.5e0, CASE WHEN j.silent_days > j.gap_days THEN j.silent_days / j.gap_days - 1 ELSE 0 END) AS presence
  FROM joined j
)
SELECT
  customer_no, customer_key, CAST(orders AS integer) AS orders, CAST(mature_orders AS integer) AS mature_orders,
  CAST(units AS bigint) AS units, returned_units, CAST(paid_minor AS bigint) AS paid_minor, refund_minor,
  goods_minor, goods_assumed_minor, cost_minor, contribution_minor, value, cost_percentile, CAST(service_tenths AS bigint) AS service_tenths,
  any_cases, cases, merchant_cases, customer_cases, shared_cases, open_cases, slow, complained, came_back, let_down_last, bought_after,
  not_received_cases, kept_quality_cases, first_day, last_day, silent_days, round(gap_days, 1) AS gap_days, tenure_days, CAST(ratings AS integer) AS ratings,
  CAST(round(CASE
    WHEN ratings > 0 THEN rated
    WHEN cases = 0 AND mature_orders < 2 THEN NULL
    ELSE greatest(0e0, 70e0 - 15 * least(3, merchant_cases) - 10 * slow - 20 * complained - 10 * came_back + 10 * bought_after)
  END) AS integer) AS satisfaction,
  CASE WHEN ratings > 0 THEN 'rated' WHEN cases = 0 AND mature_orders < 2 THEN 'unknown' ELSE 'proxy' END AS satisfaction_source,
  CASE WHEN last_day IS NOT NULL THEN CAST(round(least(100e0, 100 * (1 - presence) + 20 * let_down_last)) AS integer) END AS churn,
  CASE WHEN last_day IS NOT NULL THEN CAST(round(
    40e0 * least(6, orders) / 6 + 30 * presence + 20e0 * least(365, tenure_days) / 365 + CASE WHEN bought_after = 1 OR cases = 0 THEN 10 ELSE 0 END
  ) AS integer) END AS loyalty
FROM scored
