import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { Failure } from '../model/failure.ts';
import { tableNames, tables } from '../model/tables.ts';
import type { TableFiles } from '../lake/fold.ts';
import { allPaths, findLosers, folded, needsFold } from '../lake/fold.ts';
import { localFiles } from '../lake/local-files.ts';
import { columnDefinitions, identifier } from '../lake/table-sql.ts';
import type { Objects } from '../ports/objects.ts';
import type { Query, Snapshot } from '../ports/query.ts';
import type { Engine, EngineOptions } from './duckdb.ts';

/** The query port on DuckDB: a snapshot is an engine jailed to the files that one manifest names. */
export function duckdbQuery(objects: Objects, options: EngineOptions): Query {
  return {
    async snapshot(manifest) {
      const found = await Promise.all(tableNames.map((name) => localFiles(objects, manifest, tables[name])));
      const { openEngine } = await import('./duckdb.ts');
      const engine = await openEngine({ memoryMb: analysisMemoryMb(), ...options, wholeDivision: true, atOnce: Math.min(3, availableParallelism()) });
      try {
        await engine.jail(found.flatMap(allPaths));
        for (const files of found) await offer(engine, files);
        await engine.run(await prelude());
      } catch (error) {
        await engine.close();
        throw error;
      }
      return inOrder(engine);
    },
  };
}

/**
 * What is asked runs as soon as what it reads is there, so that one statement's lonely thread leaves no core idle: `define` returns at
 * once, and what goes wrong with it is told to whoever reads it.
 */
function inOrder(engine: Engine): Snapshot {
  const made = new Map<string, Promise<void>>();
  const allRead = (sql: string): Promise<unknown> => Promise.all(wordsOf(sql).map((word) => made.get(word)));
  return {
    async define(name, sql, kept = 'keep') {
      const create = `CREATE ${kept === 'keep' ? 'TABLE' : 'VIEW'} ${relationName(name)} AS ${sql}`;
      if (made.has(name)) throw new Failure('bad_name', 'a relation of this name is defined already');
      const making = allRead(sql).then(() => engine.run(create));
      making.catch(() => undefined);
      made.set(name, making);
    },
    async rows(sql) {
      await allRead(sql);
      return engine.rows(sql);
    },
    async *batches(sql) {
      await allRead(sql);
      yield* engine.batches(sql);
    },
    close: engine.close,
  };
}

/** The words of a text that may name a relation; one that does not only waits in vain. */
const wordsOf = (sql: string): string[] => [...new Set(sql.replace(/^(?:--.*\s+)*/, '').toLowerCase().match(/\b[a-z]\w*/g))];

/** Half of what the machine has, or its container: what an analysis keeps grows with the merchant (about 1 GB for a million rows), and beyond it spills to disk. */
export function analysisMemoryMb(): number {
  const container = process.constrainedMemory();
  const bytes = container > 0 && container < totalmem() ? container : totalmem();
  return Math.max(256, Math.floor(bytes / 2 ** 21));
}

async function offer(engine: Engine, files: TableFiles): Promise<void> {
  const { name } = files.table;
  if (files.parts.length === 0) {
    await engine.run(`CREATE TABLE ${identifier(name)} (${columnDefinitions(files.table)})`);
    return;
  }
  const losers = needsFold(files) ? `lost_${name}` : null;
  if (losers !== null) await findLosers(engine, files, losers);
  await engine.run(`CREATE VIEW ${identifier(name)} AS ${folded(files, losers)}`);
}

let loaded: Promise<string> | null = null;

/** Trino's names as macros over DuckDB's functions. */
const prelude = (): Promise<string> => (loaded ??= readFile(new URL('./prelude.sql', import.meta.url), 'utf8'));

/** Names of relations come from code, and never hide a canonical table. */
function relationName(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || tableNames.some((known) => known === name)) {
    throw new Failure('bad_name', 'a relation name must be lower case words, and none of the canonical tables');
  }
  return identifier(name);
}
