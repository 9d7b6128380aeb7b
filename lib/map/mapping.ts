import { createHash } from 'node:crypto';
import type { MappingDocument, RowRule } from '../model/mapping.ts';
import { tables, tableNames, type TableName } from '../model/tables.ts';
import { words as label } from '../model/words.ts';
import { all, cell, constant, digest, first, joined, matches, not, type Columns, type Emit, type Expr, type Layout, type Test } from './declare.ts';
import { sameName } from './names.ts';

/** A header's signature: what a mapping by hand is remembered under. Order and drift in writing do not matter. */
export const signatureOf = (header: readonly string[]): string =>
  createHash('sha256').update([...new Set(header.map(sameName))].sort().join('\n')).digest('hex').slice(0, 16);

const isTable = (name: string | undefined): name is TableName => tableNames.some((t) => t === name);

export interface MappingError {
  readonly code: 'unknown_column' | 'unknown_table' | 'unknown_canonical' | 'bad_pattern' | 'no_table';
  readonly name: string;
}

/** What a mapping names that is not there: their columns, our columns, tables, patterns that do not compile. */
export function mappingErrors(mapping: MappingDocument, header: readonly string[]): MappingError[] {
  const names = new Set(header.map(sameName));
  const rules = flatRules(mapping);
  const theirs = [...Object.keys(mapping.columns), ...rules.flatMap((r) => [...Object.keys(r.when ?? {}), ...Object.keys(r.columns ?? {})])];
  const ours = [...Object.values(mapping.columns), ...rules.flatMap((r) => Object.values(r.columns ?? {})), ...Object.keys(mapping.constants ?? {}), ...rules.flatMap((r) => Object.keys(r.set ?? {}))];
  return [
    ...theirs.filter((n) => !names.has(sameName(n))).map((name) => ({ code: 'unknown_column' as const, name })),
    ...[...new Set(ours)].filter((n) => !CANONICAL_INPUTS.has(n)).map((name) => ({ code: 'unknown_canonical' as const, name })),
    ...rules.filter((r) => r.table !== undefined && !isTable(r.table)).map((r) => ({ code: 'unknown_table' as const, name: r.table ?? '' })),
    ...rules.flatMap((r) => Object.values(r.when ?? {})).filter((p) => !compiles(p)).map((name) => ({ code: 'bad_pattern' as const, name })),
  ];
}

const CANONICAL_INPUTS = new Set(['unit_price', 'unit_refund', 'customer_key', ...tableNames.flatMap((t) => tables[t].columns.flatMap((c) => (c.csv === undefined ? [] : [c.csv, c.name]))), 'currency']);
const flatRules = (mapping: MappingDocument): RowRule[] => (mapping.rows ?? []).flatMap((r) => [r, ...(r.also ?? [])]);

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** A mapping by hand as a layout. The first matching row rule wins; without rules every record goes to the mapping's table. */
export function layoutOfMapping(mapping: MappingDocument): Layout {
  const rules: readonly RowRule[] = mapping.rows ?? [{ table: mapping.table ?? guessTable(mapping) }];
  const earlier: Test[] = [];
  const emits: Emit[] = [];
  const ignore: { when: Test; word: string }[] = [];
  for (const rule of rules) {
    const own = Object.entries(rule.when ?? {}).map(([name, pattern]) => matches(cell(name), pattern));
    const test = all(...own, ...earlier.map(not));
    if (rule.ignore !== undefined) ignore.push({ when: test, word: rule.ignore });
    else for (const one of [rule, ...(rule.also ?? [])]) {
      const also = one === rule ? [] : Object.entries(one.when ?? {}).map(([name, pattern]) => matches(cell(name), pattern));
      const table = one.table ?? mapping.table;
      if (isTable(table)) emits.push({ table, when: all(test, ...also), columns: columnsOf(mapping, one, table) });
    }
    if (own.length > 0) earlier.push(all(...own));
  }
  return {
    id: 'mapping', source: mapping.constants?.['source'] ?? 'mapping', label: label('自有格式', 'Own layout'), signature: [], emits, ignore,
    ...(mapping.time_zone === undefined ? {} : { timeZone: mapping.time_zone }),
    ...(mapping.constants?.['currency'] === undefined ? {} : { currency: mapping.constants['currency'] }),
    ...(mapping.date_order === 'dmy' || mapping.date_order === 'mdy' ? { dateOrder: mapping.date_order } : {}),
    ...(mapping.decimal === undefined ? {} : { decimal: mapping.decimal }),
  };
}

function guessTable(mapping: MappingDocument): TableName {
  const ours = new Set(Object.values(mapping.columns));
  if (ours.has('contact_id')) return 'contacts';
  if (ours.has('feedback_id') || ours.has('rating')) return 'feedback';
  if (ours.has('case_id') || ours.has('opened_at') || ours.has('reason_raw')) return 'cases';
  if (ours.has('order_id')) return 'orders';
  return ours.has('customer_id') ? 'customers' : 'products';
}

function columnsOf(mapping: MappingDocument, rule: RowRule, table: TableName): Columns {
  const columns: Record<string, Expr> = {};
  const names = new Set(tables[table].columns.flatMap((c) => (c.csv === undefined ? [] : [c.csv])));
  const input = (name: string): string => tables[table].columns.find((c) => c.name === name && c.csv !== undefined && !name.endsWith('_key'))?.csv ?? name;
  const put = (name: string, expr: Expr): void => {
    const known = input(name);
    if (names.has(known) || known === 'unit_price' || known === 'unit_refund' || known.endsWith('_key')) columns[known] = columns[known] === undefined ? expr : first(columns[known], expr);
  };
  const theirs = { ...mapping.columns, ...rule.columns };
  for (const [name, ours] of Object.entries(theirs)) put(ours, cell(name));
  for (const [name, value] of [...Object.entries(mapping.constants ?? {}), ...Object.entries(rule.set ?? {})]) columns[input(name)] = constant(value);
  // One time says when: an order's date is when its return was opened, where the layout has no other.
  if (table === 'cases' && columns['opened_at'] === undefined) borrowTime(theirs, columns);
  if (table === 'cases' && columns['case_id'] === undefined) borrow(theirs, columns, 'order_id', 'case_id');
  return withLine(table, columns);
}

function borrowTime(theirs: Readonly<Record<string, string>>, columns: Record<string, Expr>): void {
  borrow(theirs, columns, 'ordered_at', 'opened_at');
}

function borrow(theirs: Readonly<Record<string, string>>, columns: Record<string, Expr>, from: string, to: string): void {
  const names = Object.entries(theirs).filter(([, ours]) => ours === from).map(([name]) => name);
  if (names.length > 0) columns[to] = cell(...names);
}

/**
 * A layout without line ids: a line is what it is about (product, quantity, price). Equal lines of one order are one line, whatever file they
 * stand in and however often; a layout whose equal lines are different sales has to map a line id.
 */
function withLine(table: TableName, columns: Record<string, Expr>): Record<string, Expr> {
  const about = ['product_id', 'variant_id', 'product_name', 'quantity', 'unit_price', 'paid'].flatMap((name) => columns[name] ?? []);
  const needsLine = (table === 'orders' || table === 'cases') && columns['line_id'] === undefined && (columns['product_id'] !== undefined || columns['product_name'] !== undefined);
  if (needsLine) return { ...columns, line_id: digest(...about) };
  const id = table === 'contacts' ? 'contact_id' : table === 'feedback' ? 'feedback_id' : null;
  if (id !== null && columns[id] === undefined) return { ...columns, [id]: joined('-', ...['case_id', 'order_id'].flatMap((name) => columns[name] ?? []), digest(...Object.values(columns))) };
  return columns;
}
