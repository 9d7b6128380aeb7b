import { describe, expect, test } from 'vitest';
import { changeBp, dearestCells, dearestGroup, driftingChannels, inWindow, quietestBound, sidesOf, trendOf } from '../../web/findings.ts';
import { overviewAt, overviewOfCases } from './support/overview.ts';

const board = overviewAt(7);

describe('findings', () => {
  test('the made-up shop’s sums add up, as every board’s must', () => {
    const total = board.totals.cost_minor;
    const sum = (costs: { cost_minor: number }[]): number => costs.reduce((all, { cost_minor }) => all + cost_minor, 0);
    expect([sum(board.faults), sum(board.channels), sum(board.heat.rows), sum(board.heat.rows.flatMap((row) => row.cells)), board.totals.actual_minor + board.totals.assumed_minor])
      .toEqual([total, total, total, total, total]);
    expect(board.tiers.reduce((all, tier) => all + tier.customers, 0)).toBe(board.totals.customers);
  });

  test('a trend is claimed only where the intervals of the first and the last settled week do not meet', () => {
    expect(trendOf(board.weeks)?.direction).toBe('up');
    expect(trendOf(board.weeks.map((week) => ({ ...week, interval_bp: [0, 9_000] as [number, number] })))?.direction).toBe('flat');
    expect(trendOf(board.weeks.slice(-5))).toBeNull();
    expect(trendOf(overviewOfCases().weeks)).toBeNull();
  });

  test('the trend ends at the last settled week, not at a young one', () => {
    expect(trendOf(board.weeks)?.to.mature_bp).toBeGreaterThanOrEqual(8_000);
  });

  test('nothing earlier is no change, and neither is an earlier nothing', () => {
    expect([changeBp(110, 100), changeBp(90, 100), changeBp(1, 0), changeBp(1, null)]).toEqual([1_000, -1_000, null, null]);
  });

  test('whose fault: two groups that hold every side, the dearest first and the unknown last', () => {
    const { ours, others } = sidesOf(board.faults);
    expect(ours.cost + others.cost).toBe(board.totals.cost_minor);
    expect(ours.sides[0]?.fault).toBe('product');
    expect(others.sides.at(-1)?.fault).toBe('unknown');
  });

  test('the dearest cells are at most three, and never empty ones', () => {
    expect(dearestCells(board).cells.map((cell) => cell.group)).toEqual(['fit', 'quality', 'logistics']);
    expect(dearestCells({ ...board, heat: { groups: [], rows: [] } })).toEqual({ cells: [], cost: 0 });
  });

  test('cost without any category has a dearest reason, and no cells', () => {
    const rows = [{ ...board.heat.rows[0]!, kind: 'unknown' as const, category: null }];
    expect(dearestCells({ ...board, heat: { ...board.heat, rows } }).cells).toEqual([]);
    const { group, cost } = dearestGroup({ ...board, heat: { ...board.heat, rows } })!;
    expect(board.heat.groups).toContain(group);
    expect(cost).toBe(Math.max(...rows[0]!.cells.map((cell) => cell.cost_minor)));
    expect(dearestGroup({ ...board, heat: { groups: [], rows: [] } })).toBeNull();
  });

  test('a channel drifts against its own past; the others’ greatest move bounds “held”', () => {
    expect(driftingChannels(board.channels).map(({ channel }) => channel.channel)).toEqual(['抖音']);
    expect(quietestBound(board.channels)).toBeLessThan(100);
    expect(quietestBound(overviewOfCases().channels)).toBeNull();
  });

  test('preventable is stated a quarter and drawn in the window', () => {
    expect([inWindow(900, 90), inWindow(900, 30)]).toEqual([900, 300]);
  });
});
