-- Question:  what did the customer claim on an order line?
-- Grain:     one row per order line of the window with a case that counts.
-- Guarantee: a line's counts never exceed it. attributable is in millionths of the line: 1000000 = all of it sent back for a reason of
--            the customer's own. Lines outside the coverage of the case files have no claims.
-- Example:   1 | 12 | 1 | 1 | 1000000 | 0 | 1 | 1 | 11542 | 11542
WITH summed AS (
  SELECT
    order_pk, max(customer_no) AS customer_no, max(product_no) AS product_no, max(line_quantity) AS quantity,
    max(CASE WHEN line_covered THEN 1 ELSE 0 END) AS covered, max(line_goods_minor) AS line_goods_minor, max(line_assumed) AS assumed,
    sum(CASE WHEN returns THEN quantity ELSE 0 END) AS returned,
    sum(CASE WHEN returns THEN blame * quantity ELSE 0 END) AS halves,
    max(CASE WHEN returns THEN kept ELSE 0 END) AS kept,
    sum(CASE WHEN returns AND worn = 1 THEN quantity ELSE 0 END) AS worn,
    sum(CASE WHEN returns AND kind = 'return' AND blame > 0 THEN quantity ELSE 0 END) AS sent_back,
    sum(CASE WHEN returns AND kind = 'return' AND (status = 'completed' OR goods_returned = 1) THEN quantity ELSE 0 END) AS goods_back
  FROM known_cases_now
  CROSS JOIN day_now d
  WHERE counts AND order_pk IS NOT NULL AND line_day <= d.as_of AND line_day > d.from_day
  GROUP BY order_pk
)
SELECT
  order_pk, customer_no, product_no, quantity,
  CAST(CASE WHEN returned > quantity THEN quantity ELSE returned END AS bigint) AS returned,
  CASE
    WHEN covered = 0 THEN 0
    WHEN halves >= 2 * quantity THEN 1000000
    ELSE CAST(round(500000 * CAST(halves AS double) / quantity) AS bigint)
  END AS attributable,
  covered * kept AS kept,
  CASE WHEN covered = 1 AND worn >= quantity THEN 1 ELSE 0 END AS worn,
  CASE WHEN sent_back >= quantity THEN 1 ELSE 0 END AS sent_back,
  CASE WHEN goods_back >= quantity THEN line_goods_minor ELSE CAST(round(CAST(line_goods_minor AS double) * CAST(goods_back AS double) / quantity) AS bigint) END AS goods_back_minor,
  assumed
FROM summed
