import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { trusted, type Day } from '../../lib/model/ids.ts';
import { addDays } from '../../lib/model/days.ts';
import { defaultSettings, type Settings } from '../../lib/model/settings.ts';
import type { Row, Snapshot } from '../../lib/ports/query.ts';
import { columnDefinitions } from '../../lib/lake/table-sql.ts';
import { tableNames, tables, type TableName } from '../../lib/model/tables.ts';
import { analyseAll, analysisEngine } from '../support/analysis-relations.ts';
import { edgeSql } from '../support/edge-merchant.ts';
import { goldenDay, goldenSql } from '../support/golden-merchant.ts';
import { runStatement } from './athena-server/statements.ts';
import { trinoSnapshot } from './athena-server/trino-snapshot.ts';
import { onEngines } from './engines/on-engines.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** What an analysis defined and asked on one engine: name → rows. */
type Told = Map<string, readonly Row[]>;

interface World {
  readonly asOf: Day;
  readonly settings?: Settings;
  readonly reasonMap?: ReadonlyMap<string, string>;
  readonly table: (name: TableName) => string;
}

async function tell(snapshot: Snapshot, world: World): Promise<Told> {
  const told: Told = new Map();
  const define = async (name: string, sql: string): Promise<void> => {
    try {
      await snapshot.define(name, sql);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : ''}`, { cause: error });
    }
    told.set(name, await snapshot.rows(`SELECT * FROM ${name}`));
  };
  const rows = async (sql: string): Promise<Row[]> => {
    const found = await snapshot.rows(sql);
    told.set(`question ${sql}`, found);
    return found;
  };
  await analyseAll({ ...snapshot, define, rows }, { asOf: world.asOf, reasonMap: world.reasonMap ?? new Map(), ...(world.settings === undefined ? {} : { settings: world.settings }) });
  return told;
}

async function onDuckdb(world: World): Promise<Told> {
  const engine = await analysisEngine(async ({ run }) => {
    for (const name of tableNames) await run(`CREATE TABLE ${name} (${columnDefinitions(tables[name])}); INSERT INTO ${name} ${world.table(name)}`);
  });
  try {
    return await tell({ define: (name, sql) => engine.run(`CREATE TABLE ${name} AS ${sql}`), rows: engine.rows, batches: engine.batches, close: engine.close }, world);
  } finally {
    await engine.close();
  }
}

async function onTrino(trino: string, world: World): Promise<Told> {
  const session = { trino, schema: `p_${randomUUID().replaceAll('-', '')}` };
  await runStatement(`CREATE SCHEMA lake.${session.schema}`, session);
  for (const name of tableNames) await runStatement(`CREATE TABLE ${name} AS ${world.table(name)}`, session);
  return tell(trinoSnapshot(session), world);
}

/** The same rows, in whatever order; doubles to nine digits, since engines add them in any order. */
function expectSame(here: readonly Row[], there: readonly Row[], name: string): void {
  const sorted = (rows: readonly Row[]): Row[] => rows
    .map((row) => ({ key: JSON.stringify(Object.entries(row).map(([column, cell]) => [column, typeof cell === 'number' ? Number(cell.toPrecision(6)) : cell])), row }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
  const [a, b] = [sorted(here), sorted(there)];
  expect(a.length, `${name}: rows`).toBe(b.length);
  a.forEach((row, n) => {
    const other = b[n] ?? {};
    expect(Object.keys(other), `${name}: columns`).toEqual(Object.keys(row));
    for (const [column, cell] of Object.entries(row)) {
      const found = other[column];
      const same = typeof cell === 'number' && typeof found === 'number' ? Math.abs(cell - found) <= 1e-9 * Math.max(1, Math.abs(cell)) : cell === found;
      if (!same) expect.fail(`${name}.${column}: DuckDB ${JSON.stringify(cell)}, Trino ${JSON.stringify(found)} in ${JSON.stringify(row)}`);
    }
  });
}

function expectEqual(here: Told, there: Told): void {
  // What is asked together comes in any order.
  expect([...there.keys()].sort()).toEqual([...here.keys()].sort());
  for (const [name, rows] of here) expectSame(rows, there.get(name) ?? [], name.slice(0, 120));
}

const golden: World = { asOf: goldenDay, reasonMap: new Map([['说不清', 'changed_mind']]), table: goldenSql };

onEngines('every query answers alike on DuckDB and on Trino', ({ trino }) => {
  test('the golden merchant gives the golden rows', async () => {
    const told = await onTrino(trino, golden);
    expect(told.size).toBeGreaterThan(80);
    for (const [name, rows] of told) {
      const file = new URL(`../analyse/golden/${name}.json`, import.meta.url);
      const text = name.startsWith('question') ? null : tryRead(file);
      if (text !== null) expectSame(JSON.parse(text), rows, name);
    }
    expectEqual(await onDuckdb(golden), told);
  });

  test('a merchant without a row', async () => {
    const nothing: World = { asOf: trusted<Day>('2026-06-30'), table: (name) => `${goldenSql(name)}${/WHERE FALSE$/.test(goldenSql(name)) ? '' : ' WHERE FALSE'}` };
    expectEqual(await onDuckdb(nothing), await onTrino(trino, nothing));
  });

  test('edge values under random parameters', async () => {
    await fc.assert(fc.asyncProperty(worlds, async (world) => expectEqual(await onDuckdb(world), await onTrino(trino, world))), { numRuns: Number(process.env['RUNS'] ?? 2), endOnFailure: true });
  });
});

function tryRead(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Days, windows and cost settings as a merchant might set them, over tables of edge values. */
const worlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }), daysLater: fc.integer({ min: -45, max: 10 }), customerDays: fc.integer({ min: 1, max: 400 }), problemDays: fc.integer({ min: 1, max: 120 }),
  currency: fc.constantFrom('CNY', 'USD'), preset: fc.constantFrom('cautious' as const, 'standard' as const, 'strict' as const), bp: fc.integer({ min: 0, max: 10_000 }), minor: fc.integer({ min: 0, max: 99_999 }),
}).map(({ seed, daysLater, customerDays, problemDays, currency, preset, bp, minor }) => ({
  asOf: addDays(goldenDay, daysLater),
  settings: {
    ...defaultSettings, currency, preset, windows: { ...defaultSettings.windows, customer_days: customerDays, problem_days: problemDays },
    costs: { ...defaultSettings.costs, margin_bp: bp, payment_fee_bp: bp, inbound_freight_minor: minor, labour_minor_per_hour: minor, service_minor_per_hour: minor },
  },
  table: edgeSql(seed),
}));
