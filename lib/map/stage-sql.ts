import { literal } from './compile.ts';

/** The staged file of one raw table: its cells c0, c1, … as they came, NULL where empty, in the file's order. */
export interface Staged {
  readonly path: string;
  readonly width: number;
  /** The record number of the first row where the rows number themselves; null where the file has a column `record_no`. */
  readonly firstRecord: number | null;
}

const cells = (width: number): string[] => Array.from({ length: width }, (_, i) => `c${i}`);

/** Snappy: it is read several times, soon. Small row groups: writing in order holds several of them, and larger ones stall on the memory of ten million rows.
 * Needs a bench that keeps the order. */
export const stageSql = (select: string, staged: Staged): string =>
  `COPY (${select}) TO ${literal(staged.path)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480)`;

/** `raw_cells(record_no, c0, …)`: the cells as they came. */
export function rawCellsSql({ path, width, firstRecord }: Staged): string {
  const number = firstRecord === null ? 'record_no' : `file_row_number + ${firstRecord} AS record_no`;
  return `SELECT ${[number, ...cells(width)].join(', ')} FROM read_parquet(${literal(path)}${firstRecord === null ? '' : ', file_row_number = true'})`;
}

/** `staged(record_no, c0, …)`: every data record's cells, unwrapped, null where blank. Columns without an odd cell are taken as they are. */
export const stagedSql = (width: number, odd: (place: number) => boolean): string =>
  `SELECT ${['record_no', ...cells(width).map((c, i) => (odd(i) ? `unwrap(${c}) AS ${c}` : c))].join(', ')} FROM raw_cells`;
