-- Question:  how many cases of each reason group were to be expected in the window from one unit, by its category and day of shipment?
-- Grain:     one row per category, day of shipment that reaches the window, and age in days up to which cases are seen.
-- Guarantee: the cumulated hazard over the ages that the unit passed in the window, in 1e-10 cases, whole numbers so that every engine sums
--            them alike. Over the units of a category the weights sum to its cases of the group.
-- Example:   category 'dress', shipped_day 2026-10-02, age_days 51, quality 241000000 (0.0241 cases), listing 0, fit 873000000, ...
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
    CAST(round(1e10 * coalesce(quality, 0) / nullif(e.exposed, 0)) AS bigint) AS quality,
    CAST(round(1e10 * coalesce(listing, 0) / nullif(e.exposed, 0)) AS bigint) AS listing,
    CAST(round(1e10 * coalesce(fit, 0) / nullif(e.exposed, 0)) AS bigint) AS fit,
    CAST(round(1e10 * coalesce(fulfilment, 0) / nullif(e.exposed, 0)) AS bigint) AS fulfilment,
    CAST(round(1e10 * coalesce(logistics, 0) / nullif(e.exposed, 0)) AS bigint) AS logistics,
    CAST(round(1e10 * coalesce(service, 0) / nullif(e.exposed, 0)) AS bigint) AS service,
    CAST(round(1e10 * coalesce(price, 0) / nullif(e.exposed, 0)) AS bigint) AS price,
    CAST(round(1e10 * coalesce(preference, 0) / nullif(e.exposed, 0)) AS bigint) AS preference,
    CAST(round(1e10 * coalesce(warranty, 0) / nullif(e.exposed, 0)) AS bigint) AS warranty,
    CAST(round(1e10 * coalesce(unknown, 0) / nullif(e.exposed, 0)) AS bigint) AS unknown
  FROM exposure AS e
  LEFT JOIN counted AS c ON c.category = e.category AND c.lag_days = e.age
),
cumulated AS (
  SELECT
    category,
    age,
    CAST(sum(quality) OVER (PARTITION BY category ORDER BY age) AS bigint) AS quality,
    CAST(sum(listing) OVER (PARTITION BY category ORDER BY age) AS bigint) AS listing,
    CAST(sum(fit) OVER (PARTITION BY category ORDER BY age) AS bigint) AS fit,
    CAST(sum(fulfilment) OVER (PARTITION BY category ORDER BY age) AS bigint) AS fulfilment,
    CAST(sum(logistics) OVER (PARTITION BY category ORDER BY age) AS bigint) AS logistics,
    CAST(sum(service) OVER (PARTITION BY category ORDER BY age) AS bigint) AS service,
    CAST(sum(price) OVER (PARTITION BY category ORDER BY age) AS bigint) AS price,
    CAST(sum(preference) OVER (PARTITION BY category ORDER BY age) AS bigint) AS preference,
    CAST(sum(warranty) OVER (PARTITION BY category ORDER BY age) AS bigint) AS warranty,
    CAST(sum(unknown) OVER (PARTITION BY category ORDER BY age) AS bigint) AS unknown
  FROM hazard
),
shipped AS (
  SELECT DISTINCT
    coalesce(u.category, '') AS category,
    u.shipped_day,
    u.age_days,
    date_diff('day', u.shipped_day, s.window_from) - 1 AS age_before,
    least(date_diff('day', u.shipped_day, s.window_to), u.age_days, s.horizon_days) AS age_upto
  FROM unit_facts AS u
  CROSS JOIN driver_span AS s
  WHERE u.covered AND u.shipped_day <= s.window_to
    AND date_diff('day', u.shipped_day, s.window_from) <= least(u.age_days, s.horizon_days)
)
SELECT
  shipped.category,
  shipped.shipped_day,
  shipped.age_days,
  upto.quality - coalesce(earlier.quality, 0) AS quality,
  upto.listing - coalesce(earlier.listing, 0) AS listing,
  upto.fit - coalesce(earlier.fit, 0) AS fit,
  upto.fulfilment - coalesce(earlier.fulfilment, 0) AS fulfilment,
  upto.logistics - coalesce(earlier.logistics, 0) AS logistics,
  upto.service - coalesce(earlier.service, 0) AS service,
  upto.price - coalesce(earlier.price, 0) AS price,
  upto.preference - coalesce(earlier.preference, 0) AS preference,
  upto.warranty - coalesce(earlier.warranty, 0) AS warranty,
  upto.unknown - coalesce(earlier.unknown, 0) AS unknown
FROM shipped
JOIN cumulated AS upto ON upto.category = shipped.category AND upto.age = shipped.age_upto
LEFT JOIN cumulated AS earlier ON earlier.category = shipped.category AND earlier.age = shipped.age_before
