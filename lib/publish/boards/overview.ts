import { problemOf, type Driver } from '../../model/boards/drivers.ts';
import type { Channel, FaultCost, Heat, HeatRow, OverviewBoard, Problem, Rate, Totals, Week } from '../../model/boards/overview.ts';
import type { ProblemsBoard } from '../../model/boards/problems.ts';
import { addDays, dayNumber, dayOfNumber } from '../../model/days.ts';
import type { Day } from '../../model/ids.ts';
import { faults, reasonGroups, reasonOf, type Fault } from '../../model/reasons.ts';
import type { Settings } from '../../model/settings.ts';
import { basisPoints, wilson } from '../../model/statistics.ts';
import { customerTiers, type CustomerTier } from '../../model/tiers.ts';
import type { Row } from '../../ports/query.ts';
import type { BoardFacts, Period, UnitGroup } from './facts.ts';
import type { BoardFrame } from './frame.ts';
import { exposed, rateStatus, type Counted } from './rates.ts';

export interface OverviewInput {
  readonly frame: BoardFrame;
  readonly settings: Settings;
  readonly settingsRevision: number;
  readonly facts: BoardFacts;
  readonly problems: ProblemsBoard;
  readonly drivers: readonly Driver[];
  /** Customers by tier now and thirty days ago; movers between known tiers. */
  readonly tiers: ReadonlyMap<CustomerTier, number>;
  readonly tiersBefore: ReadonlyMap<CustomerTier, number> | null;
  readonly movers: number | null;
  /** The first day of any case or order. */
  readonly firstDay: Day | null;
}

const SHOWN = 8;
const n = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
const sum = <T>(list: readonly T[], of: (item: T) => number): number => list.reduce((total, item) => total + of(item), 0);
const text = (row: Row, name: string): string | null => (row[name] === null ? null : String(row[name]));
const counted = (row: Row | undefined): Counted => ({ units: n(row, 'units'), mature: n(row, 'mature'), returned: n(row, 'returned') });

export function overviewBoard(input: OverviewInput): OverviewBoard {
  const { frame, settings, facts, problems } = input;
  const asOf = frame.as_of as Day;
  const reachesBack = input.firstDay !== null && dayNumber(input.firstDay) <= dayNumber(asOf) - 2 * frame.window_days + 1;
  const totals = totalsOf(input, 'now');
  const hasOrders = facts.hasOrders;
  const rate = rateOf(counted(facts.units('now')[0]), hasOrders);
  const before = rateOf(counted(facts.units('before')[0]), hasOrders && reachesBack);
  const weeks = weeksOf(input, hasOrders);
  const top = topProblems(problems);
  const preventable = problems.problems.map((p) => p.preventable_interval_minor);
  return {
    board: 'overview', ...frame, settings_revision: input.settingsRevision, time_zone: settings.time_zone, customer_window_days: settings.windows.customer_days,
    basis: hasOrders ? 'full' : totals.cases > 0 ? 'cases' : 'empty',
    totals, before: reachesBack ? totalsOf(input, 'before') : null,
    figures: {
      return_rate: rate, return_rate_before_bp: before?.projected_bp ?? null,
      preventable_minor: sum(problems.problems, (p) => p.preventable_minor),
      preventable_interval_minor: [sum(preventable, (i) => i[0]), sum(preventable, (i) => i[1])],
      resolve_days: medianDays(facts.hours('now')), resolve_before_days: reachesBack ? medianDays(facts.hours('before')) : null,
      at_risk: input.tiers.get('at_risk') ?? 0, at_risk_change: input.tiersBefore === null ? null : (input.tiers.get('at_risk') ?? 0) - (input.tiersBefore.get('at_risk') ?? 0),
      sparks: { cost_minor: weeks.map((w) => w.cost_minor), preventable_minor: [], resolve_days: resolveByWeek(facts, weeks), at_risk: [] },
    },
    weeks,
    faults: faultCosts(input),
    problems: { total: problems.problems.length, with_excess: problems.problems.filter((p) => p.drivers.length > 0).length, top },
    tiers: customerTiers.map((tier) => ({ tier, customers: input.tiers.get(tier) ?? 0, change: input.tiersBefore === null ? null : (input.tiers.get(tier) ?? 0) - (input.tiersBefore.get(tier) ?? 0) })),
    tier_movers: input.movers,
    heat: heatOf(input),
    channels: channelsOf(input, weeks, hasOrders, reachesBack),
  };
}

function totalsOf({ facts, tiers }: OverviewInput, period: Period): Totals {
  const all = facts.cost(period)[0];
  const sales = facts.sales(period);
  const loose = facts.loose(period);
  return {
    cost_minor: n(all, 'cost_minor') + loose, actual_minor: n(all, 'actual_minor') + loose, assumed_minor: n(all, 'cost_minor') - n(all, 'actual_minor'),
    paid_minor: sales === undefined ? null : n(sales, 'paid_minor'), refund_minor: n(all, 'refund_minor'), cases: n(all, 'cases'), units_shipped: n(sales, 'units'),
    customers: sum([...tiers.values()], (count) => count),
  };
}

function rateOf(c: Counted, known: boolean): Rate | null {
  if (!known || c.units === 0) return null;
  const status = rateStatus(c);
  const [low, high] = wilson(c.returned, exposed(c));
  const ok = status === 'ok';
  return {
    status, units: c.units, returned: c.returned, mature_bp: basisPoints(c.mature / c.units), observed_bp: basisPoints(c.returned / c.units),
    projected_bp: ok ? basisPoints(c.returned / exposed(c)) : null, interval_bp: ok ? [basisPoints(low), basisPoints(high)] : null,
  };
}

/** Mondays of the window, oldest first; a first week that began before the window is left out, its days would look like a dip. */
function mondays(asOf: Day, windowDays: number): Day[] {
  const first = dayNumber(asOf) - windowDays + 1;
  const from = first + ((7 - ((first + 3) % 7)) % 7);
  const list: Day[] = [];
  for (let day = from; day <= dayNumber(asOf); day += 7) list.push(dayOfNumber(day));
  return list;
}

function weeksOf(input: OverviewInput, hasOrders: boolean): Week[] {
  const { facts, frame } = input;
  const units = new Map(facts.units('now', 'week').map((r) => [String(r['week']), r]));
  const earlier = [...facts.units('before', 'week')].sort((a, b) => String(a['week']).localeCompare(String(b['week'])));
  const cost = new Map(facts.cost('now', 'week').map((r) => [String(r['week']), r]));
  const starts = mondays(frame.as_of as Day, frame.window_days);
  return starts.map((start): Week => {
    const c = counted(units.get(start));
    const rate = rateOf(c, hasOrders);
    const before = rateOf(counted(earlier.find((r) => r['week'] === addDays(start, -7 * Math.round(frame.window_days / 7)))), hasOrders);
    return {
      start, units: c.units, returned: c.returned, cases: n(cost.get(start), 'cases'), cost_minor: n(cost.get(start), 'cost_minor'),
      mature_bp: rate?.mature_bp ?? 0, observed_bp: rate?.observed_bp ?? null, projected_bp: rate?.projected_bp ?? null, interval_bp: rate?.interval_bp ?? null,
      status: rate?.status ?? 'too_few', before_bp: before?.projected_bp ?? null,
    };
  });
}

/** Median of the histogram of hours, in days with one decimal; null without cases. */
function medianDays(rows: readonly Row[]): number | null {
  const sorted = [...rows].sort((a, b) => n(a, 'hours') - n(b, 'hours'));
  const half = sum(sorted, (r) => n(r, 'cases')) / 2;
  let seen = 0;
  for (const row of sorted) {
    seen += n(row, 'cases');
    if (seen >= half && seen > 0) return Math.round((n(row, 'hours') / 24) * 10) / 10;
  }
  return null;
}

/** Empty where the hours are known for the whole period alone. */
function resolveByWeek({ hours }: BoardFacts, weeks: readonly Week[]): number[] {
  const rows = hours('now');
  return rows.every((r) => r['week'] === undefined) ? [] : weeks.map((week) => medianDays(rows.filter((r) => r['week'] === week.start)) ?? 0);
}

function faultCosts({ facts }: OverviewInput): FaultCost[] {
  const found = new Map(facts.cost('now', 'fault').map((r) => [String(r['fault']), { cost: n(r, 'cost_minor'), cases: n(r, 'cases') }]));
  const loose = facts.loose('now');
  if (loose !== 0) found.set('unknown', { cost: (found.get('unknown')?.cost ?? 0) + loose, cases: found.get('unknown')?.cases ?? 0 });
  return (Object.keys(faults) as Fault[]).flatMap((fault) => {
    const cost = found.get(fault);
    return cost === undefined ? [] : [{ fault, cost_minor: cost.cost, cases: cost.cases }];
  });
}

function topProblems(board: ProblemsBoard): Problem[] {
  return board.problems.slice(0, SHOWN).map((p) => ({
    id: `${p.category ?? ''}|${p.reason}`, tier: p.tier, category: p.category, reason: p.reason, reason_group: p.reason_group, fault: p.fault, cases: p.cases, cost_minor: p.cost_minor,
    preventable_minor: p.preventable_minor, preventable_interval_minor: p.preventable_interval_minor, owner: p.owner, strategy: p.strategy,
  }));
}

function heatOf({ facts, drivers }: OverviewInput): Heat {
  const cells = facts.cost('now', 'category', 'reason_group').map((r) => ({ category: text(r, 'category'), group: String(r['reason_group']), cost: n(r, 'cost_minor'), cases: n(r, 'cases') }));
  const loose = facts.loose('now');
  if (loose !== 0) cells.push({ category: null, group: 'unknown', cost: loose, cases: 0 });
  const groups = reasonGroups.map((g) => g.code).filter((group) => cells.some((c) => c.group === group));
  const byCategory = [...new Set(cells.map((c) => c.category))].filter((c) => c !== null).map((category) => ({ category, cost: sum(cells.filter((c) => c.category === category), (c) => c.cost) }))
    .sort((a, b) => b.cost - a.cost || a.category.localeCompare(b.category, 'en'));
  const claimed = new Set(drivers.filter((d) => d.significant).map((d) => problemOf(d.problem)).map(({ category, reason }) => `${category}|${reasonOf(reason)?.group ?? ''}`));
  const row = (kind: HeatRow['kind'], category: string | null, own: typeof cells): HeatRow => ({
    kind, category, cost_minor: sum(own, (c) => c.cost),
    cells: groups.map((group) => {
      const at = own.filter((c) => c.group === group);
      return { cost_minor: sum(at, (c) => c.cost), cases: sum(at, (c) => c.cases), significant: kind === 'category' && claimed.has(`${category ?? ''}|${group}`) };
    }),
  });
  const shown = byCategory.slice(0, SHOWN).map((c) => row('category', c.category, cells.filter((x) => x.category === c.category)));
  const rest = new Set(byCategory.slice(SHOWN).map((c) => c.category));
  const other = cells.filter((c) => c.category !== null && rest.has(c.category));
  const unknown = cells.filter((c) => c.category === null);
  return { groups, rows: [...shown, ...(other.length > 0 ? [row('other', null, other)] : []), ...(unknown.length > 0 ? [row('unknown', null, unknown)] : [])] };
}

function channelsOf(input: OverviewInput, weeks: readonly Week[], hasOrders: boolean, reachesBack: boolean): Channel[] {
  const { facts } = input;
  const costs = facts.cost('now', 'channel');
  const names = [...new Set([...costs, ...facts.units('now', 'channel')].map((r) => text(r, 'channel')))];
  const costOf = (name: string | null): { cost: number; cases: number } => {
    const own = costs.filter((r) => text(r, 'channel') === name);
    return { cost: sum(own, (r) => n(r, 'cost_minor')) + (name === null ? facts.loose('now') : 0), cases: sum(own, (r) => n(r, 'cases')) };
  };
  const ranked = names.filter((name) => name !== null).sort((a, b) => costOf(b).cost - costOf(a).cost || String(a).localeCompare(String(b), 'en'));
  const channel = (kind: Channel['kind'], name: string | null, members: readonly (string | null)[]): Channel => {
    const pick = (period: Period, ...by: UnitGroup[]): Row[] => facts.units(period, ...by).filter((r) => members.includes(text(r, 'channel')));
    const add = (list: readonly Row[]): Counted => ({ units: sum(list, (r) => n(r, 'units')), mature: sum(list, (r) => n(r, 'mature')), returned: sum(list, (r) => n(r, 'returned')) });
    const rate = rateOf(add(pick('now', 'channel')), hasOrders);
    const before = rateOf(add(pick('before', 'channel')), hasOrders && reachesBack);
    const weekly = pick('now', 'week', 'channel');
    const apart = rate?.interval_bp != null && before?.interval_bp != null && (rate.interval_bp[0] > before.interval_bp[1] || rate.interval_bp[1] < before.interval_bp[0]);
    return {
      kind, channel: name, cost_minor: sum(members, (m) => costOf(m).cost), cases: sum(members, (m) => costOf(m).cases), rate, before_bp: before?.projected_bp ?? null, drifting: apart,
      weeks: weeks.map((week) => {
        const at = rateOf(add(weekly.filter((r) => r['week'] === week.start)), hasOrders);
        return { projected_bp: at?.projected_bp ?? null, interval_bp: at?.interval_bp ?? null, mature_bp: at?.mature_bp ?? 0 };
      }),
    };
  };
  const rest = ranked.slice(SHOWN);
  const nobody = names.includes(null) || facts.loose('now') !== 0;
  return [...ranked.slice(0, SHOWN).map((name) => channel('channel', name, [name])), ...(rest.length > 0 ? [channel('other', null, rest)] : []), ...(nobody ? [channel('unknown', null, [null])] : [])];
}
