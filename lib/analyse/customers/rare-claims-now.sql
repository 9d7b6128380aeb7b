-- Question:  who shows one of the patterns that are counted as they are: bracketing, claims of non-receipt, a changing story?
-- Grain:     one row per customer with at least one of them in the window.
-- Guarantee: bracketing = orders with three or more variants of one product, all but one sent back by choice. not_received = orders
--            claimed as not received against a recorded delivery. escalations = order lines where a preference case was refused or
--            withdrawn and a quality case followed.
-- Example:   1 | 2 | 0 | 0 | 0
WITH senders AS (
  SELECT n.customer_no, n.customer_key
  FROM (SELECT customer_no FROM claims_of_lines_now WHERE customer_no IS NOT NULL GROUP BY customer_no HAVING sum(sent_back) >= 2) s
  JOIN customer_numbers n ON n.customer_no = s.customer_no
),
bought AS (
  SELECT s.customer_no, u.source, u.order_id, u.product_id, u.order_pk, coalesce(u.variant_id, u.product_name) AS variant
  FROM shipped_lines u
  JOIN senders s ON s.customer_key = u.customer_key
  CROSS JOIN day_now d
  WHERE u.product_id IS NOT NULL AND coalesce(u.ordered_day, u.shipped_day) <= d.as_of AND coalesce(u.ordered_day, u.shipped_day) > d.from_day
),
baskets AS (
  SELECT b.customer_no, b.source, b.order_id
  FROM (SELECT customer_no, source, order_id, product_id FROM bought GROUP BY customer_no, source, order_id, product_id HAVING count(*) >= 3) t
  JOIN bought b ON b.customer_no = t.customer_no AND b.source = t.source AND b.order_id = t.order_id AND b.product_id = t.product_id
  LEFT JOIN claims_of_lines_now l ON l.order_pk = b.order_pk
  GROUP BY b.customer_no, b.source, b.order_id, b.product_id
  HAVING count(DISTINCT b.variant) >= 3 AND count(DISTINCT CASE WHEN l.sent_back = 1 THEN b.variant END) = count(DISTINCT b.variant) - 1
),
stories AS (
  SELECT k.customer_no, k.order_id, k.line_id, count(DISTINCT CASE WHEN k.reason_group = 'quality' THEN k.case_id END) AS quality_cases
  FROM known_cases_now k
  JOIN (SELECT DISTINCT customer_no FROM known_cases_now WHERE reason_group = 'preference' AND status IN ('rejected', 'withdrawn')) r ON r.customer_no = k.customer_no
  WHERE k.order_id IS NOT NULL AND (k.reason_group = 'quality' OR (k.reason_group = 'preference' AND k.status IN ('rejected', 'withdrawn')))
  GROUP BY k.customer_no, k.order_id, k.line_id
  HAVING min(CASE WHEN k.reason_group = 'preference' THEN k.opened_at END) < max(CASE WHEN k.reason_group = 'quality' THEN k.opened_at END)
),
counted AS (
  SELECT customer_no, count(DISTINCT source || '/' || order_id) AS bracketing, 0 AS not_received, 0 AS escalations, 0 AS escalation_cases
  FROM baskets
  GROUP BY customer_no
  UNION ALL
  SELECT customer_no, 0 AS bracketing, count(DISTINCT order_id) AS not_received, 0 AS escalations, 0 AS escalation_cases
  FROM known_cases_now
  WHERE missed = 1 AND counts AND customer_no IS NOT NULL
  GROUP BY customer_no
  UNION ALL
  SELECT customer_no, 0 AS bracketing, 0 AS not_received, count(*) AS escalations, sum(quality_cases) AS escalation_cases
  FROM stories
  GROUP BY customer_no
)
SELECT
  customer_no, CAST(sum(bracketing) AS bigint) AS bracketing, CAST(sum(not_received) AS bigint) AS not_received,
  CAST(sum(escalations) AS bigint) AS escalations, CAST(sum(escalation_cases) AS bigint) AS escalation_cases
FROM counted
GROUP BY customer_no
