-- Question:  what happened to a customer after sales, whose fault was it, and how was it handled?
-- Grain:     one row per customer with a case in the window (cancelled, refused and withdrawn ones only count as any_cases).
-- Guarantee: a case of several lines is one case, and the merchant's if one of its lines is: merchant + customer + shared = cases.
--            let_down_last looks at the cases of the latest day: the greatest 2 x day + let down, and is that odd?
-- Example:   1 | 3 | 3 | 2 | 1 | 0 | 1 | 112600 | 31800 | 245 | 1 | 0 | 2026-03-20 | 1 | 0 | 0
WITH cases AS (
  SELECT
    k.customer_no, k.source, k.case_id, min(k.order_id) AS order_id, min(k.opened_day) AS opened_day,
    max(CASE WHEN k.counts THEN 1 ELSE 0 END) AS counts,
    min(CASE WHEN k.counts THEN k.blame END) AS least_blame, max(CASE WHEN k.counts THEN k.blame END) AS most_blame,
    max(CASE WHEN k.counts AND k.resolved_day IS NULL THEN 1 ELSE 0 END) AS open,
    max(CASE WHEN k.counts AND k.days_taken > t.slow_days THEN 1 ELSE 0 END) AS slow,
    max(CASE WHEN k.counts THEN k.complaint ELSE 0 END) AS complaint,
    max(CASE WHEN k.counts THEN k.missed ELSE 0 END) AS missed,
    max(CASE WHEN k.counts AND k.blame = 0 THEN k.kept ELSE 0 END) AS kept_quality,
    max(CASE WHEN k.counts THEN k.resolved_day END) AS resolved_day,
    sum(k.refund_minor) AS refund_minor, sum(k.cost_minor) AS cost_minor, sum(k.service_tenths) AS service_tenths
  FROM known_cases_now k
  CROSS JOIN typical_now t
  WHERE k.customer_no IS NOT NULL
  GROUP BY k.customer_no, k.source, k.case_id
),
again AS (
  SELECT customer_no, count(*) AS orders
  FROM (
    SELECT customer_no, order_id
    FROM cases
    WHERE counts = 1 AND order_id IS NOT NULL
    GROUP BY customer_no, order_id
    HAVING min(opened_day) < max(opened_day)
  ) orders
  GROUP BY customer_no
),
summed AS (
  SELECT
    c.customer_no, count(*) AS any_cases, sum(c.counts) AS cases,
    sum(CASE WHEN c.least_blame = 0 THEN 1 ELSE 0 END) AS merchant_cases,
    sum(CASE WHEN c.least_blame > 0 AND c.most_blame = 2 THEN 1 ELSE 0 END) AS customer_cases,
    sum(CASE WHEN c.least_blame > 0 AND c.most_blame = 1 THEN 1 ELSE 0 END) AS shared_cases,
    sum(c.open) AS open_cases, max(c.slow) AS slow, max(c.complaint) AS complained, min(c.resolved_day) AS first_resolved_day,
    max(CASE WHEN c.counts = 1 THEN
      2 * date_diff('day', DATE '2000-01-01', c.opened_day) + CASE WHEN c.least_blame = 0 AND (c.open = 1 OR c.slow = 1) THEN 1 ELSE 0 END
    END) AS last_case,
    sum(CASE WHEN c.missed = 1 AND c.least_blame = 0 THEN 1 ELSE 0 END) AS not_received_cases,
    sum(c.kept_quality) AS kept_quality_cases,
    sum(c.refund_minor) AS refund_minor, sum(c.cost_minor) AS cost_minor, sum(c.service_tenths) AS service_tenths
  FROM cases c
  GROUP BY c.customer_no
)
SELECT
  s.customer_no, s.any_cases, CAST(s.cases AS bigint) AS cases, CAST(s.merchant_cases AS bigint) AS merchant_cases,
  CAST(s.customer_cases AS bigint) AS customer_cases, CAST(s.shared_cases AS bigint) AS shared_cases,
  CAST(s.open_cases AS bigint) AS open_cases, s.slow, s.complained, s.first_resolved_day,
  CASE WHEN mod(s.last_case, 2) = 1 THEN 1 ELSE 0 END AS let_down_last,
  CAST(s.not_received_cases AS bigint) AS not_received_cases, CAST(s.kept_quality_cases AS bigint) AS kept_quality_cases,
  CAST(s.refund_minor AS bigint) AS refund_minor, CAST(s.cost_minor AS bigint) AS cost_minor, CAST(s.service_tenths AS bigint) AS service_tenths,
  CASE WHEN a.orders > 0 THEN 1 ELSE 0 END AS came_back
FROM summed s
LEFT JOIN again a ON a.customer_no = s.customer_no
