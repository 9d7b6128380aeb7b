-- Question:  which days are tested, and which days before them are their past?
-- Grain:     one row.
-- Guarantee: board_from..as_of are the window's days; window_from..window_to are those of them that the case files cover; the past ends the day before the window and is empty
--            (past_from > past_to) where coverage starts with the window. previous_from = as many days before the window. horizon_days is the last age, in days, at which a case is tested.
-- Example:   as_of 2026-11-22, board_from 2026-08-25, window_from 2026-08-25, window_to 2026-11-22, previous_from 2026-05-27, past_from 2026-02-26, past_to 2026-08-24, horizon_days 90
SELECT
  as_of,
  board_from,
  window_from,
  window_to,
  CAST(window_from - :window_days * INTERVAL '1' DAY AS date) AS previous_from,
  greatest(CAST(window_from - 180 * INTERVAL '1' DAY AS date), coalesce(covered_from, CAST(window_from - 180 * INTERVAL '1' DAY AS date))) AS past_from,
  CAST(window_from - INTERVAL '1' DAY AS date) AS past_to,
  covered_from,
  CAST(90 AS integer) AS horizon_days
FROM (
  SELECT
    as_of,
    board_from,
    greatest(board_from, coalesce(covered_from, board_from)) AS window_from,
    least(as_of, coalesce(covered_to, as_of)) AS window_to,
    covered_from
  FROM (SELECT as_of, covered_from, covered_to, CAST(as_of - (:window_days - 1) * INTERVAL '1' DAY AS date) AS board_from FROM params) AS given
) AS days
