import type { FilterOptions } from '../../../lib/model/boards/filter.ts';
import type { Channel, HeatRow, OverviewBoard, Problem, Rate, Totals, Week } from '../../../lib/model/boards/overview.ts';
import { addDays, dayNumber } from '../../../lib/model/days.ts';
import { trusted, type Day } from '../../../lib/model/ids.ts';
import { faults, reasonGroups, reasonOf, type Fault } from '../../../lib/model/reasons.ts';
import type { Owner, Strategy } from '../../../lib/model/strategies.ts';

/** A made-up footwear and home shop, whose sums add up: costs in thousands of the currency by category and reason group. */
const GROUPS = ['quality', 'listing', 'fit', 'fulfilment', 'logistics', 'service', 'price', 'preference', 'warranty', 'unknown'] as const;
const COST: Readonly<Record<string, readonly number[]>> = {
  运动鞋: [18, 9, 142, 11, 7, 4, 3, 51, 0, 6],
  电热毯: [121, 6, 0, 8, 12, 9, 0, 14, 22, 5],
  玻璃杯: [9, 4, 0, 16, 97, 3, 2, 7, 0, 2],
  卫衣: [33, 28, 41, 9, 5, 2, 8, 37, 0, 4],
  台灯: [26, 17, 0, 7, 19, 6, 4, 11, 13, 3],
  双肩包: [14, 22, 0, 12, 6, 3, 7, 18, 0, 2],
};
const MINOR = 100_000;
const AS_OF: Day = trusted('2026-11-18');
const WEEKS = 13;

/** A small deterministic wobble in −1..1. */
const wobble = (i: number, seed: number): number => 2 * ((Math.sin((i + 1) * 127.1 + seed * 311.7) * 43_758.5453) % 1);
const matureBp = (i: number): number => [10_000, 9_950, 9_900, 9_800, 9_700, 9_600, 9_400, 9_150, 8_800, 8_350, 7_300, 5_400, 1_300][i] ?? 0;

const dearest = Object.entries(COST).map(([category, row]) => ({ category, row, sum: row.reduce((a, b) => a + b, 0) })).sort((a, b) => b.sum - a.sum);
const TOTAL = dearest.reduce((sum, row) => sum + row.sum, 0) * MINOR;

const rows: HeatRow[] = dearest.map(({ category, row, sum }) => ({
  kind: 'category', category, cost_minor: sum * MINOR,
  cells: row.map((cost) => ({ cost_minor: cost * MINOR, cases: Math.round(cost * 7.3), significant: cost > 90 })),
}));

const faultOf = (group: string): Fault => reasonGroups.find((g) => g.code === group)?.fault ?? 'unknown';
const faultCosts = Object.keys(faults).map((fault) => {
  const cells = rows.flatMap((row) => row.cells.filter((_, i) => faultOf(GROUPS[i] ?? 'unknown') === fault));
  return { fault: fault as Fault, cost_minor: cells.reduce((s, c) => s + c.cost_minor, 0), cases: cells.reduce((s, c) => s + c.cases, 0) };
});
const CASES = faultCosts.reduce((sum, fault) => sum + fault.cases, 0);

function weekOf(i: number): Week {
  const start = addDays(AS_OF, -(dayNumber(AS_OF) + 3) % 7 - 7 * (WEEKS - 1 - i));
  const units = 5_200 + Math.round(380 * wobble(i, 1)) + 40 * i;
  const mature = matureBp(i);
  const projected = 1_640 + 34 * i + Math.round(22 * wobble(i, 2));
  const half = Math.round(90 / Math.sqrt(mature / 10_000));
  const early = mature < 2_000;
  const observed = Math.round((projected * mature) / 10_000);
  return {
    start, units, returned: Math.round((units * observed) / 10_000), cases: 420 + 9 * i, cost_minor: Math.round((TOTAL / WEEKS) * (0.8 + 0.033 * i)),
    mature_bp: mature, observed_bp: observed, projected_bp: early ? null : projected, interval_bp: early ? null : [projected - half, projected + half],
    status: early ? 'too_early' : 'ok', before_bp: 1_590 + Math.round(40 * wobble(i, 3)),
  };
}
const weeks = Array.from({ length: WEEKS }, (_, i) => weekOf(i));
const shipped = weeks.reduce((sum, week) => sum + week.units, 0);

function channel(name: string, share: number, base: number, drift: number, seed: number): Channel {
  const points = weeks.map((week, i) => {
    const projected = week.projected_bp === null ? null : Math.round(base + (drift * i) / (WEEKS - 2) + 30 * wobble(i, seed));
    const half = Math.round(70 / Math.sqrt(share));
    const interval: [number, number] | null = projected === null ? null : [projected - half, projected + half];
    return { projected_bp: projected, interval_bp: interval, mature_bp: week.mature_bp };
  });
  const now = Math.round(base + drift * 0.8);
  return {
    kind: 'channel', channel: name, cost_minor: Math.round(TOTAL * share), cases: Math.round(CASES * share), rate: rateOf(now, Math.round(shipped * share)),
    before_bp: Math.round(base - 10), drifting: drift > 300, weeks: points,
  };
}

const rateOf = (projected: number, units: number): Rate => ({
  status: 'ok', units, returned: Math.round((units * projected * 0.86) / 10_000), mature_bp: 8_600, observed_bp: Math.round(projected * 0.86),
  projected_bp: projected, interval_bp: [projected - 18, projected + 19],
});

function problem(tier: Problem['tier'], category: string, reason: string, cost: number, preventable: number, owner: Owner, strategy: Strategy): Problem {
  const known = reasonOf(reason);
  return {
    id: `${category}|${reason}`, tier, category, reason, reason_group: known?.group ?? 'unknown', fault: known?.fault ?? 'unknown', cases: Math.round(cost * 7.3),
    cost_minor: cost * MINOR, preventable_minor: preventable * MINOR,
    preventable_interval_minor: [Math.round(preventable * MINOR * 0.78), Math.round(preventable * MINOR * 1.21)], owner, strategy,
  };
}

const totals = (scale: number): Totals => {
  const cost = Math.round(TOTAL * scale);
  const assumed = Math.round(cost * 0.31);
  return {
    cost_minor: cost, actual_minor: cost - assumed, assumed_minor: assumed, paid_minor: Math.round(TOTAL * 24.6 * (0.9 + 0.1 * scale)), refund_minor: Math.round(TOTAL * 4.1 * scale),
    cases: Math.round(CASES * scale), units_shipped: Math.round(shipped * (0.95 + 0.05 * scale)), customers: 38_914,
  };
};

/** The overview of that shop at a version; each version costs a little more. */
export function overviewAt(version: number): OverviewBoard {
  const channels = [
    channel('抖音', 0.37, 2_180, 560, 4), channel('天猫', 0.33, 1_620, 40, 5), channel('拼多多', 0.16, 1_490, 20, 6),
    channel('京东', 0.1, 1_380, 10, 7), channel('自营站', 0.04, 1_050, -30, 8),
  ];
  const spread = TOTAL - channels.reduce((sum, c) => sum + c.cost_minor, 0);
  const [biggest] = channels;
  if (biggest !== undefined) biggest.cost_minor += spread;
  return {
    board: 'overview', as_of: AS_OF, version, settings_revision: 4, time_zone: 'Asia/Shanghai', currency: 'CNY', window_days: 90, customer_window_days: 365,
    basis: 'full', totals: totals(1), before: totals(0.913),
    figures: {
      return_rate: rateOf(1_862, shipped), return_rate_before_bp: 1_604,
      preventable_minor: 268 * MINOR + (version - 7) * 1_300_000, preventable_interval_minor: [221 * MINOR, 319 * MINOR],
      resolve_days: 2.9, resolve_before_days: 3.4, at_risk: 3_208 + 4 * (version - 7), at_risk_change: 271 + 4 * (version - 7),
      sparks: {
        cost_minor: weeks.map((week) => week.cost_minor), preventable_minor: weeks.map((_, i) => 100 + 9 * i + 12 * wobble(i, 9)),
        resolve_days: weeks.map((_, i) => 3.5 - 0.05 * i + 0.12 * wobble(i, 10)), at_risk: weeks.map((_, i) => 2_900 + 26 * i + 18 * wobble(i, 11)),
      },
    },
    weeks, faults: faultCosts,
    problems: {
      total: 47, with_excess: 7,
      top: [
        problem('P0', '电热毯', 'safety', 41, 29, 'product', 'improve_product'), problem('P0', '运动鞋', 'too_small', 118, 88, 'listings', 'correct_listing'),
        problem('P1', '玻璃杯', 'damaged_in_transit', 93, 71, 'logistics', 'fix_logistics'), problem('P1', '电热毯', 'defective', 72, 48, 'product', 'preventive_maintenance'),
        problem('P1', '卫衣', 'workmanship', 27, 15, 'product', 'improve_product'), problem('P2', '台灯', 'not_as_described', 16, 9, 'listings', 'correct_listing'),
        problem('P2', '双肩包', 'colour_or_material_differs', 19, 8, 'listings', 'correct_listing'), problem('P3', '运动鞋', 'changed_mind', 44, 0, 'service', 'accept'),
      ],
    },
    tiers: [
      { tier: 'vip', customers: 3_114, change: 118 }, { tier: 'regular', customers: 20_377, change: 902 }, { tier: 'at_risk', customers: 3_208 + 4 * (version - 7), change: 271 },
      { tier: 'problem', customers: 401, change: -22 }, { tier: 'new', customers: 11_814 - 4 * (version - 7), change: 0 },
    ],
    tier_movers: 2_640,
    heat: { groups: [...GROUPS], rows },
    channels,
  };
}

/** The same shop without order files: shares, no rates. */
export function overviewOfCases(): OverviewBoard {
  const full = overviewAt(7);
  return {
    ...full, basis: 'cases', totals: { ...full.totals, paid_minor: null, units_shipped: 0 }, before: null,
    figures: { ...full.figures, return_rate: null, return_rate_before_bp: null, at_risk: 0, at_risk_change: null, preventable_minor: 0, preventable_interval_minor: [0, 0], sparks: { ...full.figures.sparks, at_risk: [], preventable_minor: [] } },
    weeks: full.weeks.map((week) => ({ ...week, units: 0, returned: 0, mature_bp: 0, observed_bp: null, projected_bp: null, interval_bp: null, before_bp: null, status: 'too_few' })),
    problems: { total: 47, with_excess: 0, top: full.problems.top.map((p) => ({ ...p, tier: 'P3', preventable_minor: 0, preventable_interval_minor: [0, 0] })) },
    tiers: full.tiers.map((row) => ({ ...row, change: null, customers: row.tier === 'new' ? full.totals.customers : 0 })), tier_movers: null,
    channels: full.channels.map((c) => ({ ...c, rate: null, before_bp: null, drifting: false, weeks: c.weeks.map((w) => ({ ...w, projected_bp: null, interval_bp: null })) })),
  };
}

/** What can be chosen over these numbers. */
export const filtersAt = (version: number): FilterOptions => ({
  as_of: AS_OF, version, currency: 'CNY', time_zone: 'Asia/Shanghai', settings_revision: 17, window_days: 90, periods: [30, 90, 180, 365],
  channel: ['抖音', '天猫', '京东', '自营商城'], category: Object.keys(COST), region: ['浙江', '广东', '西北'],
});
