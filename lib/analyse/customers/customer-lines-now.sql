-- Question:  what became of every order line of the window, as known on the day?
-- Grain:     one row per order line ordered in the window (lines without a customer too: they are part of what is expected).
-- Guarantee: a line's counts never exceed it. exposure and attributable are millionths: sums of integers are the same on every
--            engine and in every order. Lines outside the coverage of the case files have no exposure and no claims.
-- Example:   web/O1/1 | 9c41… | P-7 | dress | 1 | 820000 | 1000000 | 0 | 0 | 1 | 19900 | 0
WITH cases_of_line AS (
  SELECT
    order_pk,
    sum(CASE WHEN returns THEN quantity ELSE 0 END) AS returned,
    sum(CASE WHEN NOT returns OR not_theirs THEN 0 WHEN fault = 'customer' THEN 2 * quantity ELSE quantity END) AS attributable_halves,
    sum(CASE WHEN kind = 'return' AND returns AND NOT not_theirs THEN quantity ELSE 0 END) AS sent_back_by_choice,
    sum(CASE WHEN kind = 'return' AND returns AND (status = 'completed' OR goods_status = 'returned') THEN quantity ELSE 0 END) AS goods_back,
    max(CASE
      WHEN kind = 'refund_only' AND returns AND coalesce(goods_status, 'received') = 'received'
        AND (stage = 'after_delivery' OR delivered_day <= opened_day)
        AND (NOT not_theirs OR reason_group = 'quality') THEN 1 ELSE 0 END) AS kept_claim,
    sum(CASE
      WHEN kind = 'return' AND returns AND NOT not_theirs
        AND date_diff('day', delivered_day, opened_day) BETWEEN 3 AND 14 THEN quantity ELSE 0 END) AS worn_and_returned
  FROM known_cases_now
  WHERE counts AND order_pk IS NOT NULL
  GROUP BY order_pk
),
lines AS (
  SELECT
    u.order_pk, u.source, u.order_id, u.customer_key, u.product_id, u.category, u.covered, u.ordered_day, u.shipped_day, u.unit_cost_minor,
    coalesce(u.variant_id, u.product_name) AS variant, d.assumed_margin_bp,
    CASE WHEN coalesce(u.quantity, 1) < 1 THEN 1 ELSE coalesce(u.quantity, 1) END AS quantity,
    coalesce(u.paid_minor, 0) AS paid_minor,
    u.maturity, u.age_days,
    CASE WHEN date_diff('day', u.shipped_day, d.as_of) < u.age_days THEN date_diff('day', u.shipped_day, d.as_of) ELSE u.age_days END AS age_then
  FROM unit_facts u
  CROSS JOIN day_now d
  WHERE coalesce(u.ordered_day, u.shipped_day) <= d.as_of AND coalesce(u.ordered_day, u.shipped_day) > d.from_day
),
exposed AS (
  SELECT
    l.order_pk, l.source, l.order_id, l.customer_key, l.product_id, l.category, l.variant, l.ordered_day, l.shipped_day, l.quantity,
    l.paid_minor, l.unit_cost_minor, l.assumed_margin_bp, coalesce(l.covered, false) AS covered,
    CASE
      WHEN NOT coalesce(l.covered, false) OR coalesce(l.age_then, -1) < 0 THEN 0
      ELSE coalesce(CAST(round(1000000 * coalesce(m.maturity, l.maturity * CAST(l.age_then AS double) / nullif(l.age_days, 0))) AS bigint), 0)
    END AS exposure,
    coalesce(c.returned, 0) AS returned, coalesce(c.attributable_halves, 0) AS attributable_halves,
    coalesce(c.sent_back_by_choice, 0) AS sent_back_by_choice, coalesce(c.goods_back, 0) AS goods_back,
    coalesce(c.kept_claim, 0) AS kept_claim, coalesce(c.worn_and_returned, 0) AS worn_and_returned
  FROM lines l
  LEFT JOIN maturity_seen m ON m.category = coalesce(l.category, '') AND m.age = CASE WHEN l.age_then > 90 THEN 90 ELSE l.age_then END
  LEFT JOIN cases_of_line c ON c.order_pk = l.order_pk
)
SELECT
  order_pk, source, order_id, customer_key, product_id, category, variant, ordered_day, shipped_day,
  CAST(quantity AS bigint) AS quantity, paid_minor, exposure,
  CAST(CASE WHEN returned > quantity THEN quantity ELSE returned END AS bigint) AS returned,
  CASE
    WHEN NOT covered THEN 0
    WHEN attributable_halves >= 2 * quantity THEN 1000000
    ELSE CAST(round(1000000 * CAST(attributable_halves AS double) / (2 * quantity)) AS bigint)
  END AS attributable,
  CASE WHEN covered THEN kept_claim ELSE 0 END AS kept_claim,
  CASE WHEN covered AND worn_and_returned >= quantity THEN 1 ELSE 0 END AS wardrobe,
  CASE WHEN sent_back_by_choice >= quantity THEN 1 ELSE 0 END AS sent_back,
  CASE
    WHEN goods_back >= quantity THEN 0
    WHEN unit_cost_minor IS NOT NULL THEN unit_cost_minor * CAST(quantity - goods_back AS bigint)
    ELSE CAST(round(CAST(paid_minor AS double) * (10000 - assumed_margin_bp) / 10000 * (quantity - goods_back) / quantity) AS bigint)
  END AS goods_minor,
  CASE WHEN unit_cost_minor IS NULL THEN 1 ELSE 0 END AS margin_assumed
FROM exposed
