import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import type { Driver, DriversBoard } from '../../../lib/model/boards/drivers.ts';
import type { Problem, ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import { addDays } from '../../../lib/model/days.ts';
import { trusted, type Day } from '../../../lib/model/ids.ts';
import { reasonOf } from '../../../lib/model/reasons.ts';
import { defaultSettings } from '../../../lib/model/settings.ts';

/** A made-up shop of four problems, two causes and five cost lines whose sums add up: money in whole units of 100 minor ones. */
const frame = { as_of: '2026-11-18', version: 7, window_days: 90, currency: 'CNY' } as const;
const AS_OF: Day = trusted(frame.as_of);

const problem = (rank: number, change: Pick<Problem, 'tier' | 'category' | 'reason' | 'class' | 'cases' | 'cost_minor' | 'state'> & Partial<Problem>): Problem => ({
  id: `${change.category ?? ''}|${change.reason}`, rank, reason_group: reasonOf(change.reason)?.group ?? 'unknown', fault: reasonOf(change.reason)?.fault ?? 'unknown',
  preventable_minor: 0, preventable_interval_minor: [0, 0], strategy: 'improve_product', owner: 'product', first_step: { zh: '抽检退货', en: 'Inspect what came back' },
  growing: false, contact_age_days: null, drivers: [], weeks: Array.from({ length: 13 }, (_, i) => i % 4), ...change,
});

export const problems: ProblemsBoard = {
  ...frame,
  problems: [
    problem(1, { tier: 'P0', category: '电热毯', reason: 'safety', class: 'B', cases: 4, cost_minor: 60_000, state: 'too_few' }),
    problem(2, { tier: 'P1', category: '运动鞋', reason: 'too_small', class: 'A', cases: 90, cost_minor: 500_000, state: 'excess', preventable_minor: 210_000, preventable_interval_minor: [150_000, 260_000], drivers: ['channel=douyin;fit'], owner: 'listings', strategy: 'correct_listing' }),
    problem(3, { tier: 'P1', category: '玻璃杯', reason: 'damaged_in_transit', class: 'A', cases: 60, cost_minor: 400_000, state: 'excess', growing: true, preventable_minor: 120_000, preventable_interval_minor: [90_000, 170_000], drivers: ['carrier=YD;region=湖北;logistics'], owner: 'logistics', strategy: 'fix_logistics' }),
    problem(4, { tier: 'P3', category: null, reason: 'unknown', class: 'C', cases: 9, cost_minor: 40_000, state: 'expected' }),
  ],
};

const driver = (rank: number, change: Pick<Driver, 'id' | 'dimensions' | 'reason_group' | 'cases' | 'expected' | 'interval' | 'significant' | 'problem'> & Partial<Driver>): Driver => ({
  rank, fault: 'shared', excess: change.cases - change.expected, q: 0.0002, excess_minor: 200_000, ...change,
});

export const drivers: DriversBoard = {
  ...frame, tested: 412,
  drivers: [
    driver(1, { id: 'channel=douyin;fit', dimensions: { channel: 'douyin' }, reason_group: 'fit', cases: 60, expected: 20, interval: [30, 45], significant: true, problem: '运动鞋|too_small' }),
    driver(2, { id: 'carrier=YD;region=湖北;logistics', dimensions: { carrier: 'YD', region: '湖北' }, reason_group: 'logistics', cases: 40, expected: 16, interval: [18, 29], significant: true, problem: '玻璃杯|damaged_in_transit', fault: 'carrier', excess_minor: 110_000 }),
    driver(3, { id: 'product_id=P1;any', dimensions: { product_id: 'P1' }, reason_group: null, cases: 9, expected: 7.5, interval: [-2, 4], significant: false, problem: '运动鞋|too_small', q: 1, excess_minor: 9_000 }),
  ],
};

const member = (key: string | null, cost_minor: number, cases: number) => ({ key, cost_minor, cases });
/** Monday of the week of as_of, which is a Wednesday. */
const MONDAY = addDays(AS_OF, -2);

export const costs: CostsBoard = {
  ...frame, total_minor: 1_000_000, assumed_minor: 350_000, refund_minor: 4_000_000, cases: 163,
  lines: [
    { line: 'inbound_freight', actual_minor: 300_000, assumed_minor: 100_000 }, { line: 'write_down', actual_minor: 200_000, assumed_minor: 250_000 },
    { line: 'service', actual_minor: 180_000, assumed_minor: 0 }, { line: 'recovered', actual_minor: -70_000, assumed_minor: 0 }, { line: 'contacts_without_case', actual_minor: 40_000, assumed_minor: 0 },
  ],
  weeks: Array.from({ length: 13 }, (_, i) => ({ start: addDays(MONDAY, 7 * (i - 12)), cases: 12, actual_minor: i === 12 ? 22_000 : 49_000, assumed_minor: i === 12 ? 14_000 : 28_000 })),
  by: {
    reason_group: [member('fit', 500_000, 90), member('logistics', 400_000, 60), member('quality', 60_000, 4), member('unknown', 0, 9), member(null, 40_000, 0)],
    fault: [member('shared', 500_000, 90), member('carrier', 400_000, 60), member('product', 60_000, 4), member('unknown', 0, 9), member(null, 40_000, 0)],
    product_id: [member('P1', 700_000, 110), member('P2', 260_000, 53), member(null, 40_000, 0)],
    channel: [member('douyin', 600_000, 100), member('*', 360_000, 63), member(null, 40_000, 0)],
    region: [member('湖北', 900_000, 150), member(null, 100_000, 13)],
    customer_tier: [member('regular', 950_000, 160), member(null, 50_000, 3)],
  },
  beside: { fixed_monthly_minor: 0, hidden_minor: 81_500 },
  assumptions: defaultSettings.costs,
};
