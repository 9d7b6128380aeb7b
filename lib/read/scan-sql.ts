import type { Layout } from './raw.ts';

/** As many bytes as one record of a copy can take: 4 MiB as read, each unit at most doubled by quoting and half as long again in UTF-8. */
const LONGEST = 16 * 1024 * 1024;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const cellNames = (width: number): string[] => Array.from({ length: width }, (_, index) => `c${index}`);

/**
 * DuckDB SQL that yields the data records of a table: `record_no` (BIGINT) and the cells `c0`, `c1`, … of its `width` columns, all VARCHAR and
 * never NULL (an empty cell is ''). The record numbers of a direct layout need `preserve_insertion_order = true` on the connection.
 */
export function scanSql(layout: Layout, width: number): string {
  const values = cellNames(width).map((cell) => `coalesce(${cell}, '') AS ${cell}`).join(', ');
  const number = layout.kind === 'copy' ? 'record_no' : `row_number() OVER () + ${layout.firstRecord - 1} AS record_no`;
  return `SELECT ${number}, ${values} FROM ${readCsv(layout, width)}`;
}

/**
 * The same cells in the file's order, NULL where empty, and `record_no` only where the file tells it (a copy): numbering the rows of a direct
 * layout would be the work of a single thread, and a Parquet file made of them numbers its rows itself.
 */
export const cellsInOrderSql = (layout: Layout, width: number): string =>
  `SELECT ${[...(layout.kind === 'copy' ? ['record_no'] : []), ...cellNames(width)].join(', ')} FROM ${readCsv(layout, width)}`;

/** A direct layout does not name `strict_mode`: DuckDB 1.5.5 with it, `skip` and `\r\n` yields no rows at all. The file is proven regular anyway. */
function readCsv(layout: Layout, width: number): string {
  const columns = cellNames(width).map((cell) => `${text(cell)}: 'VARCHAR'`).join(', ');
  const dialect = `auto_detect = false, header = false, quote = '"', escape = '"', nullstr = '', null_padding = false, ignore_errors = false, parallel = ${!layout.spread}`;
  if (layout.kind === 'copy') {
    return `read_csv(${text(layout.path)}, columns = {'record_no': 'BIGINT', ${columns}}, delim = ',', `
      + `new_line = '\\n', ${dialect}, strict_mode = true, max_line_size = ${LONGEST}, buffer_size = ${2 * LONGEST})`;
  }
  return `read_csv(${text(layout.path)}, columns = {${columns}}, `
    + `delim = ${text(layout.delimiter)}, new_line = '${layout.newline === '\n' ? '\\n' : '\\r\\n'}', skip = ${layout.skipLines}, ${dialect})`;
}
