import { tables, type TableName } from '../model/tables.ts';
import { literal } from './compile.ts';
import type { EmitSql } from './emit.ts';

export interface Lineage {
  readonly upload: string;
  readonly orderKey: number;
  /** Added to record numbers so that rows of several tables of one upload keep one order. */
  readonly rowOffset: number;
}

/** The good rows of one emit, complete, in any order of columns: classification and lineage joined on. */
export function partSql({ table, sql }: EmitSql, { upload, orderKey, rowOffset }: Lineage): string {
  const [classified, joined] = table === 'cases' ? [', k.reason, k.fault, k.confidence, k.evidence', ` LEFT JOIN classes k ON k.r = coalesce(e.reason_raw, '') AND k.c = coalesce(e.comment, '')`] : ['', ''];
  return `SELECT e.*${classified}, ${literal(upload)} AS upload_id, ${orderKey} AS order_key, e.record_no + ${rowOffset} AS row_no FROM (${judgedOnce(sql)}) e${joined} WHERE e.reject IS NULL`;
}

/** A filter on what is drawn anew for every row stays above it: below, the engine would read every number and time twice, to judge and to write. */
const judgedOnce = (sql: string): string => `SELECT * REPLACE (CASE WHEN random() < 0 THEN '' ELSE reject END AS reject) FROM (${sql})`;

/** What was written of an emit, by record. */
export const writtenSql = (path: string, { rowOffset }: Lineage): string => `SELECT row_no - ${rowOffset} AS record_no, * FROM read_parquet(${literal(path)})`;

/** The rows of emit `i` that stay. */
export const keptSql = (i: number): string =>
  `SELECT * FROM e${i} ANTI JOIN excluded USING (record_no) ANTI JOIN (SELECT record_no FROM copies WHERE emit = ${i}) c USING (record_no)`;

const has = (table: TableName, name: string): boolean => tables[table].columns.some((c) => c.name === name);

/** Control totals of a table's files by currency: rows, units, money. */
export function totalsSql(table: TableName, paths: readonly string[]): string {
  const sum = (name: string): string => (has(table, name) ? `CAST(coalesce(sum(${name}), 0) AS BIGINT)` : '0');
  return `SELECT ${has(table, 'currency') ? 'currency' : 'NULL AS currency'}, count(*) AS rows, ${sum('quantity')} AS quantity, ${sum('paid_minor')} AS paid, ${sum('refund_minor')} AS refund
    FROM read_parquet([${paths.map(literal).join(', ')}]) GROUP BY 1 ORDER BY 1`;
}
