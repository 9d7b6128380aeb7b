import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import { Failure } from '../model/failure.ts';
import { literal } from '../lake/table-sql.ts';
import type { Row } from '../ports/query.ts';
import { rowReader } from './duckdb-cells.ts';
import { step } from './step.ts';

export interface EngineOptions {
  /** Folder for what does not fit in memory; the engine makes one of its own inside and removes it on close. */
  readonly tmp: string;
  /** DuckDB's own budget; the process takes 150-200 MB more. */
  readonly memoryMb?: number;
  readonly threads?: number;
  /** Statements that may run at once; by default one after the other, as they were given. */
  readonly atOnce?: number;
  /** `7 / 2` is 3, as in Trino. */
  readonly wholeDivision?: boolean;
}

/** One in-memory DuckDB, without network, extensions or, once jailed, any file but those it was given. */
export interface Engine {
  readonly dir: string;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Row[]>;
  /** Streams on a connection of its own, so that other statements may run meanwhile: it sees tables, not temporary ones. */
  batches(sql: string): AsyncIterable<Row[]>;
  /** From here on only these files and `dir` can be opened, and no setting changed. */
  jail(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const dir = await step('engine.open', async () => {
    await mkdir(options.tmp, { recursive: true });
    return mkdtemp(join(options.tmp, `duckdb-${process.pid}-`));
  });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMb ?? 256}MB`,
    threads: String(options.threads ?? Math.min(4, availableParallelism())),
    temp_directory: join(dir, 'spill'),
    // Keeping the order of the input through a statement would halve the speed of writing.
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connections = await Promise.all(Array.from({ length: options.atOnce ?? 1 }, () => instance.connect()));
  const lend = lender(connections);
  const run = (sql: string): Promise<void> => lend((connection) => worded(async () => {
    const execute = async (): Promise<void> => void (await connection.run(sql));
    await (WRITES.test(sql) ? step('engine.write', execute) : execute());
  }));
  await run(`SET GLOBAL TimeZone = 'UTC'; SET GLOBAL integer_division = ${options.wholeDivision ?? false}`);
  return {
    dir,
    run,
    rows: (sql) => lend((connection) => worded(() => allRows(connection, sql))),
    batches: (sql) => streamed(instance, sql),
    async jail(paths) {
      await run(`SET allowed_directories = [${literal(dir)}]`);
      await run(`SET allowed_paths = [${paths.map(literal).join(', ')}]`);
      await run('SET enable_external_access = false');
      await run('SET lock_configuration = true');
    },
    async close() {
      await lend.end();
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
      await step('engine.close', () => rm(dir, { recursive: true, force: true }));
    },
  };
}

interface Lender {
  <T>(action: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Lends nothing more, and returns once nothing is lent. */
  end(): Promise<void>;
}

/** One statement at a time on a connection, since a second one would end the first one's result; who came first is served first. */
function lender(connections: readonly DuckDBConnection[]): Lender {
  const idle = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let ended: Promise<unknown> | null = null;
  const taken = (): Promise<DuckDBConnection> => {
    const connection = idle.pop();
    return connection === undefined ? new Promise((serve) => waiting.push(serve)) : Promise.resolve(connection);
  };
  const lend = async <T>(action: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await taken();
    try {
      if (ended !== null) throw new Failure('closed', 'the query engine is closed');
      return await action(connection);
    } finally {
      const next = waiting.shift();
      if (next === undefined) idle.push(connection);
      else next(connection);
    }
  };
  return Object.assign(lend, {
    async end() {
      await (ended ??= Promise.all(connections.map(taken)));
    },
  });
}

/** The statements that write files. */
const WRITES = /\bCOPY \(/;

async function allRows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const result = await connection.stream(sql);
  const found: Row[] = [];
  for await (const batch of chunks(result)) found.push(...batch);
  return found;
}

async function* streamed(instance: DuckDBInstance, sql: string): AsyncIterable<Row[]> {
  const connection = await instance.connect();
  try {
    const result = await worded(() => connection.stream(sql));
    const batches = chunks(result)[Symbol.asyncIterator]();
    for (;;) {
      const next = await worded(() => batches.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    connection.closeSync();
  }
}

async function* chunks(result: DuckDBResult): AsyncGenerator<Row[]> {
  const read = rowReader(result);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield read(chunk);
  }
}

/** The engine's own message may hold cells of a file: it goes into `cause`, for logs that mask it, not to people. */
async function worded<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const text = error instanceof Error ? error.message : '';
    if (/No space left|max_temp_directory_size/.test(text)) throw new Failure('disk_full', 'the disk is full', { retry: 'same', cause: error });
    if (/^Out of Memory/.test(text)) throw new Failure('out_of_memory', 'a statement needs more memory than it may have', { cause: error });
    if (/^IO Error/.test(text)) throw new Failure('io_error', 'the query engine could not read or write', { retry: 'same', cause: error });
    throw new Failure('query_failed', 'the query engine refused a statement', { cause: error });
  }
}
