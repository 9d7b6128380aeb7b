-- Question:  how often does a unit of this product come back for a reason that the customer has a part in?
-- Grain:     one row per product.
-- Guarantee: mass = a + b + n of the product, so that (rate * mass - own) / (mass - own units) leaves a customer's own units out.
-- Example:   P-7 | 0.118 | 412.5 | 60.2
SELECT product_id, attributable_rate, a + b + n AS mass, a + b AS prior_mass
FROM product_rates
