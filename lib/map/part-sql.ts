import { tables, type TableName } from '../model/tables.ts';
import { literal } from './compile.ts';
import type { EmitSql } from './emit.ts';

export interface Lineage {
  readonly upload: string;
  readonly orderKey: number;
  /** Added to record numbers so that rows of several tables of one upload keep one order. */
  readonly rowOffset: number;
}

/** The rows of one table, complete, in any order of columns: classification and lineage joined on, what is excluded left out (`some`: there is anything to leave out). */
export function partSql(table: TableName, emits: readonly EmitSql[], lineage: Lineage, some: boolean): string {
  const selects = emits.flatMap((emit, i) => {
    if (emit.table !== table) return [];
    const joined = table === 'cases' ? ` LEFT JOIN classes k ON k.r = coalesce(e.reason_raw, '') AND k.c = coalesce(e.comment, '')` : '';
    const classified = table === 'cases' ? ', k.reason, k.fault, k.confidence, k.evidence' : '';
    const kept = some ? ` WHERE e.record_no NOT IN (SELECT record_no FROM excluded) AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.emit = ${i} AND copies.record_no = e.record_no)` : '';
    return [`SELECT e.*${classified}, ${literal(lineage.upload)} AS upload_id, ${lineage.orderKey} AS order_key, e.record_no + ${lineage.rowOffset} AS row_no FROM (${emit.sql}) e${joined}${kept}`];
  });
  return selects.join(' UNION ALL BY NAME ');
}

const has = (table: TableName, name: string): boolean => tables[table].columns.some((c) => c.name === name);

/** Control totals of a part by currency: rows, units, money. */
export function totalsSql(table: TableName, path: string): string {
  const sum = (name: string): string => (has(table, name) ? `CAST(coalesce(sum(${name}), 0) AS BIGINT)` : '0');
  return `SELECT ${has(table, 'currency') ? 'currency' : 'NULL AS currency'}, count(*) AS rows, ${sum('quantity')} AS quantity, ${sum('paid_minor')} AS paid, ${sum('refund_minor')} AS refund
    FROM read_parquet(${literal(path)}) GROUP BY 1 ORDER BY 1`;
}
