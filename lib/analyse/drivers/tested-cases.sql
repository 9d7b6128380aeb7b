-- Question:  which cases can be held against the units that they came from?
-- Grain:     as traced-cases.sql, without the sources that are not heard.
-- Guarantee: every tested case has its unit among those that exposure and weights count.
-- Example:   as traced-cases.sql
SELECT t.*
FROM traced_cases AS t
JOIN heard_sources AS h ON h.source = t.source
