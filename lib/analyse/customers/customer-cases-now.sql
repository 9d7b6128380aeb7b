-- Question:  what happened to a customer after sales, whose fault was it, and how was it handled?
-- Grain:     one row per customer with a case in the window (cancelled, refused and withdrawn ones only count as `any_cases`).
-- Guarantee: a case of several lines is one case; claims of non-receipt count once an order; the last case is the latest opened.
-- Example:   9c41… | 3 | 3 | 2 | 1 | 0 | 1 | 112600 | 31800 | 24.5 | 1 | 0 | 0 | 2026-03-20 | 1 | 0 | 0 | 0 | 0
WITH flagged AS (
  SELECT
    k.*,
    k.source || '/' || coalesce(k.case_id, k.case_pk) AS case_key,
    k.source || '/' || k.order_id AS order_key,
    coalesce(k.order_pk, k.source || '/' || k.order_id || '/' || k.line_id) AS line_key,
    CASE WHEN date_diff('day', k.opened_day, coalesce(k.resolved_day, d.as_of)) > t.slow_days THEN 1 ELSE 0 END AS slow,
    row_number() OVER (PARTITION BY k.customer_key ORDER BY CASE WHEN k.counts THEN 0 ELSE 1 END, k.opened_at DESC NULLS LAST, k.case_pk DESC NULLS LAST) AS recency
  FROM known_cases_now k
  CROSS JOIN day_now d
  CROSS JOIN typical_now t
  WHERE k.customer_key IS NOT NULL
),
escalated AS (
  SELECT customer_key, count(*) AS escalations, sum(quality_cases) AS escalation_cases
  FROM (
    SELECT customer_key, line_key, count(DISTINCT CASE WHEN reason_group = 'quality' THEN case_key END) AS quality_cases
    FROM flagged
    WHERE line_key IS NOT NULL
    GROUP BY customer_key, line_key
    HAVING min(CASE WHEN reason_group = 'preference' AND status IN ('rejected', 'withdrawn') THEN opened_at END)
         < max(CASE WHEN reason_group = 'quality' THEN opened_at END)
  ) lines
  GROUP BY customer_key
),
repeated AS (
  SELECT customer_key, count(*) AS orders
  FROM (
    SELECT customer_key, order_key
    FROM flagged
    WHERE counts AND order_key IS NOT NULL
    GROUP BY customer_key, order_key
    HAVING count(DISTINCT opened_day) >= 2 AND count(DISTINCT case_key) >= 2
  ) orders
  GROUP BY customer_key
),
summed AS (
  SELECT
    customer_key,
    count(DISTINCT case_key) AS any_cases,
    count(DISTINCT CASE WHEN counts THEN case_key END) AS cases,
    count(DISTINCT CASE WHEN counts AND not_theirs THEN case_key END) AS merchant_cases,
    count(DISTINCT CASE WHEN counts AND fault = 'customer' THEN case_key END) AS customer_cases,
    count(DISTINCT CASE WHEN counts AND fault IN ('shared', 'unknown') THEN case_key END) AS shared_cases,
    count(DISTINCT CASE WHEN counts AND coalesce(status, '') = 'open' THEN case_key END) AS open_cases,
    CAST(sum(refund_minor) AS bigint) AS refund_minor,
    CAST(sum(cost_minor) AS bigint) AS cost_minor,
    CAST(sum(CAST(round(10 * service_minutes) AS bigint)) AS bigint) AS service_tenths,
    max(CASE WHEN counts THEN slow ELSE 0 END) AS slow,
    max(CASE WHEN counts AND (kind = 'complaint' OR reason = 'fee_dispute') THEN 1 ELSE 0 END) AS complained,
    min(CASE WHEN counts THEN resolved_day END) AS first_resolved_day,
    max(CASE WHEN recency = 1 AND counts AND not_theirs AND (slow = 1 OR resolved_day IS NULL) THEN 1 ELSE 0 END) AS let_down_last,
    count(DISTINCT CASE WHEN counts AND reason = 'lost_or_not_received' AND delivered_day <= opened_day THEN order_key END) AS not_received,
    count(DISTINCT CASE WHEN counts AND reason = 'lost_or_not_received' AND not_theirs AND delivered_day <= opened_day THEN case_key END) AS not_received_cases,
    count(DISTINCT CASE
      WHEN counts AND kind = 'refund_only' AND not_theirs AND reason_group = 'quality' AND coalesce(goods_status, 'received') = 'received'
        AND (stage = 'after_delivery' OR delivered_day <= opened_day) THEN case_key END) AS kept_quality_cases
  FROM flagged
  GROUP BY customer_key
)
SELECT s.*, coalesce(r.orders, 0) AS repeated_orders, coalesce(e.escalations, 0) AS escalations, coalesce(e.escalation_cases, 0) AS escalation_cases
FROM summed s
LEFT JOIN repeated r ON r.customer_key = s.customer_key
LEFT JOIN escalated e ON e.customer_key = s.customer_key
