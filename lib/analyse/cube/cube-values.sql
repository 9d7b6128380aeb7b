-- Which channels, categories, regions and products are worth a place of their own in the cube?
-- Grain: one row per dimension and value, by what it cost, then by what it sold; place counts from 0. The rest is folded into "other".
-- Example: channel · 抖音 · 0
SELECT dimension, value, place FROM (
  SELECT dimension, value, CAST(row_number() OVER (PARTITION BY dimension ORDER BY sum(cost_minor) DESC, sum(paid_minor) DESC, value) - 1 AS bigint) AS place
  FROM (
    SELECT CASE CAST(grouping(c.channel, c.category, c.region, c.product_id) AS bigint) WHEN 7 THEN 'channel' WHEN 11 THEN 'category' WHEN 13 THEN 'region' ELSE 'product' END AS dimension,
      coalesce(c.channel, c.category, c.region, c.product_id) AS value, CAST(sum(c.cost_minor) AS bigint) AS cost_minor, CAST(0 AS bigint) AS paid_minor
    FROM case_facts c CROSS JOIN params s
    WHERE c.counts AND c.reported AND date_diff('day', c.opened_day, s.as_of) < 730
    GROUP BY GROUPING SETS ((c.channel), (c.category), (c.region), (c.product_id))
    UNION ALL
    SELECT CASE CAST(grouping(u.channel, u.category) AS bigint) WHEN 1 THEN 'channel' ELSE 'category' END, coalesce(u.channel, u.category), CAST(0 AS bigint), CAST(sum(u.paid_minor) AS bigint)
    FROM ship_days u CROSS JOIN params s
    WHERE date_diff('day', u.shipped_day, s.as_of) < 730
    GROUP BY GROUPING SETS ((u.channel), (u.category))
    UNION ALL
    SELECT 'region', l.region, CAST(0 AS bigint), CAST(sum(l.paid_minor) AS bigint)
    FROM sales_lines l CROSS JOIN params s
    WHERE date_diff('day', l.shipped_day, s.as_of) < 730
    GROUP BY l.region
    UNION ALL
    SELECT 'product', p.product_id, CAST(0 AS bigint), l.paid_minor
    FROM (SELECT l.product_no, CAST(sum(l.paid_minor) AS bigint) AS paid_minor FROM sales_lines l CROSS JOIN params s WHERE date_diff('day', l.shipped_day, s.as_of) < 730 GROUP BY l.product_no) l
    JOIN product_numbers p ON p.product_no = l.product_no
    WHERE p.product_id <> ''
  ) x
  WHERE value IS NOT NULL
  GROUP BY dimension, value
) ranked
WHERE place < CASE WHEN dimension = 'product' THEN 300 ELSE 12 END
