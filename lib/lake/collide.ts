import type { Table } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import { contentColumns, identifier, literal } from './table-sql.ts';

/** Rows of a list of files for which `filter` holds. `place` numbers them: unique within a list, whatever else is scanned beside it. */
export interface Scan {
  readonly paths: readonly string[];
  readonly filter: string;
  /** Number of the first file, for `place`. */
  readonly firstFile: number;
}

type Engine = Pick<Bench, 'run' | 'rows'>;

/** Keys held at once while rows of one key are compared; more are compared in turns, by hash bucket. */
const KEYS_AT_ONCE = 500_000;
/** Up to here the others are joined on the key columns themselves: row groups without such keys are then skipped. */
const EXACT_NEAR = 100_000;

export const scanOf = (paths: readonly string[]): string => `read_parquet([${paths.map(literal).join(', ')}])`;
const placeFrom = (firstFile: number): string => `(((file_index + ${firstFile})::BIGINT << 40) | file_row_number)`;
export const placedRows = ({ paths, filter, firstFile }: Scan): string =>
  `SELECT *, ${placeFrom(firstFile)} AS place FROM ${scanOf(paths)} WHERE ${filter}`;

/** Orders rows of one key: the first one wins. `content` and `place` only decide between rows that agree in all that should decide. */
export const WINNER_FIRST = 'source_updated_at DESC NULLS LAST, order_key DESC, row_no DESC, content DESC, place';

/**
 * Leaves a table `into(k, source_updated_at, order_key, row_no, content, place, is_some, bucket)` of the rows whose key is in more than
 * one row, of which at least one is among `some`; answers how many buckets there are. Only narrow columns are kept, and of the whole
 * table only hashes are grouped, so that memory does not grow with it. `k` is a 128-bit digest of the key, `content` a 64-bit hash.
 */
export async function collide(engine: Engine, table: Table, some: Scan, others: Scan, into: string): Promise<number> {
  const near = others.paths.length === 0 ? null : await nearKeys(engine, table, some, `${into}_near`);
  const all = [selectHashed(table, some, null), ...(near === null ? [] : [selectHashed(table, others, near)])];
  const hashes = all.map((select) => `SELECT h FROM (${select})`).join(' UNION ALL ');
  await engine.run(`CREATE TABLE ${into}_twice AS SELECT h FROM (${hashes}) GROUP BY h HAVING count(*) > 1`);
  const [counted] = await engine.rows(`SELECT count(*) AS keys FROM ${into}_twice`);
  const buckets = Math.max(1, Math.ceil(Number(counted?.['keys'] ?? 0) / KEYS_AT_ONCE));
  const rows = all.map((select, index) => `
    SELECT k, source_updated_at, order_key, row_no, content, place, ${index === 0} AS is_some, (h % ${buckets})::INTEGER AS bucket
    FROM (${select}) SEMI JOIN ${into}_twice USING (h)`);
  await engine.run(`CREATE TABLE ${into} AS ${rows.join(' UNION ALL ')}`);
  await engine.run(`DROP TABLE ${into}_twice${near === null ? '' : `; DROP TABLE ${near.name}`}`);
  return buckets;
}

interface Near {
  readonly name: string;
  readonly columns: string;
}

async function nearKeys(engine: Engine, table: Table, some: Scan, name: string): Promise<Near> {
  const [counted] = await engine.rows(`SELECT count(*) AS rows FROM ${scanOf(some.paths)}`);
  const exact = Number(counted?.['rows'] ?? 0) <= EXACT_NEAR;
  const columns = exact ? keyColumns(table) : 'h';
  await engine.run(`CREATE TABLE ${name} AS SELECT DISTINCT ${columns} FROM (${selectHashed(table, some, null)})`);
  return { name, columns };
}

/** Narrow before it is joined: the engine may build its hash table from this side. */
const selectHashed = (table: Table, scan: Scan, near: Near | null): string => `
  SELECT * FROM (
    SELECT ${keyColumns(table)}, hash(${keyColumns(table)}) AS h, ${keyDigest(table)} AS k, ${contentHash(table)} AS content,
      source_updated_at, order_key, row_no, place
    FROM (${placedRows(scan)}))
  ${near === null ? '' : `SEMI JOIN ${near.name} USING (${near.columns})`}`;

const keyColumns = (table: Table): string => table.key.map(identifier).join(', ');
const contentHash = (table: Table): string => `hash(${contentColumns(table).map(({ name }) => identifier(name)).join(', ')})`;
const keyDigest = (table: Table): string =>
  `md5_number(${table.key.map(identifier).map((column) => `coalesce(length(${column}) || ':' || ${column}, '')`).join(` || `)})`;
