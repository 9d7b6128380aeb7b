import type { Cube } from '../../model/boards/cube.ts';
import { problemId } from '../../model/boards/drivers.ts';
import { noFilter, type BoardFilter } from '../../model/boards/filter.ts';
import { addDays, dayNumber } from '../../model/days.ts';
import { cubeFacts } from './cube-facts.ts';

/** A quarter; the cube holds at least `REACH_DAYS` by week and one of its edges lies there. */
export const SPARK_WEEKS = 13;
const REACH_DAYS = 180;

/**
 * Cases in force of every problem in the last 13 weeks (Monday to Sunday), oldest first; the last is the week of as_of, whole or not.
 * Whatever period is asked for, it is these weeks. Problems whose category the cube folded into "other" have none of their own.
 */
export function problemWeeks(cube: Cube, filter: BoardFilter = noFilter): Map<string, number[]> {
  const last = Math.floor((dayNumber(cube.as_of) - dayNumber(cube.monday)) / 7);
  const place = new Map(Array.from({ length: SPARK_WEEKS }, (_, i) => [addDays(cube.monday, 7 * (last - SPARK_WEEKS + 1 + i)), i]));
  const weeks = new Map<string, number[]>();
  for (const row of cubeFacts(cube, filter, { days: REACH_DAYS, customerDays: REACH_DAYS }).cost('now', 'category', 'reason', 'week')) {
    const at = place.get(String(row['week']) as Cube['monday']);
    if (at === undefined) continue;
    const id = problemId(row['category'] === null ? null : String(row['category']), String(row['reason']));
    const counts = weeks.get(id) ?? new Array<number>(SPARK_WEEKS).fill(0);
    counts[at] = (counts[at] ?? 0) + Number(row['cases']);
    weeks.set(id, counts);
  }
  return weeks;
}
