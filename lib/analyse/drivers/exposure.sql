-- Question:  how many units of a category were at each age, on each day of the window and of its past?
-- Grain:     one row per category and age in days since shipment, 0 to the horizon, without gaps.
-- Guarantee: exposed = unit-days of the window at that age, past_exposed = of its past; a unit counts once a day it passes, so the sum over
--            the ages is the days that the units lived through inside the span. Whole numbers, exact.
-- Example:   category 'dress', age 6, exposed 18250, past_exposed 35118
WITH shipped AS (
  SELECT
    coalesce(u.category, '') AS category,
    CAST(sum(u.lines) AS bigint) AS units,
    greatest(0, date_diff('day', u.shipped_day, s.window_from)) AS now_from,
    least(date_diff('day', u.shipped_day, s.window_to), u.age_days) AS now_to,
    greatest(0, date_diff('day', u.shipped_day, s.past_from)) AS past_from,
    least(date_diff('day', u.shipped_day, s.past_to), u.age_days) AS past_to
  FROM ship_days AS u
  JOIN heard_sources AS h ON h.source = u.source
  CROSS JOIN driver_span AS s
  WHERE u.covered AND u.shipped_day <= s.window_to
  GROUP BY u.category, u.shipped_day, u.age_days, s.window_from, s.window_to, s.past_from, s.past_to
),
-- Units enter an age range at its first age and leave it after its last.
steps AS (
  SELECT category, now_from AS age, units AS enter, 0 AS past_enter FROM shipped WHERE now_from <= now_to
  UNION ALL
  SELECT category, now_to + 1, -units, 0 FROM shipped WHERE now_from <= now_to
  UNION ALL
  SELECT category, past_from, 0, units FROM shipped WHERE past_from <= past_to
  UNION ALL
  SELECT category, past_to + 1, 0, -units FROM shipped WHERE past_from <= past_to
),
ages AS (
  SELECT category, CAST(day AS integer) AS age, 0 AS enter, 0 AS past_enter
  FROM (SELECT DISTINCT category FROM shipped) AS categories
  CROSS JOIN driver_span AS s
  CROSS JOIN UNNEST(sequence(0, s.horizon_days)) AS days (day)
),
by_age AS (
  SELECT category, age, sum(enter) AS enter, sum(past_enter) AS past_enter
  FROM (SELECT * FROM steps UNION ALL SELECT * FROM ages) AS changes
  GROUP BY category, age
)
SELECT
  category,
  age,
  CAST(sum(enter) OVER (PARTITION BY category ORDER BY age) AS bigint) AS exposed,
  CAST(sum(past_enter) OVER (PARTITION BY category ORDER BY age) AS bigint) AS past_exposed
FROM by_age
