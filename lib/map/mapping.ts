import { createHash } from 'node:crypto';
import type { MappingDocument, RowRule } from '../model/mapping.ts';
import { isSafePattern } from '../model/pattern.ts';
import { tables, tableNames, type TableName } from '../model/tables.ts';
import { words as label } from '../model/words.ts';
import { aboveZero, all, cell, constant, digest, first, joined, matches, not, positive, when, words, type Columns, type Emit, type Expr, type Layout, type Test } from './declare.ts';
import { commonWords } from './common-words.ts';
import { sameName } from './names.ts';

/** A header's signature: what a mapping by hand is remembered under. Order and drift in writing do not matter. */
export const signatureOf = (header: readonly string[]): string =>
  createHash('sha256').update([...new Set(header.map(sameName))].sort().join('\n')).digest('hex').slice(0, 16);

const isTable = (name: string | undefined): name is TableName => tableNames.some((t) => t === name);

export interface MappingError {
  readonly code: 'unknown_column' | 'unknown_table' | 'unknown_canonical' | 'bad_pattern' | 'bad_time_zone' | 'no_columns';
  readonly name: string;
}

/** What a mapping names that is not there: their columns, our columns, tables, zones, patterns that do not compile. */
export function mappingErrors(mapping: MappingDocument, header: readonly string[]): MappingError[] {
  const names = new Set(header.map(sameName));
  const rules = flatRules(mapping);
  const theirs = [...Object.keys(mapping.columns), ...rules.flatMap((r) => [...Object.keys(r.when ?? {}), ...Object.keys(r.columns ?? {})])];
  const ours = [...Object.values(mapping.columns), ...rules.flatMap((r) => Object.values(r.columns ?? {})), ...Object.keys(mapping.constants ?? {}), ...rules.flatMap((r) => Object.keys(r.set ?? {}))];
  return [
    ...(Object.keys(mapping.columns).length === 0 && rules.every((r) => Object.keys(r.columns ?? {}).length === 0) ? [{ code: 'no_columns' as const, name: 'columns' }] : []),
    ...[...new Set(theirs)].filter((n) => !names.has(sameName(n))).map((name) => ({ code: 'unknown_column' as const, name })),
    ...[...new Set(ours)].filter((n) => !CANONICAL_INPUTS.has(n)).map((name) => ({ code: 'unknown_canonical' as const, name })),
    ...[mapping.table, ...rules.map((r) => r.table)].filter((t) => t !== undefined && !isTable(t)).map((t) => ({ code: 'unknown_table' as const, name: t ?? '' })),
    ...rules.flatMap((r) => Object.values(r.when ?? {})).filter((p) => !isSafePattern(p)).map((name) => ({ code: 'bad_pattern' as const, name })),
    ...(mapping.time_zone === undefined || isZone(mapping.time_zone) ? [] : [{ code: 'bad_time_zone' as const, name: mapping.time_zone }]),
  ];
}

const CANONICAL_INPUTS = new Set(['unit_price', 'unit_refund', 'customer_key', ...tableNames.flatMap((t) => tables[t].columns.flatMap((c) => (c.csv === undefined ? [] : [c.csv, c.name]))), 'currency']);
const flatRules = (mapping: MappingDocument): RowRule[] => (mapping.rows ?? []).flatMap((r) => [r, ...(r.also ?? [])]);

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** A mapping by hand as a layout. The first matching row rule wins; a rule that names no table, and records without rules, go to the mapping's table. */
export function layoutOfMapping(mapping: MappingDocument): Layout {
  const table = isTable(mapping.table) ? mapping.table : guessTable(mapping);
  const rules: readonly RowRule[] = mapping.rows ?? [{ table }];
  const ledger = rules.some((r) => r.table === 'orders') && rules.some((r) => r.table === 'cases');
  const earlier: Test[] = [];
  const emits: Emit[] = [];
  const ignore: { when: Test; word: string }[] = [];
  for (const rule of rules) {
    const own = tests(rule);
    const on = all(...own, ...earlier.map(not));
    if (rule.ignore !== undefined) ignore.push({ when: on, word: rule.ignore });
    else for (const one of [rule, ...(rule.also ?? [])]) {
      const to = one.table ?? table;
      if (isTable(to)) emits.push({ table: to, when: all(on, ...(one === rule ? [] : tests(one))), columns: columnsOf(mapping, one, to, ledger && one === rule) });
    }
    if (own.length === 0) break;
    earlier.push(all(...own));
  }
  return {
    id: 'mapping', source: mapping.constants?.['source'] ?? 'mapping', label: label('自有格式', 'Own layout'), signature: [], emits, ignore,
    ...(mapping.time_zone === undefined ? {} : { timeZone: mapping.time_zone }),
    ...(mapping.constants?.['currency'] === undefined ? {} : { currency: mapping.constants['currency'] }),
    ...(mapping.date_order === 'dmy' || mapping.date_order === 'mdy' ? { dateOrder: mapping.date_order } : {}),
    ...(mapping.decimal === undefined ? {} : { decimal: mapping.decimal }),
  };
}

const tests = (rule: RowRule): Test[] => Object.entries(rule.when ?? {}).map(([name, pattern]) => matches(cell(name), pattern));

function guessTable(mapping: MappingDocument): TableName {
  const ours = new Set(Object.values(mapping.columns));
  if (ours.has('contact_id') || ours.has('started_at')) return 'contacts';
  if (ours.has('feedback_id') || ours.has('rating')) return 'feedback';
  if (ours.has('case_id') || ours.has('opened_at') || ours.has('resolved_at') || ours.has('reason_raw')) return 'cases';
  if (ours.has('order_id')) return 'orders';
  return ours.has('customer_id') ? 'customers' : 'products';
}

/** `ledger`: the rows of one list are sales or credits, told apart by the rules; this rule's rows are one or the other. */
function columnsOf(mapping: MappingDocument, rule: RowRule, table: TableName, ledger: boolean): Columns {
  const columns: Record<string, Expr> = {};
  const names = new Set(tables[table].columns.flatMap((c) => (c.csv === undefined ? [] : [c.csv])));
  const input = (name: string): string => tables[table].columns.find((c) => c.name === name && c.csv !== undefined && !name.endsWith('_key'))?.csv ?? name;
  const put = (name: string, expr: Expr): void => {
    const known = input(name);
    if (names.has(known) || known === 'unit_price' || known === 'unit_refund' || known.endsWith('_key')) columns[known] = columns[known] === undefined ? expr : first(columns[known], expr);
  };
  // What a rule says of a column, or of what feeds ours, stands in place of what the mapping says.
  const said = new Set(Object.values(rule.columns ?? {}));
  const theirs = { ...Object.fromEntries(Object.entries(mapping.columns).filter(([, ours]) => !said.has(ours))), ...rule.columns };
  for (const [name, ours] of Object.entries(theirs)) {
    const known = commonWords(table, ours);
    put(ours, known === null ? cell(name) : words(cell(name), known));
  }
  for (const [name, value] of [...Object.entries(mapping.constants ?? {}), ...Object.entries(rule.set ?? {})]) columns[input(name)] = constant(value);
  if (table === 'cases') {
    // One time says when: an order's date is when its return was opened, where the layout has no other.
    if (columns['opened_at'] === undefined) borrow(theirs, columns, 'ordered_at', 'opened_at');
    const borrowed = columns['case_id'] === undefined && borrow(theirs, columns, 'order_id', 'case_id');
    // A list of refunds without a state tells what was paid out.
    const refund = columns['refund'] ?? columns['unit_refund'];
    if (columns['status'] === undefined && refund !== undefined) columns['status'] = when(aboveZero(refund), constant('completed'));
    if (ledger) creditOf(columns, borrowed && Object.keys(rule.when ?? {}).some((name) => theirs[name] === 'order_id'));
  }
  return withLine(table, columns);
}

/** A credit's amount is what was given back. A number of its own kind (`C536379`) names the credit and no order. */
function creditOf(columns: Record<string, Expr>, ownNumber: boolean): void {
  for (const name of ['paid', 'unit_price', 'refund', 'unit_refund']) if (columns[name] !== undefined) columns[name] = positive(columns[name]);
  if (columns['refund'] === undefined && columns['unit_refund'] === undefined) {
    const [amount, each] = [columns['paid'], columns['unit_price']];
    if (amount !== undefined) columns['refund'] = amount;
    else if (each !== undefined) columns['unit_refund'] = each;
  }
  if (ownNumber) delete columns['order_id'];
}

function borrow(theirs: Readonly<Record<string, string>>, columns: Record<string, Expr>, from: string, to: string): boolean {
  const names = Object.entries(theirs).filter(([, ours]) => ours === from).map(([name]) => name);
  if (names.length > 0) columns[to] = cell(...names);
  return names.length > 0;
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
