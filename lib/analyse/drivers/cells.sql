-- Question:  in which cells were there more cases than among the rest of their categories?
-- Grain:     one row per cell (a value of one dimension, or of a pair) and reason group, 'any' = all groups together: those
--            that have at least five cases and more than expected, and every single cell with four to be expected (for the natural variance).
-- Guarantee: tested = the cells of the family (single | pair) with at least one case to be expected, whatever was observed, so that false
--            discovery can be held. A unit is expected to behave as its category did in the window (see weights); a category of which the
--            cell leaves less than a tenth to compare with takes no part. Categories stand against their own past.
--            expected = at the rate of the rest (the category without the cell); fair = at the category's rate, cell included;
--            spread = the sum of fair^2 / (cases - fair) over the categories, by which the test knows how large the rest is;
--            twins = the sum of squares of the cases per customer. Counts are whole; the others are rounded to 1e-6.
-- Example:   family 'pair', kind 'carrier+region', v1 'YD', v2 'Hubei', reason_group 'logistics', cases 41, expected 6.18, fair 9.4,
--            spread 2.1, twins 43, cost_minor 129150, tested 412
WITH kinds (mask, leaf, kind, family) AS (
  VALUES
    (255, 125, 'product_id', 'single'),
    (383, 125, 'channel', 'single'),
    (447, 438, 'shop', 'single'),
    (479, 463, 'region', 'single'),
    (495, 463, 'carrier', 'single'),
    (503, 438, 'warehouse', 'single'),
    (507, 507, 'batch', 'single'),
    (509, 125, 'age_band', 'single'),
    (510, 438, 'tier', 'single'),
    (223, 223, 'product_id+region', 'pair'),
    (127, 125, 'product_id+channel', 'pair'),
    (253, 125, 'product_id+age_band', 'pair'),
    (463, 463, 'carrier+region', 'pair')
),
-- Units, once: few enough groups that every cell is a sum over them.
leaves AS (
  SELECT
    grouping(u.product_id, u.channel, u.shop, u.region, u.carrier, u.warehouse, u.batch, u.age_band, u.tier) AS leaf,
    w.category, u.product_id, u.channel, u.shop, u.region, u.carrier, u.warehouse, u.batch, u.age_band, u.tier,
    sum(w.quality) AS quality,
    sum(w.listing) AS listing,
    sum(w.fit) AS fit,
    sum(w.fulfilment) AS fulfilment,
    sum(w.logistics) AS logistics,
    sum(w.service) AS service,
    sum(w.price) AS price,
    sum(w.preference) AS preference,
    sum(w.warranty) AS warranty,
    sum(w.unknown) AS unknown
  FROM shipped_lines AS u
  JOIN driver_weights AS w ON w.source = u.source AND w.category = coalesce(u.category, '') AND w.shipped_day = u.shipped_day
  GROUP BY GROUPING SETS (
    (w.category, u.product_id, u.region),
    (w.category, u.product_id, u.channel, u.age_band),
    (w.category, u.region, u.carrier),
    (w.category, u.batch),
    (w.category, u.shop, u.warehouse, u.tier)
  )
),
unit_sets AS (
  SELECT
    grouping(product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier) AS mask,
    leaf, category, product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier,
    sum(quality) AS quality,
    sum(listing) AS listing,
    sum(fit) AS fit,
    sum(fulfilment) AS fulfilment,
    sum(logistics) AS logistics,
    sum(service) AS service,
    sum(price) AS price,
    sum(preference) AS preference,
    sum(warranty) AS warranty,
    sum(unknown) AS unknown
  FROM leaves
  GROUP BY GROUPING SETS (
    (leaf, category, product_id),
    (leaf, category, channel),
    (leaf, category, shop),
    (leaf, category, region),
    (leaf, category, carrier),
    (leaf, category, warehouse),
    (leaf, category, batch),
    (leaf, category, age_band),
    (leaf, category, tier),
    (leaf, category, product_id, region),
    (leaf, category, product_id, channel),
    (leaf, category, product_id, age_band),
    (leaf, category, carrier, region)
  )
),
unit_cells AS (
  SELECT
    k.family, k.kind, c.category,
    CASE WHEN k.kind IN ('product_id', 'product_id+region', 'product_id+channel', 'product_id+age_band') THEN c.product_id
      WHEN k.kind IN ('channel') THEN c.channel
      WHEN k.kind IN ('shop') THEN c.shop
      WHEN k.kind IN ('region') THEN c.region
      WHEN k.kind IN ('carrier', 'carrier+region') THEN c.carrier
      WHEN k.kind IN ('warehouse') THEN c.warehouse
      WHEN k.kind IN ('batch') THEN c.batch
      WHEN k.kind IN ('age_band') THEN c.age_band
      WHEN k.kind IN ('tier') THEN c.tier END AS v1,
    CASE WHEN k.kind IN ('product_id+channel') THEN c.channel
      WHEN k.kind IN ('product_id+region', 'carrier+region') THEN c.region
      WHEN k.kind IN ('product_id+age_band') THEN c.age_band
      ELSE '' END AS v2,
    c.quality, c.listing, c.fit, c.fulfilment, c.logistics, c.service, c.price, c.preference, c.warranty, c.unknown
  FROM unit_sets AS c
  JOIN kinds AS k ON k.mask = c.mask AND k.leaf = c.leaf
),
unit_groups AS (
  SELECT family, kind, v1, v2, category, reason_group, weight
  FROM (
    SELECT
      c.family, c.kind, c.v1, c.v2, c.category, g.reason_group,
      CASE g.reason_group WHEN 'quality' THEN c.quality WHEN 'listing' THEN c.listing WHEN 'fit' THEN c.fit WHEN 'fulfilment' THEN c.fulfilment WHEN 'logistics' THEN c.logistics WHEN 'service' THEN c.service WHEN 'price' THEN c.price WHEN 'preference' THEN c.preference WHEN 'warranty' THEN c.warranty WHEN 'unknown' THEN c.unknown
        ELSE c.quality + c.listing + c.fit + c.fulfilment + c.logistics + c.service + c.price + c.preference + c.warranty + c.unknown END AS weight
    FROM (
      SELECT * FROM unit_cells
      UNION ALL
      SELECT 'pair', 'channel+category', category, v1, category, quality, listing, fit, fulfilment, logistics, service, price, preference, warranty, unknown FROM unit_cells WHERE kind = 'channel' AND category <> ''
    ) AS c
    CROSS JOIN UNNEST(ARRAY['quality', 'listing', 'fit', 'fulfilment', 'logistics', 'service', 'price', 'preference', 'warranty', 'unknown', 'any']) AS g (reason_group)
    WHERE c.v1 IS NOT NULL AND c.v2 IS NOT NULL
  ) AS every_group
  -- A cell of one product is of one category: with less than one case to be expected it is not tested.
  WHERE weight >= CASE WHEN kind IN ('product_id', 'batch', 'product_id+region', 'product_id+channel', 'product_id+age_band', 'channel+category')
    THEN 999999e3 ELSE 1 END
),
case_sets AS (
  SELECT grouping(product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier) AS mask, category, reason_group, product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier, count(*) AS cases, sum(cost_minor) AS cost_minor
  FROM tested_cases
  WHERE is_now
  GROUP BY GROUPING SETS (
    (category, reason_group, product_id),
    (category, reason_group, channel),
    (category, reason_group, shop),
    (category, reason_group, region),
    (category, reason_group, carrier),
    (category, reason_group, warehouse),
    (category, reason_group, batch),
    (category, reason_group, age_band),
    (category, reason_group, tier),
    (category, reason_group, product_id, region),
    (category, reason_group, product_id, channel),
    (category, reason_group, product_id, age_band),
    (category, reason_group, carrier, region)
  )
),
case_cells AS (
  SELECT
    k.kind, c.category, c.reason_group, c.cases, c.cost_minor,
    CASE WHEN k.kind IN ('product_id', 'product_id+region', 'product_id+channel', 'product_id+age_band') THEN c.product_id
      WHEN k.kind IN ('channel') THEN c.channel
      WHEN k.kind IN ('shop') THEN c.shop
      WHEN k.kind IN ('region') THEN c.region
      WHEN k.kind IN ('carrier', 'carrier+region') THEN c.carrier
      WHEN k.kind IN ('warehouse') THEN c.warehouse
      WHEN k.kind IN ('batch') THEN c.batch
      WHEN k.kind IN ('age_band') THEN c.age_band
      WHEN k.kind IN ('tier') THEN c.tier END AS v1,
    CASE WHEN k.kind IN ('product_id+channel') THEN c.channel
      WHEN k.kind IN ('product_id+region', 'carrier+region') THEN c.region
      WHEN k.kind IN ('product_id+age_band') THEN c.age_band
      ELSE '' END AS v2
  FROM case_sets AS c
  JOIN kinds AS k ON k.mask = c.mask
),
case_groups AS (
  SELECT c.kind, c.v1, c.v2, c.category, g.reason_group, sum(c.cases) AS cases, sum(c.cost_minor) AS cost_minor
  FROM (
    SELECT kind, v1, v2, category, reason_group, cases, cost_minor FROM case_cells
    UNION ALL
    SELECT 'channel+category', v1, category, category, reason_group, cases, cost_minor FROM case_cells WHERE kind = 'channel'
  ) AS c
  CROSS JOIN UNNEST(ARRAY[c.reason_group, 'any']) AS g (reason_group)
  GROUP BY c.kind, c.v1, c.v2, c.category, g.reason_group
),
-- Only customers with several cases make a cell's cases hang together.
repeated AS (
  SELECT r.customer_no, t.category, t.reason_group, t.product_id, t.channel, t.shop, t.region, t.carrier, t.warehouse, t.batch, t.age_band, t.tier
  FROM tested_cases AS t
  JOIN (
    SELECT customer, CAST(row_number() OVER (ORDER BY customer) AS integer) AS customer_no FROM tested_cases WHERE is_now GROUP BY customer HAVING count(*) > 1
  ) AS r ON r.customer = t.customer
  WHERE t.is_now
),
repeat_sets AS (
  SELECT
    grouping(product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier) AS mask, grouping(category) AS any_category, grouping(reason_group) AS any_group,
    category, customer_no, reason_group, product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier, count(*) AS cases
  FROM repeated
  GROUP BY GROUPING SETS (
    (customer_no, reason_group, product_id),
    (customer_no, reason_group, channel),
    (customer_no, reason_group, shop),
    (customer_no, reason_group, region),
    (customer_no, reason_group, carrier),
    (customer_no, reason_group, warehouse),
    (customer_no, reason_group, batch),
    (customer_no, reason_group, age_band),
    (customer_no, reason_group, tier),
    (customer_no, reason_group, product_id, region),
    (customer_no, reason_group, product_id, channel),
    (customer_no, reason_group, product_id, age_band),
    (customer_no, reason_group, carrier, region),
    (customer_no, product_id),
    (customer_no, channel),
    (customer_no, shop),
    (customer_no, region),
    (customer_no, carrier),
    (customer_no, warehouse),
    (customer_no, batch),
    (customer_no, age_band),
    (customer_no, tier),
    (customer_no, product_id, region),
    (customer_no, product_id, channel),
    (customer_no, product_id, age_band),
    (customer_no, carrier, region),
    (customer_no, reason_group, category),
    (customer_no, category),
    (customer_no, reason_group, category, channel),
    (customer_no, category, channel)
  )
  HAVING count(*) > 1
),
repeat_kinds AS (
  SELECT mask, 1 AS any_category, kind FROM kinds
  UNION ALL
  SELECT mask, 0, 'channel+category' FROM kinds WHERE kind = 'channel'
  UNION ALL
  SELECT 511, 0, 'category'
),
repeats AS (
  SELECT kind, v1, v2, reason_group, sum(cases * (cases - 1)) AS pairs
  FROM (
    SELECT
      k.kind, c.cases, CASE WHEN c.any_group = 1 THEN 'any' ELSE c.reason_group END AS reason_group,
      CASE WHEN k.kind = 'category' THEN c.category WHEN k.kind = 'channel+category' THEN c.channel
      ELSE CASE WHEN k.kind IN ('product_id', 'product_id+region', 'product_id+channel', 'product_id+age_band') THEN c.product_id
      WHEN k.kind IN ('channel') THEN c.channel
      WHEN k.kind IN ('shop') THEN c.shop
      WHEN k.kind IN ('region') THEN c.region
      WHEN k.kind IN ('carrier', 'carrier+region') THEN c.carrier
      WHEN k.kind IN ('warehouse') THEN c.warehouse
      WHEN k.kind IN ('batch') THEN c.batch
      WHEN k.kind IN ('age_band') THEN c.age_band
      WHEN k.kind IN ('tier') THEN c.tier END END AS v1,
      CASE WHEN k.kind = 'channel+category' THEN c.category
      ELSE CASE WHEN k.kind IN ('product_id+channel') THEN c.channel
      WHEN k.kind IN ('product_id+region', 'carrier+region') THEN c.region
      WHEN k.kind IN ('product_id+age_band') THEN c.age_band
      ELSE '' END END AS v2
    FROM repeat_sets AS c
    JOIN repeat_kinds AS k ON k.mask = c.mask AND k.any_category = c.any_category
  ) AS named
  GROUP BY kind, v1, v2, reason_group
),
totals AS (
  SELECT category, CASE WHEN grouping(reason_group) = 1 THEN 'any' ELSE reason_group END AS reason_group, count(*) AS cases
  FROM tested_cases
  WHERE is_now
  GROUP BY GROUPING SETS ((category, reason_group), (category))
),
compared AS (
  SELECT
    u.family, u.kind, u.v1, u.v2, u.reason_group,
    coalesce(o.cases, 0) AS cases,
    coalesce(o.cost_minor, 0) AS cost_minor,
    t.cases AS category_cases,
    u.weight / (1e9 * t.cases) AS share
  FROM unit_groups AS u
  JOIN totals AS t ON t.category = u.category AND t.reason_group = u.reason_group
  LEFT JOIN case_groups AS o ON o.kind = u.kind AND o.v1 = u.v1 AND o.v2 = u.v2
    AND o.category = u.category AND o.reason_group = u.reason_group
  WHERE u.weight <= 9e8 * t.cases
),
cells AS (
  SELECT
    family, kind, v1, v2, reason_group,
    CAST(sum(cases) AS bigint) AS cases,
    CAST(sum(cost_minor) AS bigint) AS cost_minor,
    sum(CAST(round(1e6 * share / (1 - share) * (category_cases - cases)) AS bigint)) / 1e6 AS expected,
    sum(CAST(round(1e6 * share * category_cases) AS bigint)) / 1e6 AS fair,
    sum(CAST(round(1e6 * share * share / (1 - share) * category_cases) AS bigint)) / 1e6 AS spread
  FROM compared
  GROUP BY family, kind, v1, v2, reason_group
),
-- A category against its own past: the past's hazard at each age, over the ages that the units passed in the window.
past AS (
  SELECT category, age, reason_group, sum(now_cases) AS now_cases, sum(past_cases) AS past_cases, sum(cost_minor) AS cost_minor
  FROM (
    SELECT
      category, lag_days AS age, g.reason_group,
      CASE WHEN is_now THEN 1 ELSE 0 END AS now_cases,
      CASE WHEN is_now THEN 0 ELSE 1 END AS past_cases,
      CASE WHEN is_now THEN cost_minor ELSE 0 END AS cost_minor
    FROM tested_cases
    CROSS JOIN UNNEST(ARRAY[reason_group, 'any']) AS g (reason_group)
    WHERE category <> ''
  ) AS seen
  GROUP BY category, age, reason_group
),
categories AS (
  SELECT
    p.category, p.reason_group,
    CAST(sum(p.now_cases) AS bigint) AS cases,
    CAST(sum(p.cost_minor) AS bigint) AS cost_minor,
    sum(CAST(round(1e6 * p.past_cases * e.exposed / e.past_exposed) AS bigint)) / 1e6 AS expected,
    sum(CAST(round(1e6 * p.past_cases * (CAST(e.exposed AS double) / e.past_exposed) * (CAST(e.exposed AS double) / e.past_exposed)) AS bigint)) / 1e6 AS spread
  FROM past AS p
  JOIN exposure AS e ON e.category = p.category AND e.age = p.age AND e.past_exposed > 0
  GROUP BY p.category, p.reason_group
),
tested AS (
  SELECT *, count(*) OVER (PARTITION BY family) AS tested
  FROM (
    SELECT family, kind, v1, v2, reason_group, cases, cost_minor, expected, fair, spread FROM cells
    UNION ALL
    SELECT 'single', 'category', category, '', reason_group, cases, cost_minor, expected, expected, spread FROM categories
  ) AS cell_or_category
  WHERE fair >= 1
)
SELECT
  t.family, t.kind, t.v1, t.v2, t.reason_group, t.cases, t.cost_minor, CAST(t.cases + coalesce(r.pairs, 0) AS bigint) AS twins,
  t.expected, t.fair, t.spread, t.tested
FROM tested AS t
LEFT JOIN repeats AS r ON r.kind = t.kind AND r.v1 = t.v1 AND r.v2 = t.v2 AND r.reason_group = t.reason_group
WHERE (t.family = 'single' AND t.fair >= 4) OR (t.cases >= 5 AND t.cases > t.expected)
ORDER BY t.family, t.kind, t.v1, t.v2, t.reason_group
