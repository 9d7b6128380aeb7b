-- Question:  in which cells were there more cases than among the rest of their categories?
-- Grain:     one row per cell (a value of one dimension, or of a pair) and reason group, 'any' = all groups together: every single cell that
--            is tested, and those pairs that have at least five cases and more than expected.
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
    CAST(sum(w.quality) AS bigint) AS quality,
    CAST(sum(w.listing) AS bigint) AS listing,
    CAST(sum(w.fit) AS bigint) AS fit,
    CAST(sum(w.fulfilment) AS bigint) AS fulfilment,
    CAST(sum(w.logistics) AS bigint) AS logistics,
    CAST(sum(w.service) AS bigint) AS service,
    CAST(sum(w.price) AS bigint) AS price,
    CAST(sum(w.preference) AS bigint) AS preference,
    CAST(sum(w.warranty) AS bigint) AS warranty,
    CAST(sum(w.unknown) AS bigint) AS unknown
  FROM unit_facts AS u
  JOIN driver_weights AS w ON w.category = coalesce(u.category, '') AND w.shipped_day = u.shipped_day AND w.age_days = u.age_days
  WHERE u.covered
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
    CAST(sum(quality) AS bigint) AS quality,
    CAST(sum(listing) AS bigint) AS listing,
    CAST(sum(fit) AS bigint) AS fit,
    CAST(sum(fulfilment) AS bigint) AS fulfilment,
    CAST(sum(logistics) AS bigint) AS logistics,
    CAST(sum(service) AS bigint) AS service,
    CAST(sum(price) AS bigint) AS price,
    CAST(sum(preference) AS bigint) AS preference,
    CAST(sum(warranty) AS bigint) AS warranty,
    CAST(sum(unknown) AS bigint) AS unknown
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
    -- A cell of one product is of one category: with less than one case expected in all it is not tested.
    AND (c.kind NOT IN ('product_id', 'batch', 'product_id+region', 'product_id+channel', 'product_id+age_band')
      OR c.quality + c.listing + c.fit + c.fulfilment + c.logistics + c.service + c.price + c.preference + c.warranty + c.unknown >= 9e9)
),
case_sets AS (
  SELECT
    grouping(product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier) AS mask,
    grouping(reason_group) AS any_group,
    category, customer, reason_group, product_id, channel, shop, region, carrier, warehouse, batch, age_band, tier,
    count(*) AS cases,
    CAST(sum(cost_minor) AS bigint) AS cost_minor
  FROM tested_cases
  WHERE is_now
  GROUP BY GROUPING SETS (
    (category, customer, reason_group, product_id),
    (category, customer, reason_group, channel),
    (category, customer, reason_group, shop),
    (category, customer, reason_group, region),
    (category, customer, reason_group, carrier),
    (category, customer, reason_group, warehouse),
    (category, customer, reason_group, batch),
    (category, customer, reason_group, age_band),
    (category, customer, reason_group, tier),
    (category, customer, reason_group, product_id, region),
    (category, customer, reason_group, product_id, channel),
    (category, customer, reason_group, product_id, age_band),
    (category, customer, reason_group, carrier, region),
    (category, customer, product_id),
    (category, customer, channel),
    (category, customer, shop),
    (category, customer, region),
    (category, customer, carrier),
    (category, customer, warehouse),
    (category, customer, batch),
    (category, customer, age_band),
    (category, customer, tier),
    (category, customer, product_id, region),
    (category, customer, product_id, channel),
    (category, customer, product_id, age_band),
    (category, customer, carrier, region)
  )
),
case_customers AS (
  SELECT
    k.family, k.kind, c.category, c.customer,
    CASE WHEN c.any_group = 1 THEN 'any' ELSE c.reason_group END AS reason_group,
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
    c.cases, c.cost_minor
  FROM case_sets AS c
  JOIN kinds AS k ON k.mask = c.mask
),
case_groups AS (
  SELECT family, kind, v1, v2, category, reason_group, sum(cases) AS cases, sum(cost_minor) AS cost_minor, sum(cases * cases) AS twins
  FROM (
    SELECT family, kind, v1, v2, category, reason_group, cases, cost_minor FROM case_customers
    UNION ALL
    SELECT 'pair', 'channel+category', v1, category, category, reason_group, cases, cost_minor FROM case_customers WHERE kind = 'channel'
  ) AS c
  WHERE v1 IS NOT NULL AND v2 IS NOT NULL
  GROUP BY family, kind, v1, v2, category, reason_group
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
    coalesce(o.twins, 0) AS twins,
    t.cases AS category_cases,
    u.weight / (1e10 * t.cases) AS share
  FROM unit_groups AS u
  JOIN totals AS t ON t.category = u.category AND t.reason_group = u.reason_group
  LEFT JOIN case_groups AS o ON o.kind = u.kind AND o.v1 = u.v1 AND o.v2 = u.v2
    AND o.category = u.category AND o.reason_group = u.reason_group
  WHERE u.weight > 0 AND u.weight <= 9e9 * t.cases
),
cells AS (
  SELECT
    family, kind, v1, v2, reason_group,
    CAST(sum(cases) AS bigint) AS cases,
    CAST(sum(cost_minor) AS bigint) AS cost_minor,
    CAST(sum(twins) AS bigint) AS twins,
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
category_twins AS (
  SELECT category, reason_group, sum(cases * cases) AS twins
  FROM (
    SELECT category, customer, CASE WHEN grouping(reason_group) = 1 THEN 'any' ELSE reason_group END AS reason_group, count(*) AS cases
    FROM tested_cases
    WHERE is_now
    GROUP BY GROUPING SETS ((category, customer, reason_group), (category, customer))
  ) AS per_customer
  GROUP BY category, reason_group
),
categories AS (
  SELECT
    p.category, p.reason_group,
    CAST(sum(p.now_cases) AS bigint) AS cases,
    CAST(sum(p.cost_minor) AS bigint) AS cost_minor,
    CAST(max(t.twins) AS bigint) AS twins,
    sum(CAST(round(1e6 * p.past_cases * e.exposed / e.past_exposed) AS bigint)) / 1e6 AS expected,
    sum(CAST(round(1e6 * p.past_cases * (CAST(e.exposed AS double) / e.past_exposed) * (CAST(e.exposed AS double) / e.past_exposed)) AS bigint)) / 1e6 AS spread
  FROM past AS p
  JOIN exposure AS e ON e.category = p.category AND e.age = p.age AND e.past_exposed > 0
  LEFT JOIN category_twins AS t ON t.category = p.category AND t.reason_group = p.reason_group
  GROUP BY p.category, p.reason_group
),
tested AS (
  SELECT *, count(*) OVER (PARTITION BY family) AS tested
  FROM (
    SELECT family, kind, v1, v2, reason_group, cases, cost_minor, twins, expected, fair, spread FROM cells
    UNION ALL
    SELECT 'single', 'category', category, '', reason_group, cases, cost_minor, coalesce(twins, 0), expected, expected, spread FROM categories
  ) AS cell_or_category
  WHERE fair >= 1
)
SELECT family, kind, v1, v2, reason_group, cases, cost_minor, twins, expected, fair, spread, tested
FROM tested
WHERE family = 'single' OR (cases >= 5 AND cases > expected)
ORDER BY family, kind, v1, v2, reason_group
