import { UNKNOWN, type Cube, type CubeBlock, type CubeDimension } from '../../model/boards/cube.ts';
import { OTHER_VALUE, UNKNOWN_VALUE, type BoardFilter } from '../../model/boards/filter.ts';
import { addDays } from '../../model/days.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf, reasons } from '../../model/reasons.ts';
import type { Row } from '../../ports/query.ts';
import type { BoardFacts, CostGroup, Period } from '../boards/facts.ts';

/** Days of the periods that the boards of one cube are about. */
export interface CubeWindows {
  /** Of costs, cases and weeks. */
  readonly days: number;
  /** Of products, channels and customers. */
  readonly customerDays: number;
}

/**
 * What a filter leaves of the cube, as the boards ask for it. Reasons know no units: under a filter of reasons there are no rates.
 * Throws `over_cube` where a value asked for has no place of its own, or a period no edge.
 */
export function cubeFacts(cube: Cube, filter: BoardFilter, { days, customerDays }: CubeWindows): BoardFacts {
  if (!cube.edges.includes(days)) throw new Failure('over_cube', `period: ${days}`);
  const places = placesOf(cube, filter);
  const isNow = spansWithin(cube, 0, days);
  const isBefore = spansWithin(cube, days, 2 * days);
  const spans = (period: Period): readonly boolean[] => (period === 'now' ? isNow : isBefore);
  const noUnits = filter.reason.length > 0;
  const group = groupOf(cube);
  const units = (within: readonly boolean[], by: readonly string[], names: Readonly<Record<string, string>> = unitSums): Row[] => (noUnits ? [] : sums(cube.units, places, within, by.map(group), names));
  const costs = (within: readonly boolean[], by: readonly string[], names: Readonly<Record<string, string>> = costSums): Row[] => sums(cube.cases, places, within, by.map(group), names);

  return {
    cost: (period, ...by) => costs(spans(period), by),
    units: (period, ...by) => units(spans(period), by).filter((row) => Number(row['units']) > 0),
    sales: (period) => units(spans(period), [], soldSums)[0],
    hasOrders: !noUnits && cube.units.rows > 0,
    get tiers() {
      return costs(isNow, ['tier']);
    },
    get members() {
      return [...productRows(cube, places, filter), ...channelRows(units(spansWithin(cube, 0, customerDays), ['channel']), costs(spansWithin(cube, 0, customerDays), ['channel']))];
    },
    get lines() {
      const names = Object.fromEntries(Object.keys(cube.cases.columns).filter((name) => /_(actual|assumed)$/.test(name)).map((name) => [name, name]));
      return costs(isNow, [], names)[0] ?? {};
    },
    loose: (period) => (places.length > 0 ? 0 : Number(sums(cube.contacts, [], spans(period), [], { cost: 'cost' })[0]?.['cost'] ?? 0)),
    hours: (period) => sums(cube.hours, places, spans(period), [group('quarters')], { cases: 'cases' }).map(({ quarters, cases }) => ({ hours: hoursOf(Number(quarters)), cases: cases ?? 0 })),
  };
}

/** Customers by tier, tier thirty days ago and grids. */
export function cubeCustomers(cube: Cube, filter: BoardFilter): Row[] {
  const names = ['customers', 'cost', 'cost_before', 'contribution', 'contribution_before'];
  return sums(cube.customers, placesOf(cube, { ...filter, reason: [] }), null, ['tier', 'previous', 'satisfaction_loyalty', 'value_cost'].map(groupOf(cube)), Object.fromEntries(names.map((name) => [name, name])));
}

/** The named values that occur in what a filter leaves, whenever it was. */
export function valuesWithin(cube: Cube, filter: BoardFilter): Record<'channel' | 'category' | 'region', string[]> {
  const blocks = filter.reason.length > 0 ? [cube.cases] : [cube.cases, cube.units];
  const of = (dimension: 'channel' | 'category' | 'region'): string[] => {
    const found = new Set(blocks.flatMap((block) => sums(block, placesOf(cube, filter), null, [groupOf(cube)(dimension)], {}).map((row) => row[dimension])));
    return cube.values[dimension].filter((value) => found.has(value));
  };
  return { channel: of('channel'), category: of('category'), region: of('region') };
}

const costSums = { cases: 'cases', cost_minor: 'cost', actual_minor: 'actual', refund_minor: 'refund' };
const unitSums = { units: 'covered', mature: 'mature', returned: 'returned', paid_minor: 'covered_paid' };
const soldSums = { units: 'units', paid_minor: 'paid' };
const hoursOf = (quarters: number): number => (quarters < 120 ? quarters * 6 : 720 + (quarters - 120) * 24);

/** For every dimension that is filtered: which places pass. */
type Places = readonly (readonly [CubeDimension, ReadonlySet<number>])[];

function placesOf(cube: Cube, filter: BoardFilter): Places {
  return (['channel', 'category', 'region', 'reason', 'tier'] as const).flatMap((dimension) => {
    const asked = filter[dimension];
    return asked.length === 0 ? [] : [[dimension, new Set(asked.flatMap((value) => placesOfValue(cube, dimension, value)))] as const];
  });
}

/** A reason may be asked for by its code or its group. */
function placesOfValue(cube: Cube, dimension: CubeDimension, value: string): number[] {
  if (value === UNKNOWN_VALUE) return [UNKNOWN];
  if (dimension === 'reason') {
    const found = reasons.filter((reason) => reason.code === value || reason.group === value).map((reason) => cube.values.reason.indexOf(reason.code));
    if (found.length > 0) return found;
  }
  const place = cube.values[dimension].indexOf(value);
  if (place < 0 || !isKept(cube, dimension, place)) throw new Failure('over_cube', `${dimension}: ${value}`);
  return [place];
}

/** False for a value that was folded with others so that the cube stays small. */
function isKept(cube: Cube, dimension: CubeDimension, place: number): boolean {
  if (dimension === 'reason' || dimension === 'tier') return true;
  const blocks = [cube.cases, cube.units].filter((block) => block.rows > 0);
  return blocks.length === 0 || blocks.every((block) => block.columns[dimension]?.includes(place) || !block.columns[dimension]?.includes(cube.values[dimension].length));
}

/** By span: whether it lies within (from, to] days ago. */
const spansWithin = (cube: Cube, from: number, to: number): boolean[] => cube.edges.map((edge) => edge > from && edge <= to);

interface Group {
  readonly name: string;
  /** The column of the block that it is read from. */
  readonly column: string;
  value(place: number): string | number | null;
}

function groupOf(cube: Cube): (name: string) => Group {
  const listed = (name: keyof Cube['values']) => (place: number): string | null => (place === UNKNOWN ? null : cube.values[name][place] ?? OTHER_VALUE);
  const ofReason = (of: (code: string) => string) => (place: number): string => of(cube.values.reason[place] ?? 'unknown');
  return (name) => {
    switch (name as CostGroup | 'quarters') {
      case 'week': return { name, column: 'week', value: (place) => (place < 0 ? null : addDays(cube.monday, 7 * place)) };
      case 'quarters': return { name, column: 'quarters', value: (place) => place };
      case 'reason': return { name, column: 'reason', value: ofReason((code) => code) };
      case 'reason_group': return { name, column: 'reason', value: ofReason((code) => reasonOf(code)?.group ?? 'unknown') };
      case 'fault': return { name, column: 'reason', value: ofReason((code) => reasonOf(code)?.fault ?? 'unknown') };
      case 'product_id': return { name, column: 'product', value: () => null };
      default: return { name, column: name, value: listed(name as keyof Cube['values']) };
    }
  };
}

/** Adds up the rows that pass, by group. `spans` null = the block knows no spans. Thousandths become units. */
function sums(block: CubeBlock, places: Places, spans: readonly boolean[] | null, by: readonly Group[], names: Readonly<Record<string, string>>): Row[] {
  const filters = places.flatMap(([dimension, allowed]) => (block.columns[dimension] === undefined ? [] : [{ column: block.columns[dimension], allowed }]));
  const keys = by.map((group) => ({ group, column: block.columns[group.column] }));
  const values = Object.entries(names).map(([name, column]) => ({ name, column: block.columns[column], scale: column === 'mature' ? 1000 : 1 }));
  const span = block.columns['span'];
  const found = new Map<string, { row: Record<string, string | number | null>; totals: number[] }>();
  for (let i = 0; i < block.rows; i += 1) {
    if (spans !== null && spans[span?.[i] ?? -1] !== true) continue;
    if (!filters.every(({ column, allowed }) => allowed.has(column[i] ?? UNKNOWN))) continue;
    const cells = keys.map(({ group, column }) => group.value(column?.[i] ?? UNKNOWN));
    const key = cells.join('\u0000');
    let at = found.get(key);
    if (at === undefined) found.set(key, (at = { row: Object.fromEntries(keys.map(({ group }, k) => [group.name, cells[k] ?? null])), totals: values.map(() => 0) }));
    const { totals } = at;
    values.forEach(({ column }, k) => { totals[k] = (totals[k] ?? 0) + (column?.[i] ?? 0); });
  }
  return [...found.values()].map(({ row, totals }) => ({ ...row, ...Object.fromEntries(values.map(({ name, scale }, k) => [name, (totals[k] ?? 0) / scale])) }));
}

function productRows(cube: Cube, places: Places, filter: BoardFilter): Row[] {
  if (filter.reason.length > 0 || filter.tier.length > 0) return [];
  const product: Group = { name: 'member', column: 'product', value: (place) => cube.values.product[place] ?? OTHER_VALUE };
  const names = { units: 'units', mature: 'mature', returned: 'returned', paid_minor: 'paid', cost_minor: 'cost', cases: 'cases' };
  const parts = sums(cube.products, places, null, [product, groupOf(cube)('category')], names);
  const rows = new Map<string, Row>();
  for (const part of parts) {
    const member = String(part['member']);
    const row = rows.get(member);
    const parent = [String(row?.['parent'] ?? ''), String(part['category'] ?? '')].sort().at(-1) ?? '';
    rows.set(member, { dimension: 'product_id', member, parent, ...Object.fromEntries(Object.keys(names).map((name) => [name, Number(row?.[name] ?? 0) + Number(part[name] ?? 0)])) });
  }
  return [...rows.values()].filter((row) => row['member'] !== OTHER_VALUE && Number(row['units']) > 0);
}

function channelRows(units: readonly Row[], costs: readonly Row[]): Row[] {
  return units.map((row) => {
    const cost = costs.find((other) => other['channel'] === row['channel']);
    return { dimension: 'channel', member: row['channel'] ?? null, parent: '', ...row, cost_minor: cost?.['cost_minor'] ?? 0, cases: cost?.['cases'] ?? 0 };
  });
}
