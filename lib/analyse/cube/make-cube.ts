import { cubePeriods, type Cube, type CubeBlock } from '../../model/boards/cube.ts';
import { addDays, dayNumber } from '../../model/days.ts';
import type { Day } from '../../model/ids.ts';
import { reasons } from '../../model/reasons.ts';
import { customerTiers } from '../../model/tiers.ts';
import type { Row, Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

export interface CubeFrame {
  readonly as_of: Day;
  readonly version: number;
  /** The merchant's own window of the problems, days. */
  readonly windowDays: number;
  /** The window of the customers' facts, days. */
  readonly customerDays: number;
}

/** Values that keep a place of their own; fewer where the cube would grow beyond `MOST_ROWS`. */
const PLACES = [12, 8, 5, 3, 1, 0];
const KEPT = 12;
const KEPT_PRODUCTS = 300;
const MOST_ROWS = 60_000;
const HISTORY_DAYS = 730;

const places = ['channel', 'category', 'region'] as const;
const grids = { satisfaction_loyalty: ['loyal', 'hurt', 'content', 'leaving', 'unknown'], value_cost: ['best', 'valuable_but_costly', 'steady', 'improvable', 'occasional', 'costly', 'unknown'] } as const;
const words: Readonly<Record<string, readonly string[]>> = { reason: reasons.map((r) => r.code), tier: customerTiers, previous: customerTiers, ...grids };

/** Works out the cube. Needs the facts, the customers' evidence and their tiers, defined over the snapshot. */
export async function makeCube(snapshot: Snapshot, { as_of, version, windowDays, customerDays }: CubeFrame): Promise<Cube> {
  const edges = edgesOf(windowDays, customerDays);
  const monday = mondayAtOrBefore(addDays(as_of, 1 - 2 * Math.max(windowDays, 180)));
  await snapshot.define('cube_days', daysSql(as_of, edges, monday));
  await snapshot.define('cube_values', sqlOf('cube-values'));
  const block = (name: string, groups: readonly string[]): Promise<CubeBlock> => blockOf(snapshot, name, groups);
  const [values, cases, units, hours, products, contacts, customers] = await Promise.all([
    valuesOf(snapshot),
    block('cube-cases', ['span', 'week', ...places, 'reason', 'tier']),
    block('cube-units', ['span', 'week', ...places, 'tier']),
    block('cube-hours', ['span', ...places, 'reason', 'tier', 'quarters']),
    block('cube-products', ['product', ...places]),
    block('cube-contacts', ['span']),
    block('cube-customers', ['tier', 'previous', 'satisfaction_loyalty', 'value_cost', ...places]),
  ]);
  return { as_of, version, edges, monday, values, cases, units, hours, products, contacts, customers };
}

const sqlOf = (name: string): string => loadSql(import.meta.url, `./${name}.sql`);

/** Every period that may be chosen begins and ends at an edge, and so does the period before it. */
export const edgesOf = (windowDays: number, customerDays: number): number[] =>
  [...new Set([...cubePeriods, windowDays, customerDays].flatMap((days) => [days, 2 * days]))].sort((a, b) => a - b);

const mondayAtOrBefore = (day: Day): Day => addDays(day, -((dayNumber(day) + 3) % 7));

/** The last two years, day by day. */
function daysSql(asOf: Day, edges: readonly number[], monday: Day): string {
  const rows = Array.from({ length: Math.max(HISTORY_DAYS, edges.at(-1) ?? 0) }, (_, ago) => {
    const day = addDays(asOf, -ago);
    const week = Math.floor((dayNumber(day) - dayNumber(monday)) / 7);
    return `(DATE '${day}', ${edges.filter((edge) => edge <= ago).length}, ${Math.max(-1, week)})`;
  });
  return `SELECT day, span, week FROM (VALUES ${rows.join(', ')}) AS given (day, span, week)`;
}

async function valuesOf(snapshot: Snapshot): Promise<Cube['values']> {
  const rows = await snapshot.rows('SELECT dimension, value, place FROM cube_values ORDER BY dimension, place');
  const of = (dimension: string): string[] => rows.filter((row) => row['dimension'] === dimension).map((row) => String(row['value']));
  return {
    channel: of('channel'), category: of('category'), region: of('region'), product: of('product'),
    reason: words['reason'] ?? [], tier: customerTiers, previous: customerTiers, ...grids,
  };
}

/** The rows of one question, with as many values of their own as fit: the rarest become "other" until they do. */
async function blockOf(snapshot: Snapshot, name: string, groups: readonly string[]): Promise<CubeBlock> {
  const relation = name.replaceAll('-', '_');
  await snapshot.define(relation, sqlOf(name));
  let rows = await snapshot.rows(`SELECT * FROM ${relation} LIMIT ${MOST_ROWS + 1}`);
  const sums = Object.keys(rows[0] ?? {}).filter((column) => !groups.includes(column));
  for (const most of PLACES.slice(1)) {
    if (rows.length <= MOST_ROWS) break;
    const grouped = groups.map((group) => fold(group, most));
    rows = await snapshot.rows(`SELECT ${groups.map((group, i) => `${grouped[i] ?? group} AS ${group}`).join(', ')}, ${sums.map((sum) => `CAST(sum(${sum}) AS bigint) AS ${sum}`).join(', ')}
FROM ${relation} GROUP BY ${grouped.join(', ')} LIMIT ${MOST_ROWS + 1}`);
  }
  return columnsOf(rows.slice(0, MOST_ROWS), groups);
}

const fold = (group: string, most: number): string =>
  places.some((place) => place === group) ? `CASE WHEN ${group} >= ${most} THEN ${KEPT} ELSE ${group} END`
    : group === 'product' ? `CASE WHEN product >= ${most * 25} THEN ${KEPT_PRODUCTS} ELSE product END` : group;

/** Sorted, so that equal facts make equal documents. */
function columnsOf(rows: readonly Row[], groups: readonly string[]): CubeBlock {
  const columns = new Map(Object.keys(rows[0] ?? {}).map((name) => {
    const places = words[name] === undefined ? null : new Map(words[name].map((word, place) => [word, place]));
    return [name, rows.map((row) => (places === null ? Number(row[name]) : places.get(String(row[name])) ?? -1))] as const;
  }));
  const keys = groups.map((group) => columns.get(group) ?? []);
  const order = rows.map((_, place) => place).sort((a, b) => {
    for (const key of keys) {
      const difference = (key[a] ?? 0) - (key[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const kept = [...columns].filter(([name, column]) => groups.includes(name) || column.some((value) => value !== 0));
  return { rows: rows.length, columns: Object.fromEntries(kept.map(([name, column]) => [name, order.map((place) => column[place] ?? 0)])) };
}
