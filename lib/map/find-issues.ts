import { majorText } from '../model/money.ts';
import type { Issue } from '../model/report.ts';
import { tables, vocabularies, vocabularyAliases, type TableName } from '../model/tables.ts';
import type { Row } from '../ports/query.ts';
import { literal, number, test, text, type Reading } from './compile.ts';
import type { Emit, Expr, Layout } from './declare.ts';
import { completed, identifier, isoCurrency } from './emit.ts';
import { issueOf } from './issues.ts';
import { maskSeen } from './mask.ts';

/** What the notes of a report are found in: `cells` and `excluded` on a bench, and one view per emit of what was written of it. */
export interface Findings {
  readonly layout: Layout;
  readonly reading: Reading;
  /** The reporting currency: amounts in others stay apart. */
  readonly currency: string;
  readonly nowMs: number;
  readonly duplicates: number;
  rows(sql: string): Promise<Row[]>;
}

const LISTED_WORDS = 10;
const IDS = ['case_id', 'order_id', 'line_id', 'product_id', 'contact_id', 'feedback_id'];
const KEPT = 'SELECT * FROM cells ANTI JOIN excluded USING (record_no)';

/** What a file says that is worth a look: nothing here rejects a record. Each emit is looked through once as it was written and once as it came, and again only for the words of what was found. */
export async function findIssues(findings: Findings): Promise<Issue[]> {
  const sums = new Map<string, { level: Issue['level']; count: number; details: Set<string> }>();
  const add = (code: string, level: Issue['level'], count: number, detail = ''): void => {
    if (count === 0) return;
    const sum = sums.get(code) ?? { level, count: 0, details: new Set<string>() };
    sum.count += count;
    if (detail !== '') sum.details.add(detail);
    sums.set(code, sum);
  };
  for (const [code, names] of repeatedNames(findings.reading.header)) add(code, 'warning', 1, names);
  for (const [i, emit] of findings.layout.emits.entries()) await lookThrough(emit, i, findings, add);
  if (findings.duplicates > 0) await countDuplicates(findings, add);
  return [...sums].map(([code, { level, count, details }]) => issueOf(code, level, count, [...details].join('; ')));
}

type Add = (code: string, level: Issue['level'], count: number, detail?: string) => void;

/** The reader writes a name that is there again as `name (2)`. */
function repeatedNames(header: readonly string[]): [string, string][] {
  return header.flatMap((name) => {
    const base = /^(.+) \((\d+)\)$/.exec(name)?.[1];
    return base !== undefined && header.includes(base) ? [['repeated_header', base] as [string, string]] : [];
  });
}

async function lookThrough(emit: Emit, i: number, findings: Findings, add: Add): Promise<void> {
  const { layout, reading, currency } = findings;
  const columns = completed(emit, layout);
  const table = tables[emit.table];
  const of = (name: string): string | null => (columns[name] === undefined ? null : text(columns[name], reading));
  const [checks, writtenChecks] = [new Map<string, string>(), new Map<string, string>()];
  const check = (name: string, sql: string | null, of = checks): void => {
    if (sql !== null) of.set(name, `count(*) FILTER (WHERE ${sql})`);
  };
  if (table.columns.some((c) => c.name === 'customer_key') && emit.table !== 'customers') {
    const person = of('customer_id');
    check('masked_customer', person === null ? null : `(${person}) LIKE '%*%'`);
    const key = of('customer_key');
    check('no_customer', [person, key].filter((s) => s !== null).map((s) => `(${s}) IS NULL`).join(' AND ') || 'TRUE');
  }
  for (const id of IDS) {
    if (columns[id]?.op !== 'cell') continue;
    // A line without an id is written as line 1.
    const [value, from] = id === 'line_id' ? [of(id), checks] : [identifier(id), writtenChecks];
    check(`rounded:${id}`, `(length(${value}) >= 18 AND ends_with(${value}, '000') AND regexp_full_match(${value}, '[1-9][0-9]{14}0{3,}')) OR (contains(lower(${value}), 'e+') AND regexp_full_match(${value}, '[0-9](\\.[0-9]+)?[eE]\\+[0-9]+'))`, from);
    check(`filled:${id}`, `(${value}) IS NOT NULL`, from);
  }
  const words = vocabularyColumns(emit.table).flatMap(([name, known]) => {
    const expr = columns[name];
    const sources = expr === undefined ? [] : wordSources(expr);
    if (expr === undefined || sources.length === 0) return [];
    return [{ name, said: `coalesce(${sources.map((s) => text(s, reading)).join(', ')}, NULL)`, unread: `coalesce(lower(trim(${text(expr, reading)})), '') NOT IN (${known.map(literal).join(', ')})` }];
  });
  for (const { name, said, unread } of words) check(`word:${name}`, `(${said}) IS NOT NULL AND ${unread}`);
  const tomorrow = literal(new Date(findings.nowMs + 86_400_000).toISOString().slice(0, 19).replace('T', ' '));
  for (const name of table.times) {
    if (columns[name] === undefined) continue;
    check(`future:${name}`, `${identifier(name)} > TIMESTAMP ${tomorrow}`, writtenChecks);
    check(`old:${name}`, `${identifier(name)} < TIMESTAMP '2000-01-01'`, writtenChecks);
  }
  const said = of('currency');
  const money = said === null ? null : isoCurrency(said);
  if (money !== null) check('other_currency', `${money} <> ${literal(currency)}`);
  else if (table.columns.some((c) => c.name === 'currency') && (layout.currency ?? currency) !== currency) check('other_currency', 'TRUE');
  const amount = (name: 'paid' | 'refund'): string | null => (columns[name] === undefined ? null : number(columns[name], reading).sql);
  const [paid, refund] = [amount('paid'), amount('refund')];
  if (paid !== null && refund !== null) check('refund_above_paid', `${refund} > ${paid} AND ${paid} > 0${of('status') === null ? '' : ` AND (${of('status')}) = 'completed'`}`);
  if (emit.table === 'cases' && refund !== null) check('refund_without_status', `${refund} > 0${of('status') === null ? '' : ` AND (${of('status')}) IS NULL`}`);
  const negative = [paid, refund].filter((s) => s !== null).map((s) => `${s} < 0`).join(' OR ');
  check('negative_amount', negative === '' ? null : negative);

  const kept = `(${KEPT}${emit.when === undefined ? '' : ` WHERE ${test(emit.when, reading)}`})`;
  const count = async (asked: ReadonlyMap<string, string>, from: string): Promise<Row> => (asked.size === 0 ? {} : (await findings.rows(`SELECT ${[...asked].map(([name, sql]) => `${sql} AS "${name}"`).join(', ')} FROM ${from}`))[0] ?? {});
  const found = { ...(await count(writtenChecks, `e${i} ANTI JOIN excluded USING (record_no)`)), ...(await count(checks, kept)) };
  const n = (name: string): number => Number(found[name] ?? 0);
  add('no_customer', 'info', n('no_customer'));
  add('masked_customer', 'info', n('masked_customer'));
  // One id of a thousand ends in 000 by chance.
  for (const id of IDS) if (n(`rounded:${id}`) > n(`filled:${id}`) * 0.005) add('rounded_ids', 'warning', n(`rounded:${id}`), id);
  for (const name of table.times) {
    add('future_date', 'warning', n(`future:${name}`), name);
    add('old_date', 'warning', n(`old:${name}`), name);
  }
  for (const { name, said, unread } of words) {
    if (n(`word:${name}`) === 0) continue;
    const list = await findings.rows(`SELECT ${said} AS said, count(*) AS n FROM ${kept} WHERE (${said}) IS NOT NULL AND ${unread} GROUP BY 1 ORDER BY n DESC, said LIMIT ${LISTED_WORDS}`);
    add('unknown_word', 'warning', n(`word:${name}`), `${name}: ${list.map((row) => `“${maskSeen(String(row['said']))}” × ${String(row['n'])}`).join(', ')}`);
  }
  if (n('other_currency') > 0 && money === null) add('other_currency', 'warning', n('other_currency'), layout.currency ?? currency);
  if (n('other_currency') > 0 && money !== null) {
    const list = await findings.rows(`SELECT DISTINCT ${money} AS currency FROM ${kept} WHERE ${money} <> ${literal(currency)} ORDER BY 1 LIMIT ${LISTED_WORDS}`);
    add('other_currency', 'warning', n('other_currency'), list.map((row) => maskSeen(String(row['currency']))).join(', '));
  }
  add('refund_above_paid', 'warning', n('refund_above_paid'));
  add('refund_without_status', 'warning', n('refund_without_status'));
  add('negative_amount', 'warning', n('negative_amount'));
}

function vocabularyColumns(table: TableName): [string, string[]][] {
  const withAliases = (known: readonly string[]): string[] => [...known, ...Object.entries(vocabularyAliases).flatMap(([from, to]) => (known.includes(to) ? [from] : []))];
  if (table === 'orders') return [['status', withAliases(vocabularies.order_status)]];
  if (table !== 'cases') return [];
  const { kind, stage, case_status, goods_status, disposition } = vocabularies;
  return [['kind', withAliases(kind)], ['stage', withAliases(stage)], ['status', withAliases(case_status)], ['goods_status', withAliases(goods_status)], ['disposition', withAliases(disposition)]];
}

/** The cells whose words an expression translates; a constant says nothing that could be unknown. */
function wordSources(expr: Expr): Expr[] {
  switch (expr.op) {
    case 'cell': return [expr];
    case 'words': return [expr.of];
    case 'first': return expr.of.flatMap(wordSources);
    case 'when': return [...wordSources(expr.then), ...(expr.else === null ? [] : wordSources(expr.else))];
    default: return [];
  }
}

/** Records that say nothing new, with what they would have added: a merchant whose equal lines are different sales can see it, and map a line id. */
async function countDuplicates(findings: Findings, add: Add): Promise<void> {
  const { layout, rows } = findings;
  const totals = await Promise.all(layout.emits.map(async (emit, i) => {
    const has = (name: string): boolean => tables[emit.table].columns.some((c) => c.name === name);
    const sum = (name: string): string => (has(name) ? `CAST(coalesce(sum(${name}), 0) AS BIGINT)` : '0');
    return (await rows(`SELECT ${has('currency') ? 'currency' : 'NULL AS currency'}, ${sum('quantity')} AS quantity, ${sum('paid_minor')} AS paid, ${sum('refund_minor')} AS refund
      FROM e${i} SEMI JOIN (SELECT record_no FROM excluded WHERE fate = 'duplicate') USING (record_no) GROUP BY 1 ORDER BY 1`)).map((row) => totalText(emit.table, row));
  }));
  add('duplicates', 'info', findings.duplicates, totals.flat().filter((t) => t !== '').join('; '));
}

function totalText(table: TableName, row: Row): string {
  const currency = row['currency'] === null ? null : String(row['currency']);
  const amounts = currency === null ? [] : (['paid', 'refund'] as const).flatMap((name) => (Number(row[name]) === 0 ? [] : [`${name} ${majorText(Number(row[name]), currency)} ${currency}`]));
  const parts = [...(Number(row['quantity']) === 0 ? [] : [`quantity ${String(row['quantity'])}`]), ...amounts];
  return parts.length === 0 ? '' : `${table}: ${parts.join(', ')}`;
}
