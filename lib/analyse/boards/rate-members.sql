-- What is the return rate of each product and each channel over the customer window, before shrinking?
-- Grain: one row per dimension and member (null = orders that name none). parent is what a member is compared with: the category of a product, the
-- merchant for a channel. Example: product_id · P12 · dresses · 812 units · 780.5 mature · 190 returned · cost 1284600 · paid 39800000
WITH costs AS (
  SELECT c.product_id, c.channel, c.cost_minor FROM case_facts c CROSS JOIN params s
  WHERE c.counts AND c.reported AND date_diff('day', c.opened_day, s.as_of) < s.customer_days
),
members AS (
  SELECT 'product_id' AS dimension, product_id AS member, coalesce(max(category), '') AS parent, CAST(sum(units) AS bigint) AS units,
    sum(mature) AS mature, CAST(sum(returned) AS bigint) AS returned, CAST(sum(paid_minor) AS bigint) AS paid_minor
  FROM product_units WHERE lines > 0 GROUP BY product_id
  UNION ALL
  SELECT 'channel', channel, '', CAST(sum(units) AS bigint), sum(mature), CAST(sum(returned) AS bigint), CAST(sum(paid_minor) AS bigint)
  FROM unit_days u CROSS JOIN params s WHERE u.covered AND date_diff('day', u.shipped_day, s.as_of) < s.customer_days GROUP BY channel
),
spent AS (
  SELECT 'product_id' AS dimension, product_id AS member, CAST(sum(cost_minor) AS bigint) AS cost_minor, count(*) AS cases FROM costs GROUP BY product_id
  UNION ALL SELECT 'channel', channel, CAST(sum(cost_minor) AS bigint), count(*) FROM costs GROUP BY channel
)
SELECT m.dimension, m.member, m.parent, m.units, m.mature, m.returned, m.paid_minor, coalesce(x.cost_minor, 0) AS cost_minor, coalesce(x.cases, 0) AS cases
FROM members m LEFT JOIN spent x ON x.dimension = m.dimension AND x.member IS NOT DISTINCT FROM m.member
ORDER BY m.dimension, m.member NULLS LAST
