-- Question:  how many claims of each kind did a customer make, and how many would others have made with the same purchases?
-- Grain:     one row per customer with an order line in the window.
-- Guarantee: as customer_expected. Millionths, but for counts.
-- Example:   1 | 12 | 4500000 | 4500000 | 4250000 | 1210000 | 1 | 350000 | 0 | 80000
SELECT customer_no, lines_now AS lines, attributable_now AS attributable, attributable_rest_now AS attributable_rest, squares_now AS squares, expected_now AS expected,
  kept_claims_now AS kept_claims, kept_expected_now AS kept_expected, wardrobes_now AS wardrobes, wardrobe_expected_now AS wardrobe_expected
FROM customer_expected
WHERE lines_now > 0
