import { cubeDimensions, cubePeriods, type Cube } from '../model/boards/cube.ts';
import type { CustomersBoard } from '../model/boards/customers.ts';
import { problemOf, type Driver, type DriversBoard } from '../model/boards/drivers.ts';
import type { BoardFilter, Filtered, FilterOptions, Unanswered } from '../model/boards/filter.ts';
import type { ProblemCount, ProblemsBoard } from '../model/boards/problems.ts';
import type { ProductsBoard } from '../model/boards/rates.ts';
import type { Day } from '../model/ids.ts';
import { reasonOf } from '../model/reasons.ts';
import type { Settings } from '../model/settings.ts';
import type { Migration } from '../model/tier.ts';
import { customerTiers, type CustomerTier } from '../model/tiers.ts';
import { costsBoard } from '../publish/boards/costs.ts';
import { customersBoard } from '../publish/boards/customers.ts';
import type { BoardFrame } from '../publish/boards/frame.ts';
import { channelsBoard, productsBoard } from '../publish/boards/members.ts';
import { overviewBoard } from '../publish/boards/overview.ts';
import { cubeCustomers, cubeFacts, valuesWithin } from '../publish/cube/cube-facts.ts';
import { policiesOf } from '../tier/customers/policies.ts';
import { problemWeeks } from '../publish/cube/problem-weeks.ts';
import { problemsBoard } from '../tier/problems.ts';

export const filterableBoards = ['overview', 'problems', 'drivers', 'products', 'channels', 'customers', 'costs'] as const;
export type FilterableBoard = (typeof filterableBoards)[number];

/** What a filtered board is made from: documents of one publication. */
export interface Published {
  readonly cube: Cube & { readonly settings: Settings; readonly settings_revision: number; readonly first_day: Day | null };
  readonly problems: ProblemsBoard;
  readonly drivers: DriversBoard;
  readonly customers: CustomersBoard;
  readonly products: ProductsBoard;
}

/**
 * A board as a filter leaves it, worked out from the cube: nothing outside the filter enters it. What is known of the whole alone is kept
 * where it lies wholly inside (a driver that names the region), else it is left out and named in `unanswered`.
 */
export function filteredBoard(name: FilterableBoard, published: Published, filter: BoardFilter): object & Filtered {
  const { cube } = published;
  const { settings } = cube;
  const days = filter.period ?? settings.windows.problem_days;
  const frame: BoardFrame = { as_of: cube.as_of, version: cube.version, window_days: days, currency: settings.currency };
  const facts = cubeFacts(cube, filter, { days, customerDays: settings.windows.customer_days });
  const drivers = published.drivers.drivers.filter((driver) => isInside(driver, filter)).map((driver, i) => ({ ...driver, rank: i + 1 }));
  const problems = (): ProblemsBoard => {
    const counts = facts.cost('now', 'category', 'reason').map((row): ProblemCount => ({
      category: row['category'] === null ? null : String(row['category']), reason: String(row['reason']), reason_group: reasonOf(String(row['reason']))?.group ?? 'unknown',
      fault: reasonOf(String(row['reason']))?.fault ?? 'unknown', cases: Number(row['cases']), counted: Number(row['cases']), matched: Number(row['cases']),
      cost_minor: Number(row['cost_minor']), growing: null, lag_days: null,
    }));
    const own = problemsBoard({ asOf: frame.as_of, version: frame.version, windowDays: settings.windows.problem_days, currency: frame.currency, problems: withLooseContacts(counts, facts.loose('now')), drivers, weeks: problemWeeks(cube, filter) });
    const whole = new Map(published.problems.problems.map((problem) => [problem.id, problem]));
    // A problem's tier is that of the whole, P1 for the merchant is P1 in each of its channels; and so is what is said of it, but for drivers that lie inside.
    const tiered = own.problems.map((problem) => {
      const known = whole.get(problem.id);
      return { ...problem, tier: known?.tier ?? problem.tier, growing: known?.growing ?? null, state: problem.drivers.length > 0 ? problem.state : known?.state ?? problem.state };
    });
    tiered.sort((a, b) => (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0) || b.preventable_minor - a.preventable_minor || b.cost_minor - a.cost_minor || (a.id < b.id ? -1 : 1));
    return { ...own, window_days: days, problems: tiered.map((problem, i) => ({ ...problem, rank: i + 1 })) };
  };
  const customers = customersOf(cube, filter);
  const said = (board: object): object & Filtered => ({ ...board, filter, unanswered: unansweredOf(filter) });
  switch (name) {
    case 'problems': return said(problems());
    case 'drivers': return said({ ...frame, window_days: settings.windows.problem_days, tested: published.drivers.tested, drivers });
    case 'products': return said(productsBoard(frame, facts, settings, new Map(published.products.products.flatMap(({ product_id, name: called }) => (called === null ? [] : [[product_id, called] as const])))));
    case 'channels': return said(channelsBoard(frame, facts, settings));
    case 'costs': return said(costsBoard(frame, facts, settings));
    case 'customers': return said(withPeople(published.customers, filter, customersBoard(frame, settings, {
      tiers: customers.tiers, before: customers.before, migration: customers.moves, grid: customers.grid, people: [], policies: policiesOf(settings),
    })));
    case 'overview': return said(overviewBoard({
      frame, settings, settingsRevision: cube.settings_revision, facts, problems: problems(), drivers,
      tiers: customers.tiers, tiersBefore: customers.before, movers: customers.movers, firstDay: cube.first_day,
    }));
  }
}

export const filterOptions = ({ cube }: Pick<Published, 'cube'>): FilterOptions => ({
  as_of: cube.as_of, version: cube.version, currency: cube.settings.currency, time_zone: cube.settings.time_zone, settings_revision: cube.settings_revision,
  window_days: cube.settings.windows.problem_days,
  periods: [...new Set([...cubePeriods, cube.settings.windows.problem_days])].sort((a, b) => a - b),
  channel: [...cube.values.channel], category: [...cube.values.category], region: [...cube.values.region],
});

/** What contacts of no case cost is nobody's problem in particular, yet part of the total. */
export function withLooseContacts(counts: readonly ProblemCount[], cost: number): ProblemCount[] {
  if (cost === 0) return [...counts];
  const isNobody = (p: ProblemCount): boolean => p.category === null && p.reason === 'unknown';
  const nobody = counts.find(isNobody) ?? { category: null, reason: 'unknown', reason_group: 'unknown', fault: 'unknown', cases: 0, counted: 0, matched: 0, cost_minor: 0, growing: null, lag_days: null };
  return [...counts.filter((p) => !isNobody(p)), { ...nobody, cost_minor: nobody.cost_minor + cost }];
}

/** What can still be chosen inside a filter: the values that occur in it, and none of what lies outside. */
export const filterOptionsWithin = (published: Pick<Published, 'cube'>, filter: BoardFilter): FilterOptions => ({ ...filterOptions(published), ...valuesWithin(published.cube, filter) });

/** A driver lies inside where it names what the filter asks for: one of all channels is no driver of one channel. */
function isInside(driver: Driver, filter: BoardFilter): boolean {
  const { category, reason } = problemOf(driver.problem);
  const named = { channel: driver.dimensions.channel, region: driver.dimensions.region, category: driver.dimensions.category ?? (driver.dimensions.product_id === undefined ? undefined : category), tier: driver.dimensions.tier };
  const inside = (['channel', 'region', 'category', 'tier'] as const).every((dimension) => filter[dimension].length === 0 || (named[dimension] !== undefined && filter[dimension].includes(named[dimension])));
  const reasons = [driver.reason_group, reason].filter((one) => one !== null);
  return inside && (filter.reason.length === 0 || (driver.reason_group !== null && filter.reason.some((one) => reasons.includes(one))));
}

/** Customers are listed by tier: the list of the whole, narrowed to the tiers asked for, is right as long as nothing else is asked. */
function withPeople({ people }: CustomersBoard, filter: BoardFilter, board: CustomersBoard): CustomersBoard {
  const others = cubeDimensions.some((dimension) => dimension !== 'tier' && filter[dimension].length > 0);
  return { ...board, people: others ? [] : people.filter(({ tier }) => filter.tier.length === 0 || filter.tier.includes(tier)) };
}

function customersOf(cube: Cube, filter: BoardFilter) {
  const rows = filter.reason.length > 0 ? [] : cubeCustomers(cube, filter);
  const tierOf = (cell: unknown): CustomerTier | null => customerTiers.find((tier) => tier === cell) ?? null;
  const moves = new Map<string, Migration>();
  for (const row of rows) {
    const from = tierOf(row['previous']);
    const to = tierOf(row['tier']) ?? 'new';
    const move = moves.get(`${from}>${to}`) ?? { from, to, customers: 0, cost_minor: 0, cost_before_minor: 0, contribution_minor: 0, contribution_before_minor: 0 };
    const n = (column: string): number => Number(row[column] ?? 0);
    moves.set(`${from}>${to}`, {
      from, to, customers: move.customers + n('customers'), cost_minor: move.cost_minor + n('cost'), cost_before_minor: move.cost_before_minor + n('cost_before'),
      contribution_minor: move.contribution_minor + n('contribution'), contribution_before_minor: move.contribution_before_minor + n('contribution_before'),
    });
  }
  const place = (tier: CustomerTier | null): number => (tier === null ? -1 : customerTiers.indexOf(tier));
  const list = [...moves.values()].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  const known = list.filter((move) => move.from !== null);
  const count = (of: (move: Migration) => CustomerTier | null) => (among: readonly Migration[]): Map<CustomerTier, number> =>
    new Map(customerTiers.map((tier) => [tier, among.filter((move) => of(move) === tier).reduce((n, move) => n + move.customers, 0)]));
  return {
    moves: list, grid: rows.map((row) => ({ ...row, cost_minor: row['cost'] ?? 0, contribution_minor: row['contribution'] ?? 0 })), tiers: count((move) => move.to)(list), before: known.length === 0 ? null : count((move) => move.from)(known),
    movers: known.length === 0 ? null : known.filter((move) => move.from !== move.to).reduce((n, move) => n + move.customers, 0),
  };
}

function unansweredOf(filter: BoardFilter): Unanswered[] {
  return [
    ...(filter.reason.length > 0 ? [{ part: 'rates', drop: 'reason' }, { part: 'customers', drop: 'reason' }, { part: 'products', drop: 'reason' }] as const : []),
    ...(filter.tier.length > 0 ? [{ part: 'products', drop: 'tier' }, { part: 'drivers', drop: 'tier' }] as const : []),
  ];
}
