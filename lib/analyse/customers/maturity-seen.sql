-- Question:  what share of its eventual returns has a unit of this category and age shown?
-- Grain:     one row per category ('' = none) and age, 0..90 days (older units have the maturity of day 90).
-- Guarantee: never falls with age; the same number that unit_facts carries wherever a unit of that age exists. It lets an earlier
--            day be evaluated at the ages the units had then.
-- Example:   dress | 14 | 0.82
WITH seen AS (
  SELECT coalesce(category, '') AS category, CASE WHEN age_days > 90 THEN 90 ELSE age_days END AS age, max(maturity) AS maturity
  FROM unit_facts
  WHERE covered AND age_days >= 0 AND maturity IS NOT NULL
  GROUP BY coalesce(category, ''), CASE WHEN age_days > 90 THEN 90 ELSE age_days END
),
ages AS (
  SELECT t.age FROM UNNEST(sequence(0, 90)) AS t (age)
)
SELECT s.category, a.age, max(s.maturity) AS maturity
FROM ages a JOIN seen s ON s.age <= a.age
GROUP BY s.category, a.age
