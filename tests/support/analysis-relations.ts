import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askBoards } from '../../lib/analyse/boards/questions.ts';
import { makeCube } from '../../lib/analyse/cube/make-cube.ts';
import { defineCustomerEvidence } from '../../lib/analyse/customers/define.ts';
import { countProblems } from '../../lib/analyse/drivers/count-problems.ts';
import { findDrivers } from '../../lib/analyse/drivers/find-drivers.ts';
import { defineFacts, type FactsInput } from '../../lib/analyse/facts/define.ts';
import { openEngine, type Engine } from '../../lib/embedded/duckdb.ts';
import { columnDefinitions } from '../../lib/lake/table-sql.ts';
import { trusted, type Day } from '../../lib/model/ids.ts';
import { defaultSettings } from '../../lib/model/settings.ts';
import { tableNames, tables } from '../../lib/model/tables.ts';
import type { Snapshot } from '../../lib/ports/query.ts';
import { defineCustomerTiers } from '../../lib/tier/customers/define.ts';
import { rulesOf } from '../../lib/tier/customers/rules.ts';
import { migrations } from '../../lib/tier/customers/tier-customers.ts';

/** Everything that an analysis defines and asks, in its order, over any snapshot. */
export async function analyseAll(snapshot: Snapshot, input: Omit<FactsInput, 'settings'> & Partial<Pick<FactsInput, 'settings'>>): Promise<void> {
  const settings = input.settings ?? defaultSettings;
  const windowDays = settings.windows.problem_days;
  await defineFacts(snapshot, { ...input, settings });
  await defineCustomerEvidence(snapshot);
  await defineCustomerTiers(snapshot, rulesOf(settings.preset));
  await findDrivers(snapshot, { windowDays });
  await countProblems(snapshot);
  await askBoards(snapshot);
  await migrations(snapshot);
  await makeCube(snapshot, { as_of: input.asOf, version: 1, windowDays, customerDays: settings.windows.customer_days });
}

/** DuckDB as an analysis sees it: with the prelude, and the tables that `fill` makes. */
export async function analysisEngine(fill: (engine: Engine) => Promise<void> = emptyTables): Promise<Engine> {
  const engine = await openEngine({ tmp: join(tmpdir(), 'aftertier-tests'), wholeDivision: true });
  await engine.run(readFileSync(new URL('../../lib/embedded/prelude.sql', import.meta.url), 'utf8'));
  await fill(engine);
  return engine;
}

const emptyTables = async (engine: Engine): Promise<void> => {
  for (const name of tableNames) await engine.run(`CREATE TABLE ${name} (${columnDefinitions(tables[name])})`);
};

/** How Athena keeps a column of a DuckDB type: see lib/aws/athena-scratch.ts. */
const kinds: Readonly<Record<string, string>> = {
  VARCHAR: 'text', TINYINT: 'whole', INTEGER: 'whole', BIGINT: 'whole', HUGEINT: 'whole', DOUBLE: 'real', BOOLEAN: 'flag', DATE: 'day', TIMESTAMP: 'time', TIMESTAMP_MS: 'time',
};

/** The columns of every relation of an analysis: name → `column kind, …`. A type that only one engine would give stands as it is. */
export async function describeRelations(): Promise<Record<string, string>> {
  const engine = await analysisEngine();
  const found: Record<string, string> = {};
  const snapshot: Snapshot = {
    async define(name, sql) {
      await engine.run(`CREATE TABLE ${name} AS ${sql}`);
      const columns = await engine.rows(`SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '${name}' ORDER BY ordinal_position`);
      found[name] = columns.map((column) => `${String(column['column_name'])} ${kinds[String(column['data_type'])] ?? String(column['data_type'])}`).join(', ');
    },
    rows: async () => [], batches: engine.batches, close: engine.close,
  };
  try {
    await analyseAll(snapshot, { asOf: trusted<Day>('2026-06-30'), reasonMap: new Map() });
  } finally {
    await engine.close();
  }
  return found;
}
