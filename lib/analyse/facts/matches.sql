-- Which order line does each case belong to, however it was found? Grain: one row per matched case.
SELECT case_pk, order_pk FROM case_matches
UNION ALL
SELECT p.case_pk, p.order_pk FROM purchase_matches p LEFT JOIN case_matches m ON m.case_pk = p.case_pk WHERE m.case_pk IS NULL
