import { tables, vocabularies, vocabularyAliases, type Column, type TableName } from '../model/tables.ts';
import type { Emit, Expr, Layout } from './declare.ts';
import { constant, joined, positive, times } from './declare.ts';
import { COMMON, literal, test, text, typed, type Compiled, type Failed, type Reading } from './compile.ts';
import type { Pseudonyms } from './keys.ts';

export const identifier = (name: string): string => `"${name}"`;

/**
 * One emit as a relation: record_no, reject (`code|column position`, null when good), every canonical column but the classification
 * and the upload's lineage, which are joined on when the part is written.
 */
export interface EmitSql {
  readonly table: TableName;
  readonly sql: string;
  /** Only some records yield a row. */
  readonly some: boolean;
}

const FREE_TEXT = new Set(['comment', 'reason_raw', 'topic', 'text']);
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  kind: vocabularies.kind, stage: vocabularies.stage, goods_status: vocabularies.goods_status, disposition: vocabularies.disposition,
};
/** Columns that are not read from the file but joined on when the part is written. */
export const JOINED = new Set(['reason', 'fault', 'confidence', 'evidence', 'upload_id', 'order_key', 'row_no']);

/** `from`: the relation of cells, or one that has more beside them which `keys` speaks of. */
export function compileEmit(emit: Emit, layout: Layout, reading: Reading, keys: Pseudonyms, from = 'cells'): EmitSql {
  const table = tables[emit.table];
  const columns = completed(emit, layout);
  const currency = columns['currency'] === undefined ? literal(layout.currency ?? 'CNY') : `coalesce(${isoCurrency(text(columns['currency'], reading))}, ${literal(layout.currency ?? 'CNY')})`;
  const failed: Failed[] = [];
  const values = new Map<string, string>();
  for (const column of table.columns) {
    if (JOINED.has(column.name)) continue;
    const compiled = columnValue(column, emit.table, columns, currency, reading, keys);
    failed.push(...compiled.failed);
    values.set(column.name, compiled.sql);
  }
  const inner = [...values].map(([name, sql]) => `${sql} AS ${identifier(name)}`).join(',\n    ');
  const checks = failed.map((f) => `WHEN ${f.when} THEN '${f.code}|${f.column}'`);
  const where = emit.when === undefined ? '' : `\n  WHERE ${test(emit.when, reading)}`;
  return {
    table: emit.table,
    some: emit.when !== undefined,
    sql: `SELECT record_no, ${outer(emit.table, layout.source, table.columns.filter((c) => values.has(c.name)))}, coalesce(failed, ${missing(emit.table)}) AS reject
FROM (SELECT record_no, ${inner},
    ${checks.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${checks.join(' ')} END`} AS failed
  FROM ${from}${where})`,
  };
}

/** ISO 4217 for the few other names that shops write. */
export const isoCurrency = (sql: string): string => `CASE upper(${sql}) ${COMMON.map((code) => `WHEN '${code}' THEN '${code}'`).join(' ')} WHEN 'RMB' THEN 'CNY' WHEN 'CNH' THEN 'CNY' WHEN '人民币' THEN 'CNY' WHEN '元' THEN 'CNY' WHEN '€' THEN 'EUR' WHEN '£' THEN 'GBP' ELSE upper(${sql}) END`;

/** What a declaration leaves out and the table cannot: source, line, amounts from unit prices. */
export function completed(emit: Emit, layout: Layout): Record<string, Expr> {
  const columns: Record<string, Expr> = { ...emit.columns };
  const has = (name: string): boolean => columns[name] !== undefined;
  if (!has('source')) columns['source'] = has('shop') && columns['shop']?.op !== 'constant' ? joined(':', constant(layout.source), columns['shop'] ?? constant('')) : constant(layout.source);
  const unitPrice = columns['unit_price'];
  const quantity = columns['quantity'];
  if (!has('paid') && unitPrice !== undefined) columns['paid'] = quantity === undefined ? unitPrice : times(unitPrice, positive(quantity));
  const unitRefund = columns['unit_refund'];
  if (!has('refund') && unitRefund !== undefined) columns['refund'] = quantity === undefined ? unitRefund : times(unitRefund, positive(quantity));
  if (emit.table === 'cases' && quantity !== undefined) columns['quantity'] = positive(quantity);
  return columns;
}

function columnValue(column: Column, table: TableName, columns: Record<string, Expr>, currency: string, reading: Reading, keys: Pseudonyms): Compiled {
  const none: readonly Failed[] = [];
  const declared = columns[column.csv ?? column.name];
  if (column.name === 'currency') return { sql: currency, failed: none };
  if (column.type === 'day') {
    const at = columns[column.name === 'day' ? 'at' : column.name.replace(/_day$/, '_at')];
    return { sql: at === undefined ? 'CAST(NULL AS DATE)' : typed(at, 'day', currency, reading).sql, failed: none };
  }
  if (column.name === 'customer_key') {
    const direct = columns['customer_key'];
    const raw = declared === undefined ? null : keys.customer(text(declared, reading));
    const given = direct === undefined ? null : text(direct, reading);
    return { sql: [given, raw].filter((s) => s !== null).length === 0 ? 'CAST(NULL AS VARCHAR)' : `coalesce(${[given, raw].filter((s) => s !== null).join(', ')})`, failed: none };
  }
  if (column.name === 'phone_key' || column.name === 'address_key') {
    const direct = columns[column.name];
    if (direct !== undefined) return { sql: text(direct, reading), failed: none };
    if (declared === undefined) return { sql: 'CAST(NULL AS VARCHAR)', failed: none };
    return { sql: column.name === 'phone_key' ? keys.phone(text(declared, reading)) : keys.address(text(declared, reading)), failed: none };
  }
  if (declared === undefined) return { sql: `CAST(NULL AS ${SQL_TYPES[column.type]})`, failed: none };
  const value = typed(declared, column.type, currency, reading);
  if (column.name === 'quantity') {
    const cellFailed = value.failed.filter((f) => f.code === 'not_a_number').map((f) => ({ ...f, when: `NOT coalesce(${value.sql} > 0, TRUE)`, code: 'not_a_count' }));
    return { sql: value.sql, failed: [...value.failed, ...cellFailed] };
  }
  if (FREE_TEXT.has(column.name) && column.type === 'text') return { sql: `masked(${value.sql})`, failed: none };
  const words = column.name === 'status' ? (table === 'cases' ? vocabularies.case_status : vocabularies.order_status) : VOCABULARY[column.name];
  return words === undefined ? value : { sql: known(value.sql, words), failed: none };
}

export const SQL_TYPES = { text: 'VARCHAR', int: 'INTEGER', minor: 'BIGINT', double: 'DOUBLE', time: 'TIMESTAMP', day: 'DATE' } as const;

function known(sql: string, words: readonly string[]): string {
  const aliases = Object.entries(vocabularyAliases).filter(([, to]) => words.includes(to)).map(([from, to]) => `WHEN '${from}' THEN '${to}'`);
  return `CASE lower(trim(${sql})) ${words.map((w) => `WHEN '${w}' THEN '${w}'`).join(' ')} ${aliases.join(' ')} END`;
}

/** What depends on other columns of the row. */
function outer(table: TableName, source: string, columns: readonly Column[]): string {
  return columns.map((column) => {
    const name = identifier(column.name);
    // Keys are never null.
    if (column.name === 'source') return `coalesce(source, ${literal(source)}) AS source`;
    if (column.name === 'line_id') return `coalesce(line_id, '1') AS line_id`;
    if (column.name === 'refund_minor') return `CASE WHEN status = 'completed' OR (status IS NULL AND refund_minor IS NULL) THEN refund_minor ELSE 0 END AS refund_minor`;
    if (column.name === 'source_updated_at') return `${updatedAt(table)} AS source_updated_at`;
    return column.type === 'time' ? `CAST(${name} AS TIMESTAMP_MS) AS ${name}` : name;
  }).join(', ');
}

/** The file's own column, else the latest event in the row. */
function updatedAt(table: TableName): string {
  const times = tables[table].columns.filter((c) => c.type === 'time' && c.name !== 'source_updated_at').map((c) => identifier(c.name));
  return `CAST(${times.length === 0 ? 'source_updated_at' : `coalesce(source_updated_at, greatest(${times.join(', ')}))`} AS TIMESTAMP_MS)`;
}

/** Only the keys and one time are required. */
function missing(table: TableName): string {
  const { key, times } = tables[table];
  const checks = key.filter((k) => k !== 'source' && k !== 'line_id').map((k) => `WHEN ${k} IS NULL THEN 'missing_${k}|'`);
  if (times.length > 0 && table !== 'customers') checks.push(`WHEN ${times.map((t) => `${identifier(t)} IS NULL`).join(' AND ')} AND source_updated_at IS NULL THEN 'missing_time|'`);
  return `CASE ${checks.join(' ')} END`;
}

/** `all_cells`: the staged cells that are used; those carried over an order's records are filled from its first. */
export function cellsSql(used: readonly number[], layout: Layout, place: (name: string) => number | undefined): string {
  const by = layout.carried === undefined ? undefined : place(layout.carried.by);
  const carried = new Set(by === undefined ? [] : (layout.carried?.names ?? []).flatMap((name) => place(name) ?? []).filter((i) => used.includes(i)));
  if (by === undefined || carried.size === 0) return `SELECT record_no, ${used.map((i) => `c${i}`).join(', ')} FROM staged`;
  const firsts = [...carried].map((i) => `max(c${i}) AS f${i}`).join(', ');
  const list = used.map((i) => (carried.has(i) ? `coalesce(c${i}, f${i}) AS c${i}` : `c${i}`)).join(', ');
  return `SELECT record_no, ${list} FROM staged LEFT JOIN (SELECT c${by} AS order_name, ${firsts} FROM staged GROUP BY c${by}) ON c${by} = order_name`;
}

