import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { AthenaClient, ColumnInfo } from '@aws-sdk/client-athena';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { identifier } from '../lake/table-sql.ts';
import { Failure, isFailure } from '../model/failure.ts';
import { tableNames, tables } from '../model/tables.ts';
import type { Cell, Query, Row, Snapshot } from '../ports/query.ts';
import { canonicalTables } from './athena-fold.ts';
import { costOf, costs, MOST_STAGES, needed, planRound, type Texts } from './athena-plan.ts';
import { checked, inBlocks, readQuestion, rowOf, together, valuesOf, type Question } from './athena-question.ts';
import { fromScratch, slotsOf, toScratch } from './athena-scratch.ts';
import { athenaStatements, MOST_QUERY_BYTES, type Ran, type Statements } from './athena-statements.ts';
import { squeezed } from './sql-text.ts';

export interface AthenaQueryOptions {
  readonly athena: AthenaClient;
  readonly s3: S3Client;
  readonly workgroup: string;
  /** The Glue database of the lake's tables and the scratch table. */
  readonly database: string;
  /** Where intermediate relations and large answers go: a bucket and a prefix (`scratch/`) that forgets after a day. */
  readonly scratch: { readonly bucket: string; readonly prefix: string };
  /** Hears of every statement that ran. */
  readonly onRan?: (ran: Ran) => void;
}

/** Rows in a batch that is handed on. */
const BATCH_ROWS = 2048;

interface Ask {
  readonly sql: string;
  readonly found: (rows: Row[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The query port on Athena. A definition is a text; what many read is kept in the scratch table (`athena-plan.ts`), the rest is written out
 * where it is read. Questions asked in the same turn of the event loop share a query.
 */
export function athenaQuery(options: AthenaQueryOptions): Query {
  return { snapshot: async (manifest) => open(options, canonicalTables(manifest, options.database)) };
}

function open(options: AthenaQueryOptions, canonical: ReadonlyMap<string, string>): Snapshot {
  const statements: Statements = athenaStatements(options);
  const relations = new Map<string, string>();
  /** Relation → the run that kept it. */
  const runs = new Map<string, string>();
  const texts = (): Texts => ({ relations, kept: new Set(runs.keys()), mayKeep: (name) => slotsOf(name) !== null });
  const columnsOf = (name: string): readonly string[] | null =>
    tableNames.flatMap((table) => (table === name ? [tables[table].columns.map((column) => column.name)] : []))[0] ?? slotsOf(name)?.map((column) => column.name) ?? null;

  /** A text with all that it reads before it. */
  function complete(sql: string): string {
    const read = needed(texts(), [sql]);
    const reads = [sql, ...[...read].filter((name) => !runs.has(name)).map((name) => relations.get(name) ?? '')].join(' ');
    const tablesRead = [...canonical].filter(([name]) => new RegExp(`\\b(?:from|join)\\s+"?${name}\\b`, 'i').test(reads));
    const ctes = [
      ...tablesRead,
      ...[...relations].filter(([name]) => read.has(name)).map(([name, text]) => {
        const run = runs.get(name);
        return [name, run === undefined ? text : fromScratch(name, run, options.database)] as const;
      }),
    ];
    return ctes.length === 0 ? sql : `WITH ${ctes.map(([name, text]) => `${identifier(name)} AS (${text})`).join(', ')} ${/^with\b/i.test(sql) ? `SELECT * FROM (${sql})` : sql}`;
  }

  const place = (kind: string): { run: string; prefix: string } => {
    const run = randomBytes(12).toString('hex');
    return { run, prefix: `${options.scratch.prefix}${kind}/run=${run}/` };
  };
  const unload = (sql: string, prefix: string, how: string): Promise<Ran> =>
    statements.run(`UNLOAD (${complete(sql)}) TO 's3://${options.scratch.bucket}/${prefix}' WITH (${how})`);

  async function prepare(questions: readonly string[]): Promise<void> {
    for (;;) {
      const { keep } = planRound(texts(), questions);
      if (keep.length === 0) return;
      const { run, prefix } = place('relations');
      await unload(toScratch(keep), prefix, "format = 'PARQUET', compression = 'SNAPPY', partitioned_by = ARRAY['relation']");
      for (const name of keep) runs.set(name, run);
    }
  }

  let lane: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const turn = lane.then(action, action);
    lane = turn.catch(() => undefined);
    return turn;
  };

  const pending: Ask[] = [];
  async function answer(asked: readonly Ask[]): Promise<void> {
    await eachTold(asked, async () => {
      await prepare(asked.map(({ sql }) => sql));
      for (const group of groups(asked)) {
        await eachTold(group.map(({ ask }) => ask), () => (group.some(({ question }) => question === null) ? alone(group) : share(group)));
      }
    });
  }

  /** What is wrong with one question is told to it alone: where several were refused together, each is asked by itself. */
  async function eachTold(asked: readonly Ask[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (asked.length > 1 && isFailure(error, 'query_failed')) for (const ask of asked) await answer([ask]);
      else for (const { failed } of asked) failed(error);
    }
  }

  interface Read {
    readonly ask: Ask;
    readonly question: Question | null;
  }

  /** As many questions to a query as the engine takes. */
  function groups(asked: readonly Ask[]): Read[][] {
    const cost = costs(texts());
    const made: Read[][] = [];
    let left = 0;
    for (const ask of asked) {
      const question = readQuestion(ask.sql, columnsOf);
      const price = costOf(ask.sql, texts(), cost);
      const last = made.at(-1);
      if (question === null || last === undefined || last.some((read) => read.question === null) || price > left || Buffer.byteLength(complete([...last.map((read) => read.ask.sql), ask.sql].join(' UNION '))) > MOST_QUERY_BYTES * 0.8) {
        made.push([{ ask, question }]);
        left = MOST_STAGES - price;
      } else {
        last.push({ ask, question });
        left -= price;
      }
    }
    return made;
  }

  async function alone(group: readonly Read[]): Promise<void> {
    for (const { ask } of group) {
      const { id } = await statements.run(complete(ask.sql));
      const rows: Row[] = [];
      for await (const page of statements.pages(id)) {
        for (const cells of page.rows) rows.push(Object.fromEntries(page.columns.map((column, n) => [column.Name ?? '', cellOf(column, cells[n] ?? null)])));
      }
      ask.found(rows);
    }
  }

  async function share(group: readonly Read[]): Promise<void> {
    const questions = group.flatMap(({ question }) => (question === null ? [] : [question]));
    const { id } = await statements.run(complete(together(questions)));
    const found: Row[][] = group.map(() => []);
    for await (const { rows } of statements.pages(id)) {
      for (const [question, , line] of rows) {
        const n = Number(question);
        found[n]?.push(rowOf(questions[n]?.columns ?? [], valuesOf(line ?? '[]')));
      }
    }
    group.forEach(({ ask }, n) => ask.found(found[n] ?? []));
  }

  /** Lines of the files under a prefix, block by block; within a block in any order. */
  async function* blocks(prefix: string): AsyncGenerator<AsyncGenerator<string>> {
    const byBlock = new Map<number, string[]>();
    for await (const { Contents: objects = [] } of paginateListObjectsV2({ client: options.s3 }, { Bucket: options.scratch.bucket, Prefix: prefix })) {
      for (const { Key: key = '' } of objects) {
        const block = Number(/block=(\d+)\//.exec(key)?.[1] ?? NaN);
        if (Number.isNaN(block)) continue;
        byBlock.set(block, [...(byBlock.get(block) ?? []), key]);
      }
    }
    for (const [, keys] of [...byBlock].sort(([a], [b]) => a - b)) yield linesOf(keys);
  }

  async function* linesOf(keys: readonly string[]): AsyncGenerator<string> {
    for (const key of keys) {
      const { Body: body } = await options.s3.send(new GetObjectCommand({ Bucket: options.scratch.bucket, Key: key }));
      if (!(body instanceof Readable)) throw new Failure('io_error', 'the query engine could not read or write', { retry: 'same' });
      const unpacked = body.pipe(createGunzip());
      body.once('error', (error) => unpacked.destroy(error));
      yield* createInterface({ input: unpacked, crlfDelay: Infinity });
    }
  }

  async function* streamed(sql: string): AsyncGenerator<Row[]> {
    const question = readQuestion(sql, columnsOf);
    if (question === null) throw new Failure('bad_question', 'a large question names its columns, and orders by them');
    const { prefix } = place('answers');
    await inTurn(async () => {
      await prepare([sql]);
      await unload(inBlocks(question), prefix, "format = 'TEXTFILE', compression = 'GZIP', partitioned_by = ARRAY['block']");
    });
    for await (const lines of blocks(prefix)) {
      if (question.order === null) yield* batched(question, lines);
      else {
        const block: Cell[][] = [];
        for await (const line of lines) block.push(valuesOf(line));
        block.sort((a, b) => Number(a[0]) - Number(b[0]));
        for (let from = 0; from < block.length; from += BATCH_ROWS) yield block.slice(from, from + BATCH_ROWS).map((values) => rowOf(question.columns, values, 1));
      }
    }
  }

  return {
    async define(name, sql) {
      if (!/^[a-z][a-z0-9_]*$/.test(name) || tableNames.some((known) => known === name)) {
        throw new Failure('bad_name', 'a relation name must be lower case words, and none of the canonical tables');
      }
      if (relations.has(name)) throw new Failure('bad_name', 'a relation is defined once');
      relations.set(name, squeezed(sql));
    },
    rows(sql) {
      return new Promise((found, failed) => {
        if (pending.length === 0) setImmediate(() => void inTurn(() => answer(pending.splice(0))));
        pending.push({ sql: squeezed(sql), found, failed });
      });
    },
    batches: (sql) => streamed(squeezed(sql)),
    async close() {
      await statements.stop();
      await lane;
    },
  };
}

async function* batched({ columns }: Question, lines: AsyncIterable<string>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const line of lines) {
    batch.push(rowOf(columns, valuesOf(line), 1));
    if (batch.length === BATCH_ROWS) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** A cell of a plain result, by its column's type. */
function cellOf({ Type: type = '' }: ColumnInfo, text: string | null): Cell {
  if (text === null) return null;
  switch (type) {
    case 'tinyint': case 'smallint': case 'integer': case 'bigint': case 'double': case 'float': case 'real': case 'decimal':
      return checked(Number(text));
    case 'boolean':
      return text === 'true';
    case 'varchar': case 'char': case 'date': case 'time':
      return text;
    case 'timestamp':
      return text.length > 19 ? text.slice(0, 23).padEnd(23, '0') : `${text}.000`;
    default:
      throw new Failure('unsupported_type', 'a query answered with a type that has no plain value');
  }
}
