-- Question:  how many cases of each reason group were to be expected in the window from one unit, by its category and day of shipment?
-- Grain:     one row per heard source, category, day of shipment that reaches the window, and age in days up to which cases are
--            seen.
-- Guarantee: the cumulated hazard over the ages that the unit passed in the window, in 1e-9 cases: whole numbers, whose sums are exact
--            in a double, so that every engine adds them alike in any order. Over the units of a category the weights sum to its cases of the group.
-- Example:   source 'taobao', category 'dress', shipped_day 2026-10-02, age_days 51, quality 24100000 (0.0241 cases), listing 0, fit 87300000, ...
WITH counted AS (
  SELECT
    category,
    lag_days,
    sum(CASE WHEN reason_group = 'quality' THEN 1 ELSE 0 END) AS quality,
    sum(CASE WHEN reason_group = 'listing' THEN 1 ELSE 0 END) AS listing,
    sum(CASE WHEN reason_group = 'fit' THEN 1 ELSE 0 END) AS fit,
    sum(CASE WHEN reason_group = 'fulfilment' THEN 1 ELSE 0 END) AS fulfilment,
    sum(CASE WHEN reason_group = 'logistics' THEN 1 ELSE 0 END) AS logistics,
    sum(CASE WHEN reason_group = 'service' THEN 1 ELSE 0 END) AS service,
    sum(CASE WHEN reason_group = 'price' THEN 1 ELSE 0 END) AS price,
    sum(CASE WHEN reason_group = 'preference' THEN 1 ELSE 0 END) AS preference,
    sum(CASE WHEN reason_group = 'warranty' THEN 1 ELSE 0 END) AS warranty,
    sum(CASE WHEN reason_group = 'unknown' THEN 1 ELSE 0 END) AS unknown
  FROM tested_cases
  WHERE is_now
  GROUP BY category, lag_days
),
hazard AS (
  SELECT
    e.category,
    e.age,
    round(1e9 * coalesce(quality, 0) / nullif(e.exposed, 0)) AS quality,
    round(1e9 * coalesce(listing, 0) / nullif(e.exposed, 0)) AS listing,
    round(1e9 * coalesce(fit, 0) / nullif(e.exposed, 0)) AS fit,
    round(1e9 * coalesce(fulfilment, 0) / nullif(e.exposed, 0)) AS fulfilment,
    round(1e9 * coalesce(logistics, 0) / nullif(e.exposed, 0)) AS logistics,
    round(1e9 * coalesce(service, 0) / nullif(e.exposed, 0)) AS service,
    round(1e9 * coalesce(price, 0) / nullif(e.exposed, 0)) AS price,
    round(1e9 * coalesce(preference, 0) / nullif(e.exposed, 0)) AS preference,
    round(1e9 * coalesce(warranty, 0) / nullif(e.exposed, 0)) AS warranty,
    round(1e9 * coalesce(unknown, 0) / nullif(e.exposed, 0)) AS unknown
  FROM exposure AS e
  LEFT JOIN counted AS c ON c.category = e.category AND c.lag_days = e.age
),
cumulated AS (
  SELECT
    category,
    age,
    sum(quality) OVER (PARTITION BY category ORDER BY age) AS quality,
    sum(listing) OVER (PARTITION BY category ORDER BY age) AS listing,
    sum(fit) OVER (PARTITION BY category ORDER BY age) AS fit,
    sum(fulfilment) OVER (PARTITION BY category ORDER BY age) AS fulfilment,
    sum(logistics) OVER (PARTITION BY category ORDER BY age) AS logistics,
    sum(service) OVER (PARTITION BY category ORDER BY age) AS service,
    sum(price) OVER (PARTITION BY category ORDER BY age) AS price,
    sum(preference) OVER (PARTITION BY category ORDER BY age) AS preference,
    sum(warranty) OVER (PARTITION BY category ORDER BY age) AS warranty,
    sum(unknown) OVER (PARTITION BY category ORDER BY age) AS unknown
  FROM hazard
),
shipped AS (
  SELECT DISTINCT
    u.source,
    coalesce(u.category, '') AS category,
    u.shipped_day,
    u.age_days,
    date_diff('day', u.shipped_day, s.window_from) - 1 AS age_before,
    least(date_diff('day', u.shipped_day, s.window_to), u.age_days, s.horizon_days) AS age_upto
  FROM ship_days AS u
  JOIN heard_sources AS h ON h.source = u.source
  CROSS JOIN driver_span AS s
  WHERE u.covered AND u.shipped_day <= s.window_to
    AND date_diff('day', u.shipped_day, s.window_from) <= least(u.age_days, s.horizon_days)
)
SELECT
  shipped.source,
  shipped.category,
  shipped.shipped_day,
  shipped.age_days,
  coalesce(upto.quality, 0) - coalesce(earlier.quality, 0) AS quality,
  coalesce(upto.listing, 0) - coalesce(earlier.listing, 0) AS listing,
  coalesce(upto.fit, 0) - coalesce(earlier.fit, 0) AS fit,
  coalesce(upto.fulfilment, 0) - coalesce(earlier.fulfilment, 0) AS fulfilment,
  coalesce(upto.logistics, 0) - coalesce(earlier.logistics, 0) AS logistics,
  coalesce(upto.service, 0) - coalesce(earlier.service, 0) AS service,
  coalesce(upto.price, 0) - coalesce(earlier.price, 0) AS price,
  coalesce(upto.preference, 0) - coalesce(earlier.preference, 0) AS preference,
  coalesce(upto.warranty, 0) - coalesce(earlier.warranty, 0) AS warranty,
  coalesce(upto.unknown, 0) - coalesce(earlier.unknown, 0) AS unknown
FROM shipped
JOIN cumulated AS upto ON upto.category = shipped.category AND upto.age = shipped.age_upto
LEFT JOIN cumulated AS earlier ON earlier.category = shipped.category AND earlier.age = shipped.age_before
