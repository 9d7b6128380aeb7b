import type { Table } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import type { Scan } from './collide.ts';
import { collide, placedRows, scanOf, WINNER_FIRST } from './collide.ts';
import type { Manifest, Part } from './manifest.ts';
import { identifier, literal, names } from './table-sql.ts';

/**
 * The fold as DuckDB SQL: of the rows of one key the one with the greatest (source_updated_at, order_key, row_no) is read. A maximum over
 * a total order: the same in whatever order the rows came in. Only keys that are in more than one row are compared.
 */

/** The files of a table's parts, and what of their rows does not count. */
export interface TableFiles {
  readonly table: Table;
  readonly parts: readonly { readonly part: Part; readonly paths: readonly string[] }[];
  readonly withdrawn: readonly string[];
  readonly tombstones: readonly string[];
}

/**
 * Which row stands for equal content. `earlier`: the first that said it, as reading shows it. `greatest`: the one that wins by order:
 * what compaction must keep among the rows read, since an older correction that arrives late is compared with it.
 */
export type Standing = 'earlier' | 'greatest';

/** The parts of a table that reading looks at: those that hold only lost or only withdrawn rows are left out. */
export function partsToRead(manifest: Manifest, table: Table): Part[] {
  const withdrawn = new Set<string>(manifest.withdrawn);
  return manifest.parts.filter(
    (part) => part.table === table.name && part.lostMs === undefined && !part.uploads.every((upload) => withdrawn.has(upload)),
  );
}

export const needsFold = (files: TableFiles): boolean => files.parts.some(({ part }) => part.overlaps);

/** Overlapping parts first: the order in which `place` counts files. */
export const allPaths = (files: TableFiles): string[] => [...pathsWhere(files, true), ...pathsWhere(files, false)];
const pathsWhere = (files: TableFiles, overlaps: boolean): string[] =>
  files.parts.filter(({ part }) => part.overlaps === overlaps).flatMap(({ paths }) => paths);

/** Every row that counts. */
export const everything = (files: TableFiles): Scan => ({ paths: allPaths(files), filter: visible(files), firstFile: 0 });

/** Which rows count at all: not those of withdrawn uploads, nor of erased customers. */
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

/** Leaves a table `into(place BIGINT)` of the rows that lose. */
export async function findLosers(
  engine: Pick<Bench, 'run' | 'rows'>, files: TableFiles, into: string, standing: Standing = 'earlier',
): Promise<void> {
  const filter = visible(files);
  const overlapping = pathsWhere(files, true);
  const some: Scan = { paths: overlapping, filter, firstFile: 0 };
  const others: Scan = { paths: pathsWhere(files, false), filter, firstFile: overlapping.length };
  const rows = `${into}_rows`;
  const buckets = await collide(engine, files.table, some, others, rows);
  await engine.run(`CREATE TABLE ${into} (place BIGINT)`);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    await engine.run(`INSERT INTO ${into} ${losersOf(`SELECT * FROM ${rows} WHERE bucket = ${bucket}`, standing)}`);
  }
  await engine.run(`DROP TABLE ${rows}`);
}

const losersOf = (rows: string, standing: Standing): string => standing === 'greatest'
  ? `SELECT place FROM (SELECT place, row_number() OVER (PARTITION BY k ORDER BY ${WINNER_FIRST}) AS position FROM (${rows})) WHERE position > 1`
  : `SELECT place FROM (
       SELECT place, row_number() OVER (PARTITION BY k ORDER BY wins DESC, order_key, row_no, place) AS position
       FROM (SELECT *, content = first_value(content) OVER (PARTITION BY k ORDER BY ${WINNER_FIRST}) AS wins FROM (${rows})))
     WHERE position > 1`;

const columnsOf = (table: Table): string => names(table).map(identifier).join(', ');

/** The folded rows: all columns of the table. `losers` as left by `findLosers`, null where nothing overlaps. */
export function folded(files: TableFiles, losers: string | null): string {
  const columns = columnsOf(files.table);
  if (losers === null) return `SELECT ${columns} FROM ${scanOf(allPaths(files))} WHERE ${visible(files)}`;
  return `SELECT ${columns} FROM (${placedRows(everything(files))}) ANTI JOIN ${losers} USING (place)`;
}

/** The rows that lost, and those of withdrawn uploads: kept for a while, in case a withdrawal brings them back. */
export function unread(files: TableFiles, losers: string | null): string {
  const columns = columnsOf(files.table);
  const notErased = { ...everything(files), filter: visible({ ...files, withdrawn: [] }) };
  const beaten = losers === null ? 'false' : `place IN (SELECT place FROM ${losers})`;
  return `SELECT ${columns} FROM (${placedRows(notErased)}) WHERE ${beaten} OR NOT (${visible({ ...files, tombstones: [] })})`;
}
