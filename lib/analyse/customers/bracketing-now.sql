-- Question:  who orders several variants of one product to keep one of them?
-- Grain:     one row per customer with such an order in the window.
-- Guarantee: an order counts when it holds three or more variants of one product and all but one were sent back by choice.
-- Example:   9c41… | 2
WITH senders AS (
  SELECT customer_key FROM customer_lines_now WHERE customer_key IS NOT NULL GROUP BY customer_key HAVING sum(sent_back) >= 4
),
baskets AS (
  SELECT l.customer_key, l.source, l.order_id, l.product_id
  FROM customer_lines_now l
  JOIN senders s ON s.customer_key = l.customer_key
  WHERE l.product_id IS NOT NULL AND l.variant IS NOT NULL
  GROUP BY l.customer_key, l.source, l.order_id, l.product_id
  HAVING count(DISTINCT l.variant) >= 3
    AND count(DISTINCT CASE WHEN l.sent_back = 1 THEN l.variant END) = count(DISTINCT l.variant) - 1
)
SELECT customer_key, count(DISTINCT source || '/' || order_id) AS bracketing
FROM baskets
GROUP BY customer_key
