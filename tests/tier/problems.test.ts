import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../lib/model/boards/drivers.ts';
import type { ProblemCount } from '../../lib/model/boards/problems.ts';
import { reasonOf, reasons } from '../../lib/model/reasons.ts';
import { paretoClasses, problemsBoard, QUARTER_DAYS } from '../../lib/tier/problems.ts';

const problem = (reason: string, costMinor: number, more: Partial<ProblemCount> = {}): ProblemCount => ({
  category: 'dress', reason, reason_group: reasonOf(reason)?.group ?? 'unknown', fault: reasonOf(reason)?.fault ?? 'unknown',
  cases: 40, counted: 40, matched: 40, cost_minor: costMinor, growing: false, lag_days: { p20: 3, p60: 7, p80: 10 }, ...more,
});
const driver = (reason: string, more: Partial<Driver> = {}): Driver => ({
  id: `d:${reason}`, rank: 1, dimensions: { product_id: 'P1' }, reason_group: null, fault: 'product', cases: 40, expected: 10, excess: 30, interval: [20, 36], q: 0.001,
  excess_minor: 60_000, significant: true, problem: `dress|${reason}`, ...more,
});
const board = (problems: ProblemCount[], drivers: Driver[] = []) =>
  problemsBoard({ asOf: '2026-11-22', version: 3, windowDays: 90, currency: 'CNY', problems, drivers }).problems;

describe('tiers of problems', () => {
  it('is P0 for safety and genuineness at any size, and says to act at once', () => {
    const [first] = board([problem('too_small', 900_000), problem('safety', 10, { cases: 1, counted: 1 })]);
    expect(first).toMatchObject({ reason: 'safety', tier: 'P0', class: 'C' });
    expect(first?.first_step.en).toContain('Stop the sale');
  });

  it('is no P0 for a safety claim that was refused', () => {
    expect(board([problem('safety', 0, { cases: 1, counted: 0 })])[0]?.tier).toBe('P3');
  });

  it('rises with class, claim and growth', () => {
    const tierOf = (count: ProblemCount, drivers: Driver[]) => board([count, problem('other', 100_000)], drivers).find((one) => one.reason === 'defective')?.tier;
    expect(tierOf(problem('defective', 900_000), [])).toBe('P3');
    expect(tierOf(problem('defective', 900_000), [driver('defective')])).toBe('P1');
    expect(tierOf(problem('defective', 900_000, { growing: true }), [driver('defective')])).toBe('P0');
    expect(tierOf(problem('defective', 900_000, { growing: true }), [driver('defective', { significant: false })])).toBe('P3');
    expect(tierOf(problem('defective', 12_000), [driver('defective')])).toBe('P2');
  });
});

describe('worth', () => {
  it('is the claimed excess cost, a quarter, with its interval', () => {
    const [one] = problemsBoard({ asOf: '2026-11-22', version: 1, windowDays: 180, currency: 'CNY', problems: [problem('defective', 500_000)], drivers: [driver('defective')] }).problems;
    expect(one?.preventable_minor).toBe((60_000 * QUARTER_DAYS) / 180);
    expect(one?.preventable_interval_minor).toEqual([20_000, 36_000]);
    expect(one).toMatchObject({ state: 'excess', drivers: ['d:defective'] });
  });

  it('is nothing without a claim', () => {
    expect(board([problem('defective', 500_000)], [driver('defective', { significant: false })])[0])
      .toMatchObject({ preventable_minor: 0, preventable_interval_minor: [0, 0], drivers: [], state: 'expected' });
  });
});

describe('what to do', () => {
  it('follows the fault, then the place of the excess', () => {
    const strategyOf = (reason: string, more: Partial<Driver>) => board([problem(reason, 100)], [driver(reason, more)])[0]?.strategy;
    expect(strategyOf('defective', {})).toBe('improve_product');
    expect(strategyOf('size_chart_wrong', {})).toBe('correct_listing');
    expect(strategyOf('damaged_in_transit', { dimensions: { carrier: 'YD', region: 'Hubei' } })).toBe('fix_logistics');
    expect(strategyOf('changed_mind', { dimensions: { channel: 'douyin' } })).toBe('channel_policy');
    expect(board([problem('price_drop', 100)])[0]?.strategy).toBe('price_protection');
    expect(board([problem('changed_mind', 100)])[0]?.strategy).toBe('accept');
  });

  it('is to get in touch before the age at which failures come together', () => {
    const [one] = board([problem('repair_in_warranty', 100, { lag_days: { p20: 45, p60: 60, p80: 71 } })]);
    expect(one).toMatchObject({ strategy: 'preventive_maintenance', contact_age_days: 60, owner: 'product' });
    expect(one?.first_step.en).toContain('60 days');
    expect(board([problem('repair_in_warranty', 100, { lag_days: { p20: 2, p60: 60, p80: 170 } })])[0]?.strategy).toBe('improve_product');
  });

  it('is said in both languages, with the place, for every reason', () => {
    for (const { code } of reasons) {
      for (const one of [...board([problem(code, 100)]), ...board([problem(code, 100)], [driver(code, { dimensions: { carrier: '$& YD' } })])]) {
        expect(one.first_step.zh).toMatch(/\p{Script=Han}/u);
        expect(one.first_step.en).not.toMatch(/[{}]|\p{Script=Han}/u);
      }
    }
    expect(board([problem('lost_or_not_received', 100)], [driver('lost_or_not_received', { dimensions: { carrier: '$& YD' } })])[0]?.first_step.en).toContain('carrier $& YD');
  });
});

describe('the partition', () => {
  it('keeps every problem, its cases and its cost, ranked from 1', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { maxLength: 30 }), (costs) => {
      const input = costs.map((cost, place) => problem(reasons[place % reasons.length]?.code ?? 'other', cost, { category: `c${place}`, cases: place }));
      const out = board(input);
      expect(out.map((one) => one.rank)).toEqual(out.map((_, place) => place + 1));
      expect(out.reduce((sum, one) => sum + one.cost_minor, 0)).toBe(costs.reduce((sum, cost) => sum + cost, 0));
      expect(new Set(out.map((one) => one.id)).size).toBe(input.length);
    }));
  });

  it('classes A until 80% of the cost is covered, B until 95%', () => {
    expect(paretoClasses([50, 30, 10, 6, 4])).toEqual(['A', 'A', 'B', 'B', 'C']);
    expect(paretoClasses([5, 95])).toEqual(['C', 'A']);
    expect(paretoClasses([100])).toEqual(['A']);
    expect(paretoClasses([0, 0])).toEqual(['C', 'C']);
  });

  it('says too few where five cases are not reached, unmatched where none has its order', () => {
    expect(board([problem('defective', 10, { cases: 4, counted: 4, matched: 4 })])[0]?.state).toBe('too_few');
    expect(board([problem('defective', 10, { matched: 0 })])[0]?.state).toBe('unmatched');
    expect(board([problem('defective', 10, { growing: true })])[0]?.state).toBe('growing');
  });
});
