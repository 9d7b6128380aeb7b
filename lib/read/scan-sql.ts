import type { Layout } from './raw.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const cellNames = (width: number): string[] => Array.from({ length: width }, (_, index) => `c${index}`);

/** Lines up to this length need no larger buffers than the engine's own. */
const COMMON = 1024 * 1024;

/** DuckDB SQL that yields the data records of a table: `record_no` (BIGINT) and the cells `c0`, `c1`, … of its `width` columns, all VARCHAR, NULL where empty. */
export function scanSql({ path, delimiter, spread, longest }: Layout, width: number): string {
  const columns = cellNames(width).map((cell) => `${text(cell)}: 'VARCHAR'`).join(', ');
  const sizes = longest <= COMMON ? '' : `, max_line_size = ${longest + COMMON}, buffer_size = ${2 * (longest + COMMON)}`;
  return `SELECT * FROM read_csv(${text(path)}, columns = {'record_no': 'BIGINT', ${columns}}, delim = ${text(delimiter)}, new_line = '\\n', auto_detect = false, header = false, `
    + `quote = '"', escape = '"', nullstr = '', null_padding = false, ignore_errors = false, strict_mode = true, parallel = ${!spread}${sizes})`;
}
