import type { ProblemCount } from '../../model/boards/problems.ts';
import { reasonOf } from '../../model/reasons.ts';
import type { Row, Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';
import { falseDiscovery, testCell } from './cell-test.ts';
import { number, text } from './cells.ts';
import { FALSE_DISCOVERY } from './claim.ts';

/**
 * The window's cases by category and reason, all of them, and whether they grow: significantly more than the window before would lead to
 * expect (false discovery 5%). Runs after `findDrivers`, whose relations it reads.
 */
export async function countProblems(snapshot: Pick<Snapshot, 'define' | 'rows'>): Promise<ProblemCount[]> {
  // The exposure of the window and of as many days before it.
  await snapshot.define('previous_span', 'SELECT window_from, window_to, previous_from AS past_from, past_to, covered_from, horizon_days FROM driver_span');
  await snapshot.define('previous_exposure', loadSql(import.meta.url, './exposure.sql').replaceAll('driver_span', 'previous_span'));
  const rows = await snapshot.rows(loadSql(import.meta.url, './problem-counts.sql'));
  const growth = rows.map((row) => {
    const [tested, expected] = [number(row, 'tested'), number(row, 'expected')];
    return testCell({
      cases: tested, expected, fair: expected, spread: number(row, 'spread'), variance: 0,
      clumping: Math.max(1, number(row, 'twins') / Math.max(1, tested)),
    }).p;
  });
  const comparable = rows.filter((row) => number(row, 'expected') >= 1).length;
  const adjusted = falseDiscovery(growth.map((p, place) => (number(rows[place] ?? {}, 'expected') >= 1 ? p : 1)), comparable);
  return rows.map((row, place) => {
    const reason = text(row, 'reason');
    const category = text(row, 'category');
    return {
      category: category === '' ? null : category,
      reason,
      reason_group: text(row, 'reason_group'),
      fault: reasonOf(reason)?.fault ?? 'unknown',
      cases: number(row, 'cases'),
      counted: number(row, 'counted'),
      matched: number(row, 'tested'),
      cost_minor: number(row, 'cost_minor'),
      growing: row['comparable'] === true ? (adjusted[place] ?? 1) <= FALSE_DISCOVERY : null,
      lag_days: lagsOf(row),
    };
  });
}

function lagsOf(row: Row): ProblemCount['lag_days'] {
  if (typeof row['lag_20'] !== 'number') return null;
  return { p20: number(row, 'lag_20'), p60: number(row, 'lag_60'), p80: number(row, 'lag_80') };
}
