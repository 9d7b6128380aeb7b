-- Question:  what share of its eventual returns has a unit of this category and age shown?
-- Grain:     one row per category and age, 0..90 days (older units have the maturity of day 90).
-- Guarantee: never falls with age. It lets an earlier day be evaluated at the ages that the units had then.
-- Example:   3 | 14 | 0.82
WITH seen AS (
  SELECT category_no, CASE WHEN age_days > 90 THEN 90 ELSE age_days END AS age, max(maturity) AS maturity
  FROM sales_lines
  WHERE age_days >= 0
  GROUP BY category_no, CASE WHEN age_days > 90 THEN 90 ELSE age_days END
),
ages AS (
  SELECT t.age FROM UNNEST(sequence(0, 90)) AS t (age)
)
SELECT s.category_no, a.age, max(s.maturity) AS maturity
FROM ages a JOIN seen s ON s.age <= a.age
GROUP BY s.category_no, a.age
