-- Which order line does each case belong to, however it was found? Cases are looked for among purchases only where no case of their source names its order.
-- Grain: one row per matched case.
SELECT * FROM case_matches
UNION ALL
SELECT * FROM purchase_matches
