-- Question:  is what a customer claims above what was to be expected, beyond chance?
-- Grain:     one row per customer with any claim in the window; everybody else has none of it.
-- Guarantee: counts are shrunk by a gamma-Poisson prior of mean 1 whose weight c (1..50) comes from the whole set by the method of
--            moments (a shared fault counts half: such counts vary less than their mean, by `weight`); *_low is the Wilson-Hilferty lower bound (one-sided 95%) of count / expected.
-- Example:   1 | 4.5 | 1.21 | 2.489 | 1.013 | 4.5 | 1.013 | 1 | 0.35 | 0.296 | 0 | 0.08 | 0.231 | 0 | 0 | 0 | 0 | 0
WITH weights AS (
  SELECT coalesce(CAST(sum(squares) AS double) / nullif(CAST(sum(attributable) AS double), 0), 1) AS weight FROM customer_expected_now
),
spread AS (
  SELECT
    sum(CAST(round(1e-6 * expected * expected) AS bigint)) AS e2,
    sum(CAST(round(1e-6 * (attributable - expected) * (attributable - expected) - weight * expected) AS bigint)) AS excess,
    sum(CAST(round(1e-6 * kept_expected * kept_expected) AS bigint)) AS kept_e2,
    sum(CAST(round(1e-6 * (1000000 * kept_claims - kept_expected) * (1000000 * kept_claims - kept_expected) - kept_expected) AS bigint)) AS kept_excess,
    sum(CAST(round(1e-6 * wardrobe_expected * wardrobe_expected) AS bigint)) AS worn_e2,
    sum(CAST(round(1e-6 * (1000000 * wardrobes - wardrobe_expected) * (1000000 * wardrobes - wardrobe_expected) - wardrobe_expected) AS bigint)) AS worn_excess
  FROM customer_expected_now CROSS JOIN weights
),
prior AS (
  SELECT
    CASE WHEN coalesce(excess, 0) <= 0 OR e2 >= 50 * excess THEN 50e0 WHEN e2 <= excess THEN 1e0 ELSE CAST(e2 AS double) / excess END AS c,
    CASE WHEN coalesce(kept_excess, 0) <= 0 OR kept_e2 >= 50 * kept_excess THEN 50e0 WHEN kept_e2 <= kept_excess THEN 1e0 ELSE CAST(kept_e2 AS double) / kept_excess END AS kept_c,
    CASE WHEN coalesce(worn_excess, 0) <= 0 OR worn_e2 >= 50 * worn_excess THEN 50e0 WHEN worn_e2 <= worn_excess THEN 1e0 ELSE CAST(worn_e2 AS double) / worn_excess END AS worn_c
  FROM spread
),
counts AS (
  SELECT
    e.customer_no, e.lines, e.kept_claims, e.wardrobes, p.c, p.kept_c, p.worn_c,
    CAST(e.attributable AS double) / 1000000 AS k, CAST(e.attributable_rest AS double) / 1000000 AS k_rest,
    CAST(e.expected AS double) / 1000000 AS expected,
    CAST(e.kept_expected AS double) / 1000000 AS kept_expected,
    CAST(e.wardrobe_expected AS double) / 1000000 AS wardrobe_expected
  FROM customer_expected_now e
  CROSS JOIN prior p
  WHERE e.attributable > 0 OR e.kept_claims > 0 OR e.wardrobes > 0
),
people AS (
  SELECT customer_no FROM counts
  UNION
  SELECT customer_no FROM rare_claims_now
)
SELECT
  p.customer_no,
  round(k, 3) AS attributable,
  round(expected, 3) AS expected,
  round((k + c) / (expected + c), 4) AS ratio,
  round((k + c) * power(1 - 1 / (9 * (k + c)) - 1.645e0 / (3 * sqrt(k + c)), 3) / (expected + c), 4) AS ratio_low,
  round(k_rest, 3) AS attributable_rest,
  round((k_rest + c) * power(1 - 1 / (9 * (k_rest + c)) - 1.645e0 / (3 * sqrt(k_rest + c)), 3) / (expected + c), 4) AS ratio_rest_low,
  coalesce(kept_claims, 0) AS kept_claims,
  round(kept_expected, 3) AS kept_expected,
  round((kept_claims + kept_c) * power(1 - 1 / (9 * (kept_claims + kept_c)) - 1.645e0 / (3 * sqrt(kept_claims + kept_c)), 3) / (kept_expected + kept_c), 4) AS kept_low,
  coalesce(wardrobes, 0) AS wardrobes,
  round(wardrobe_expected, 3) AS wardrobe_expected,
  round((wardrobes + worn_c) * power(1 - 1 / (9 * (wardrobes + worn_c)) - 1.645e0 / (3 * sqrt(wardrobes + worn_c)), 3) / (wardrobe_expected + worn_c), 4) AS wardrobe_low,
  round(CAST(wardrobes AS double) / lines, 4) AS wardrobe_share,
  coalesce(r.bracketing, 0) AS bracketing, coalesce(r.not_received, 0) AS not_received,
  coalesce(r.escalations, 0) AS escalations, coalesce(r.escalation_cases, 0) AS escalation_cases
FROM people p
LEFT JOIN counts c ON c.customer_no = p.customer_no
LEFT JOIN rare_claims_now r ON r.customer_no = p.customer_no
