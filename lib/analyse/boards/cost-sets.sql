-- What did after-sales cost, by everything that a board shows?
-- Grain: one row per grouping set and its values; set_no = grouping(...) of the columns tells which. period: now = the window up to as_of, before = as
-- many days before it. Guarantee: within a period every set sums to the same totals. Only cases that count, in the reporting currency.
-- Example: now · (fault = carrier) · 212 cases · 318400 cost of which 96000 assumed
SELECT period, week, fault, reason_group, reason, category, product_id, channel, region,
  CAST(grouping(week, fault, reason_group, reason, category, product_id, channel, region) AS bigint) AS set_no,
  count(*) AS cases, CAST(sum(cost_minor) AS bigint) AS cost_minor, CAST(sum(actual_minor) AS bigint) AS actual_minor, CAST(sum(coalesce(refund_minor, 0)) AS bigint) AS refund_minor
FROM (
  SELECT CASE WHEN date_diff('day', c.opened_day, s.as_of) < s.problem_days THEN 'now' ELSE 'before' END AS period,
    CAST(date_trunc('week', c.opened_day) AS date) AS week,
    c.fault, c.reason_group, c.reason, c.category, c.product_id, c.channel, c.region, c.cost_minor, c.actual_minor, c.refund_minor
  FROM case_facts c CROSS JOIN params s
  WHERE c.counts AND c.reported AND date_diff('day', c.opened_day, s.as_of) < 2 * s.problem_days
) x
GROUP BY GROUPING SETS (
  (period), (period, week), (period, fault), (period, reason_group), (period, category, reason_group), (period, category, reason), (period, product_id),
  (period, channel), (period, region)
)
