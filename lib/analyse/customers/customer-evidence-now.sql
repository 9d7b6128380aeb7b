-- Question:  what is known of every customer: trade, cases, scores and claims, before any rule has judged?
-- Grain:     one row per customer known on the day.
-- Guarantee: scores and percentiles are whole points as they are shown (value is floored: 80 means at least the 80th percentile);
--            null means "cannot be said". Money in minor units. The window of day_now, except first_day.
-- Example:   9c41… | 14 | 12 | 684200 | 208300 | 71 | 30 | proxy | 62 | 89 | …
WITH joined AS (
  SELECT
    p.customer_key,
    coalesce(o.orders, 0) AS orders, coalesce(o.mature_orders, 0) AS mature_orders, coalesce(o.lines, 0) AS lines,
    coalesce(o.units, 0) AS units, coalesce(o.returned_units, 0) AS returned_units,
    coalesce(o.paid_minor, 0) AS paid_minor, coalesce(c.refund_minor, 0) AS refund_minor,
    coalesce(o.goods_minor, 0) AS goods_minor, coalesce(o.goods_assumed_minor, 0) AS goods_assumed_minor,
    coalesce(c.cost_minor, 0) AS cost_minor,
    coalesce(o.paid_minor, 0) - coalesce(c.refund_minor, 0) - coalesce(o.goods_minor, 0) - coalesce(c.cost_minor, 0) AS contribution_minor,
    CAST(coalesce(c.service_tenths, 0) + coalesce(t.tenths, 0) AS double) / 10 AS service_minutes,
    coalesce(c.any_cases, 0) AS any_cases, coalesce(c.cases, 0) AS cases, coalesce(c.merchant_cases, 0) AS merchant_cases,
    coalesce(c.customer_cases, 0) AS customer_cases, coalesce(c.shared_cases, 0) AS shared_cases, coalesce(c.open_cases, 0) AS open_cases,
    coalesce(c.slow, 0) AS slow, coalesce(c.complained, 0) AS complained, coalesce(c.repeated_orders, 0) AS repeated_orders,
    coalesce(c.let_down_last, 0) AS let_down_last,
    CASE WHEN s.last_day > c.first_resolved_day THEN 1 ELSE 0 END AS bought_after,
    coalesce(c.not_received, 0) AS not_received, coalesce(c.not_received_cases, 0) AS not_received_cases,
    coalesce(c.kept_quality_cases, 0) AS kept_quality_cases,
    coalesce(c.escalations, 0) AS escalations, coalesce(c.escalation_cases, 0) AS escalation_cases,
    coalesce(b.bracketing, 0) AS bracketing,
    coalesce(k.attributable, 0) AS attributable, coalesce(k.expected, 0) AS expected, coalesce(k.ratio, 1) AS ratio,
    coalesce(k.ratio_low, 0) AS ratio_low,
    coalesce(k.attributable_rest, 0) AS attributable_rest, coalesce(k.ratio_rest_low, 0) AS ratio_rest_low,
    coalesce(k.kept_claims, 0) AS kept_claims, coalesce(k.kept_expected, 0) AS kept_expected, coalesce(k.kept_low, 0) AS kept_low,
    coalesce(k.wardrobes, 0) AS wardrobes, coalesce(k.wardrobe_expected, 0) AS wardrobe_expected,
    coalesce(k.wardrobe_low, 0) AS wardrobe_low, coalesce(k.wardrobe_share, 0) AS wardrobe_share,
    CASE WHEN a.joined_day < coalesce(s.first_day, d.as_of) THEN a.joined_day ELSE s.first_day END AS first_day,
    s.last_day,
    date_diff('day', s.last_day, d.as_of) AS silent_days,
    CASE WHEN s.last_day IS NOT NULL THEN
      CAST(coalesce(date_diff('day', o.first_day, o.last_day), 0) + 2 * coalesce(y.gap_days, 365) AS double) / (coalesce(o.gaps, 0) + 2)
    END AS gap_days,
    date_diff('day', CASE WHEN a.joined_day < s.first_day THEN a.joined_day ELSE s.first_day END, d.as_of) AS tenure_days,
    coalesce(r.n, 0) AS ratings,
    (CAST(r.rating AS double) / 1000000 + 3 * y.rating) / (r.n + 3) AS rated
  FROM people_now p
  CROSS JOIN day_now d
  CROSS JOIN typical_now y
  LEFT JOIN customer_orders_now o ON o.customer_key = p.customer_key
  LEFT JOIN customer_spans_now s ON s.customer_key = p.customer_key
  LEFT JOIN customer_cases_now c ON c.customer_key = p.customer_key
  LEFT JOIN customer_claims_now k ON k.customer_key = p.customer_key
  LEFT JOIN bracketing_now b ON b.customer_key = p.customer_key
  LEFT JOIN (SELECT customer_key, min(joined_day) AS joined_day FROM customer_attributes GROUP BY customer_key) a ON a.customer_key = p.customer_key
  LEFT JOIN (SELECT customer_key, count(*) AS n, sum(rating) AS rating FROM ratings_now GROUP BY customer_key) r ON r.customer_key = p.customer_key
  LEFT JOIN (
    SELECT c.customer_key, sum(CAST(round(10 * coalesce(c.minutes, 0)) AS bigint)) AS tenths
    FROM contact_facts c CROSS JOIN day_now d
    WHERE c.case_pk IS NULL AND c.started_day <= d.as_of AND c.started_day > d.from_day
    GROUP BY c.customer_key
  ) t ON t.customer_key = p.customer_key
),
scored AS (
  SELECT
    j.*,
    power(0.5e0, CASE WHEN j.silent_days > j.gap_days THEN j.silent_days / j.gap_days - 1 ELSE 0 END) AS presence,
    CASE WHEN j.orders > 0 THEN rank() OVER (PARTITION BY j.orders > 0 ORDER BY j.contribution_minor) - 1 END AS below,
    count(*) OVER (PARTITION BY j.orders > 0, j.contribution_minor) AS level,
    CASE WHEN j.orders > 0 THEN rank() OVER (PARTITION BY j.orders > 0 ORDER BY j.cost_minor) - 1 END AS cost_below,
    count(*) OVER (PARTITION BY j.orders > 0, j.cost_minor) AS cost_level,
    count(*) OVER (PARTITION BY j.orders > 0) AS n
  FROM joined j
)
SELECT
  s.customer_key, s.orders, s.mature_orders, s.lines, s.units, s.returned_units, s.paid_minor, s.refund_minor, s.goods_minor,
  s.goods_assumed_minor, s.cost_minor, s.contribution_minor, s.service_minutes, s.any_cases, s.cases, s.merchant_cases, s.customer_cases,
  s.shared_cases, s.open_cases, s.slow, s.complained, s.repeated_orders, s.let_down_last, s.bought_after, s.not_received,
  s.not_received_cases, s.kept_quality_cases, s.escalations, s.escalation_cases, s.bracketing, s.attributable, s.expected, s.ratio,
  s.ratio_low, s.attributable_rest, s.ratio_rest_low, s.kept_claims, s.kept_expected, s.kept_low, s.wardrobes, s.wardrobe_expected,
  s.wardrobe_low, s.wardrobe_share, s.first_day, s.last_day, s.silent_days, round(s.gap_days, 1) AS gap_days, s.tenure_days, s.ratings,
  CAST(floor((100 * s.below + 50e0 * s.level) / s.n) AS bigint) AS value,
  CAST(floor((100 * s.cost_below + 50e0 * s.cost_level) / s.n) AS bigint) AS cost_percentile,
  CAST(round(CASE
    WHEN s.ratings > 0 THEN 100 * s.rated
    WHEN s.cases = 0 AND s.mature_orders < 2 THEN NULL
    ELSE greatest(0e0, 70e0 - CASE WHEN s.merchant_cases > 3 THEN 45 ELSE 15 * s.merchant_cases END
      - 10 * s.slow - 20 * s.complained - CASE WHEN s.repeated_orders > 0 THEN 10 ELSE 0 END + 10 * s.bought_after)
  END) AS bigint) AS satisfaction,
  CASE WHEN s.ratings > 0 THEN 'rated' WHEN s.cases = 0 AND s.mature_orders < 2 THEN 'unknown' ELSE 'proxy' END AS satisfaction_source,
  CAST(round(CASE
    WHEN s.last_day IS NULL THEN NULL
    WHEN 100 * (1 - s.presence) + 20 * s.let_down_last > 100 THEN 100
    ELSE 100 * (1 - s.presence) + 20 * s.let_down_last
  END) AS bigint) AS churn,
  CAST(round(CASE
    WHEN s.last_day IS NULL THEN NULL
    ELSE 40e0 * CASE WHEN s.orders > 6 THEN 6 ELSE s.orders END / 6 + 30 * s.presence
      + 20e0 * CASE WHEN s.tenure_days > 365 THEN 365 ELSE s.tenure_days END / 365
      + CASE WHEN s.bought_after = 1 OR s.cases = 0 THEN 10 ELSE 0 END
  END) AS bigint) AS loyalty
FROM scored s
