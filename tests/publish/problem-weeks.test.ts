import { describe, expect, test } from 'vitest';
import { UNKNOWN, type Cube, type CubeBlock } from '../../lib/model/boards/cube.ts';
import { noFilter } from '../../lib/model/boards/filter.ts';
import { trusted, type Day } from '../../lib/model/ids.ts';
import { reasons } from '../../lib/model/reasons.ts';
import { problemWeeks } from '../../lib/publish/cube/problem-weeks.ts';

const none: CubeBlock = { rows: 0, columns: {} };
const reason = (code: string): number => reasons.findIndex((one) => one.code === code);

/** Rows of (weeks ago, category's place, channel's place, reason, cases); as_of is a Wednesday, in the 26th week of the cube. */
function cubeOf(rows: readonly (readonly [number, number, number, string, number])[]): Cube {
  const column = (of: (row: (typeof rows)[number]) => number): number[] => rows.map(of);
  return {
    as_of: trusted<Day>('2026-11-18'), version: 1, edges: [30, 60, 90, 180, 360], monday: trusted<Day>('2026-05-25'),
    values: {
      channel: ['douyin', 'jd'], category: ['shoes', 'lamps'], region: [], product: [], reason: reasons.map((one) => one.code), tier: [], previous: [], satisfaction_loyalty: [], value_cost: [],
    },
    cases: {
      rows: rows.length,
      columns: {
        span: column(([ago]) => (ago * 7 < 30 ? 0 : ago * 7 < 60 ? 1 : ago * 7 < 90 ? 2 : 3)), week: column(([ago]) => 25 - ago), category: column((row) => row[1]), channel: column((row) => row[2]),
        region: column(() => UNKNOWN), reason: column((row) => reason(row[3])), tier: column(() => UNKNOWN), cases: column((row) => row[4]),
      },
    },
    units: none, hours: none, products: none, contacts: none, customers: none,
  };
}

const weeks = (last: readonly number[]): number[] => [...new Array<number>(13 - last.length).fill(0), ...last];

describe('the weeks of a problem', () => {
  test('are the last thirteen from Monday on, the week of as_of last; older cases are left out', () => {
    const cube = cubeOf([[0, 0, 0, 'too_small', 2], [1, 0, 1, 'too_small', 5], [1, 0, 0, 'too_small', 1], [12, 0, 0, 'too_small', 7], [13, 0, 0, 'too_small', 99]]);
    expect(problemWeeks(cube).get('shoes|too_small')).toEqual([7, ...weeks([6, 2]).slice(1)]);
  });

  test('belong to one category and reason; cases without a category have their own', () => {
    const cube = cubeOf([[0, 0, 0, 'too_small', 1], [0, 1, 0, 'too_small', 2], [0, UNKNOWN, 0, 'too_small', 3], [0, 0, 0, 'defective', 4]]);
    expect(Object.fromEntries(problemWeeks(cube))).toEqual({
      'shoes|too_small': weeks([1]), 'lamps|too_small': weeks([2]), '|too_small': weeks([3]), 'shoes|defective': weeks([4]),
    });
  });

  test('hold what a filter leaves, whatever its period', () => {
    const cube = cubeOf([[0, 0, 0, 'too_small', 1], [8, 0, 0, 'too_small', 4], [0, 0, 1, 'too_small', 9]]);
    expect(problemWeeks(cube, { ...noFilter, channel: ['douyin'], period: 30 }).get('shoes|too_small')).toEqual(weeks([4, 0, 0, 0, 0, 0, 0, 0, 1]));
  });

  test('add up over channels to those of everything', () => {
    const cube = cubeOf([[0, 0, 0, 'too_small', 1], [3, 0, 1, 'too_small', 4], [2, 0, 1, 'too_small', 9]]);
    const of = (channel: string): number[] => problemWeeks(cube, { ...noFilter, channel: [channel] }).get('shoes|too_small') ?? [];
    expect(of('douyin').map((n, i) => n + (of('jd')[i] ?? 0))).toEqual(problemWeeks(cube).get('shoes|too_small'));
  });
});
