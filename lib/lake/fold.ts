import type { Table } from '../model/tables.ts';
import type { Manifest, Part } from './manifest.ts';
import { contentColumns, identifier, literal, names } from './table-sql.ts';

/**
 * The fold as DuckDB SQL: of the rows of one key the one with the greatest (source_updated_at, order_key, row_no) is read; where a row
 * repeats the content of that one, the earlier of them stands. A maximum over a total order: the same whatever order rows came in.
 *
 * Only keys that occur in more than one row are compared, and of those only the narrow columns that decide: windows over whole rows
 * need memory in proportion to the table. Keys are found by a 64-bit hash and then compared exactly.
 */

/** Where the files of a table are, in the order that `place` counts them. */
export interface TableFiles {
  readonly table: Table;
  readonly parts: readonly { readonly part: Part; readonly paths: readonly string[] }[];
  readonly withdrawn: readonly string[];
  readonly tombstones: readonly string[];
}

/** The parts of a table that reading looks at: those that hold only lost rows, or only withdrawn ones, are left out. */
export function partsToRead(manifest: Manifest, table: Table): Part[] {
  const withdrawn = new Set<string>(manifest.withdrawn);
  return manifest.parts.filter(
    (part) => part.table === table.name && part.lostMs === undefined && !part.uploads.every((upload) => withdrawn.has(upload)),
  );
}

export const needsFold = (files: TableFiles): boolean => files.parts.some(({ part }) => part.overlaps);

/** A number for each row, unique in the scan of one list of files. */
const PLACE = '((file_index::BIGINT << 40) | file_row_number)';

export const allPaths = (files: TableFiles): string[] => files.parts.flatMap(({ paths }) => paths);
export const scanOf = (paths: readonly string[]): string => `read_parquet([${paths.map(literal).join(', ')}])`;
export const keyHash = (table: Table): string => `hash(${table.key.map(identifier).join(', ')})`;
export const contentHash = (table: Table): string => `hash(${contentColumns(table).map(({ name }) => identifier(name)).join(', ')})`;

/** Which rows count at all: not those of withdrawn uploads nor of erased customers. */
export function visible({ table, parts, withdrawn, tombstones }: TableFiles): string {
  const mentioned = withdrawn.filter((upload) => parts.some(({ part }) => part.uploads.some((known) => known === upload)));
  const conditions = [
    ...(mentioned.length === 0 ? [] : [`upload_id NOT IN (${mentioned.map(literal).join(', ')})`]),
    ...(tombstones.length === 0 || !names(table).includes('customer_key')
      ? []
      : [`(customer_key IS NULL OR customer_key NOT IN (${tombstones.map(literal).join(', ')}))`]),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** Orders rows of one key: the first one wins. `content` only decides between rows that are equal in all that should decide. */
export const WINNER_FIRST = 'source_updated_at DESC NULLS LAST, order_key DESC, row_no DESC, content DESC';

/**
 * Statements that leave a table `into(place BIGINT)` of the rows that lose. `into` also names two helpers, dropped at the end.
 */
export function losersInto(files: TableFiles, into: string): string[] {
  const { table } = files;
  const key = table.key.map(identifier).join(', ');
  const overlapping = files.parts.filter(({ part }) => part.overlaps).flatMap(({ paths }) => paths);
  const everything = overlapping.length === allPaths(files).length;
  const filter = visible(files);
  const suspects = `SELECT ${keyHash(table)} AS h FROM ${scanOf(allPaths(files))} WHERE ${filter}`;
  return [
    ...(everything ? [] : [`CREATE TABLE ${into}_near AS SELECT DISTINCT ${keyHash(table)} AS h FROM ${scanOf(overlapping)} WHERE ${filter}`]),
    `CREATE TABLE ${into}_twice AS SELECT h FROM (${suspects}) ${everything ? '' : `SEMI JOIN ${into}_near USING (h)`}
       GROUP BY h HAVING count(*) > 1`,
    `CREATE TABLE ${into} AS
       WITH rows AS (
         SELECT ${key}, source_updated_at, order_key, row_no, content, place
         FROM (SELECT ${key}, source_updated_at, order_key, row_no, ${contentHash(table)} AS content, ${PLACE} AS place, ${keyHash(table)} AS h
               FROM ${scanOf(allPaths(files))} WHERE ${filter})
         SEMI JOIN ${into}_twice USING (h)),
       judged AS (
         SELECT *, content = first_value(content) OVER (PARTITION BY ${key} ORDER BY ${WINNER_FIRST}, place) AS wins FROM rows),
       placed AS (
         SELECT place, row_number() OVER (PARTITION BY ${key} ORDER BY wins DESC, order_key, row_no, place) AS position FROM judged)
       SELECT place FROM placed WHERE position > 1`,
    ...(everything ? [] : [`DROP TABLE ${into}_near`]),
    `DROP TABLE ${into}_twice`,
  ];
}

/** The folded rows: all columns of the table. `losers` as made by `losersInto`, null where nothing overlaps. */
export function folded(files: TableFiles, losers: string | null): string {
  const columns = names(files.table).map(identifier).join(', ');
  const where = `WHERE ${visible(files)}`;
  if (losers === null) return `SELECT ${columns} FROM ${scanOf(allPaths(files))} ${where}`;
  return `SELECT ${columns} FROM (SELECT *, ${PLACE} AS place FROM ${scanOf(allPaths(files))} ${where}) ANTI JOIN ${losers} USING (place)`;
}

/** The rows that lost, or that do not count (withdrawn), without those of erased customers. */
export function lost(files: TableFiles, losers: string | null): string {
  const columns = names(files.table).map(identifier).join(', ');
  const withdrawn = visible({ ...files, tombstones: [] });
  const kept = visible({ ...files, withdrawn: [] });
  const beaten = losers === null ? 'false' : `place IN (SELECT place FROM ${losers})`;
  return `SELECT ${columns} FROM (SELECT *, ${PLACE} AS place FROM ${scanOf(allPaths(files))} WHERE ${kept})
    WHERE ${beaten} OR NOT (${withdrawn})`;
}
