import { literal } from './compile.ts';

/** `path`: the staged file `(record_no, c0, c1, …)` of one raw table: its cells as they came, NULL where empty, in any order. */
export interface Staged {
  readonly path: string;
  readonly width: number;
}

const cells = (width: number): string[] => Array.from({ length: width }, (_, i) => `c${i}`);

/** Read a few times, soon: without dictionaries, which cost more to build than they save; in small row groups, of which little is held while it is written. */
export const stageSql = (select: string, { path }: Staged): string =>
  `COPY (${select}) TO ${literal(path)} (FORMAT parquet, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 20480)`;

/** `raw_cells(record_no, c0, …)`: the cells as they came. */
export const rawCellsSql = ({ path }: Staged): string => `SELECT * FROM read_parquet(${literal(path)})`;

/** `staged(record_no, c0, …)`: every data record's cells, unwrapped, null where blank. Columns without an odd cell are taken as they are. */
export const stagedSql = (width: number, odd: (place: number) => boolean): string =>
  `SELECT ${['record_no', ...cells(width).map((c, i) => (odd(i) ? `unwrap(${c}) AS ${c}` : c))].join(', ')} FROM raw_cells`;
