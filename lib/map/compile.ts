import type { ColumnType } from '../model/tables.ts';
import { unusualExponents } from '../model/money.ts';
import type { Expr, Test } from './declare.ts';
import type { DecimalMark, TimeReading } from './decide.ts';
import { sameName } from './names.ts';

/**
 * Declarations → DuckDB SQL over the relation `cells(record_no, c0, c1, …)`, whose cells are unwrapped (macros.ts) and null when blank. Everything a person wrote into a mapping ends up in a quoted
 * literal; the only identifiers are column positions.
 */
export interface Reading {
  readonly places: ReadonlyMap<string, number>;
  readonly header: readonly string[];
  /** The cells that are read once, beside the texts (reads-sql.ts): times as t7 and d7, numbers as n7; a number is `plain` where all its cells are. */
  readonly times: ReadonlyMap<number, TimeReading>;
  readonly numbers: ReadonlyMap<number, boolean>;
  readonly decimal: DecimalMark;
  /** Zone of times without an offset, and the merchant's, in which days are counted. */
  readonly fileZone: string;
  readonly merchantZone: string;
}

/** A filled cell that does not read as what its column must hold. */
export interface Failed {
  readonly when: string;
  readonly code: string;
  readonly column: number;
}

export interface Compiled {
  readonly sql: string;
  readonly failed: readonly Failed[];
}

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The places an expression reads, for reports: which columns of the file feed a canonical column. */
export function cellsOf(expr: Expr, places: ReadonlyMap<string, number>): number[] {
  switch (expr.op) {
    case 'cell': return expr.names.flatMap((name) => places.get(sameName(name)) ?? []);
    case 'constant': return [];
    case 'first': case 'joined': case 'digest': return expr.of.flatMap((e) => cellsOf(e, places));
    case 'occurrence': return [...cellsOf(expr.base, places), ...expr.of.flatMap((e) => cellsOf(e, places))];
    case 'words': case 'positive': case 'extract': return cellsOf(expr.of, places);
    case 'minus': case 'times': return [...cellsOf(expr.left, places), ...cellsOf(expr.right, places)];
    case 'when': return [...cellsOf(expr.then, places), ...(expr.else === null ? [] : cellsOf(expr.else, places))];
  }
}

function cells(reading: Reading, names: readonly string[]): number[] {
  return [...new Set(names.flatMap((name) => reading.places.get(sameName(name)) ?? []))];
}

/** Text as it stands; null where no such column or no content. */
export function text(expr: Expr, reading: Reading): string {
  switch (expr.op) {
    case 'cell': return coalesced(cells(reading, expr.names).map((i) => `c${i}`));
    case 'constant': return literal(expr.value);
    case 'first': return coalesced(expr.of.map((e) => text(e, reading)));
    case 'words': return translated(expr, reading);
    case 'positive': return `ltrim(${text(expr.of, reading)}, '-')`;
    case 'when': return `CASE WHEN ${test(expr.test, reading)} THEN ${text(expr.then, reading)} ELSE ${expr.else === null ? 'NULL' : text(expr.else, reading)} END`;
    case 'joined': return `nullif(concat_ws(${literal(expr.by)}, ${expr.of.map((e) => text(e, reading)).join(', ')}), '')`;
    case 'extract': return `nullif(regexp_extract(${text(expr.of, reading)}, ${literal(expr.pattern)}, 1), '')`;
    case 'digest': return `substr(md5(${contents(expr.of, reading)}), 1, 12)`;
    case 'occurrence': return occurrenceText(expr, reading);
    case 'minus': case 'times': return `CAST(${number(expr, reading).sql} AS VARCHAR)`;
  }
}

const coalesced = (parts: string[]): string => (parts.length === 0 ? 'CAST(NULL AS VARCHAR)' : parts.length === 1 ? String(parts[0]) : `coalesce(${parts.join(', ')})`);
const contents = (of: readonly Expr[], reading: Reading): string =>
  of.map((e) => `coalesce(${text(e, reading)}, '')`).join(` || chr(31) || `);

function occurrenceText(expr: Extract<Expr, { op: 'occurrence' }>, reading: Reading): string {
  const base = text(expr.base, reading);
  const rank = `dense_rank() OVER (PARTITION BY ${text(expr.within, reading)}, ${base} ORDER BY ${contents(expr.of, reading)})`;
  return `CASE WHEN ${rank} = 1 THEN ${base} ELSE ${base} || '#' || ${rank} END`;
}

/** Words are compared in NFKC-like form: trimmed, lower case, full-width punctuation folded. */
const folded = (sql: string): string => `lower(trim(translate(${sql}, '，（）：！　', ',():! ')))`;
const foldedWord = (word: string): string => word.replaceAll('，', ',').replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':').toLowerCase().trim();

function translated(expr: Extract<Expr, { op: 'words' }>, reading: Reading): string {
  const of = folded(text(expr.of, reading));
  const equal = Object.entries(expr.map).map(([from, to]) => `WHEN ${literal(foldedWord(from))} THEN ${literal(to)}`);
  const within = expr.contains.map(([part, to]) => `WHEN contains(${of}, ${literal(foldedWord(part))}) THEN ${literal(to)}`);
  const rest = within.length === 0 ? 'NULL' : `CASE ${within.join(' ')} END`;
  return equal.length === 0 ? rest : `CASE ${of} ${equal.join(' ')} ELSE ${rest} END`;
}

/** A decimal number (18, 4) under the file's decimal mark, and the cells that are none. */
export function number(expr: Expr, reading: Reading): Compiled {
  switch (expr.op) {
    case 'cell': {
      const read = cells(reading, expr.names).map((i) => ({ i, sql: reading.numbers.has(i) ? `n${i}` : numberReader(`c${i}`, false, reading.decimal) }));
      return {
        sql: read.length === 0 ? 'CAST(NULL AS DECIMAL(18, 4))' : `coalesce(${read.map((r) => r.sql).join(', ')})`,
        failed: read.map((r) => ({ when: `c${r.i} IS NOT NULL AND ${r.sql} IS NULL`, code: 'not_a_number', column: r.i })),
      };
    }
    case 'first': return gathered(expr.of.map((e) => number(e, reading)), (parts) => `coalesce(${parts.join(', ')})`);
    case 'minus': return gathered([number(expr.left, reading), number(expr.right, reading)], ([a, b]) => `(${a} - coalesce(${b}, 0))`);
    case 'times': return gathered([number(expr.left, reading), number(expr.right, reading)], ([a, b]) => `CAST(${a} * CAST(${b} AS DECIMAL(12, 0)) AS DECIMAL(18, 4))`);
    case 'positive': return gathered([number(expr.of, reading)], ([a]) => `abs(${a})`);
    case 'when': {
      const [then, otherwise] = [number(expr.then, reading), expr.else === null ? null : number(expr.else, reading)];
      const on = test(expr.test, reading);
      return {
        sql: `CASE WHEN ${on} THEN ${then.sql} ELSE ${otherwise?.sql ?? 'NULL'} END`,
        failed: [...then.failed.map((f) => ({ ...f, when: `(${on}) AND ${f.when}` })), ...(otherwise?.failed ?? []).map((f) => ({ ...f, when: `NOT coalesce(${on}, FALSE) AND ${f.when}` }))],
      };
    }
    case 'constant': return { sql: `number_dot(${literal(expr.value)})`, failed: [] };
    default: return { sql: `number_dot(${text(expr, reading)})`, failed: [] };
  }
}

function gathered(parts: readonly Compiled[], join: (sqls: string[]) => string): Compiled {
  return { sql: join(parts.map((p) => p.sql)), failed: parts.flatMap((p) => p.failed) };
}

/** A condition; unknown counts as false where it is used. */
export function test(on: Test, reading: Reading): string {
  switch (on.op) {
    case 'filled': return `(${text(on.of, reading)}) IS NOT NULL`;
    case 'matches': return `regexp_matches(coalesce(${text(on.of, reading)}, ''), ${literal(on.pattern)})`;
    case 'above_zero': return `coalesce(${number(on.of, reading).sql} > 0, FALSE)`;
    case 'not': return `NOT (${test(on.of, reading)})`;
    case 'all': case 'any': return on.of.length === 0 ? (on.op === 'all' ? 'TRUE' : 'FALSE') : `(${on.of.map((t) => `(${test(t, reading)})`).join(on.op === 'all' ? ' AND ' : ' OR ')})`;
  }
}

/** A cell as a number; `plain`: all of the column's are digits and a decimal point. */
export function numberReader(cell: string, plain: boolean, decimal: DecimalMark): string {
  if (decimal === ',') return `number_comma(${cell})`;
  return plain ? `try_cast(${cell} AS DECIMAL(18, 4))` : `number_dot(${cell})`;
}

/** The hours a zone is ahead of UTC if it has been the same all along (2000 to 2040); null where it changes with the seasons. */
export function fixedOffsetMinutes(zone: string): number | null {
  const offsets = new Set<number>();
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
  for (let month = 0; month < 12 * 40; month += 1) {
    const at = Date.UTC(2000, month, 15);
    const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]));
    offsets.add((Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0) - at) / 60_000);
    if (offsets.size > 1) return null;
  }
  return [...offsets][0] ?? 0;
}

export const toUtc = (local: string, zone: string): string => shifted(local, zone, -1) ?? `CAST(timezone(${literal(zone)}, ${local}) AS TIMESTAMP)`;
export const toLocal = (utc: string, zone: string): string => shifted(utc, zone, 1) ?? `timezone(${literal(zone)}, CAST(${utc} AS TIMESTAMPTZ))`;

function shifted(at: string, zone: string, sign: 1 | -1): string | null {
  const minutes = fixedOffsetMinutes(zone);
  if (minutes === null) return null;
  return minutes === 0 ? at : `(${at} + INTERVAL (${sign * minutes}) MINUTE)`;
}

/** An instant as a UTC timestamp, the day it falls on in the merchant's zone, and the cells that are none (or lie beyond 1990 to 2100). */
export function instant(expr: Expr, reading: Reading): Compiled & { readonly day: string } {
  if (expr.op === 'first') {
    const parts = expr.of.map((e) => instant(e, reading));
    return { ...gathered(parts, (sqls) => `coalesce(${sqls.join(', ')})`), day: `coalesce(${parts.map((p) => p.day).join(', ')})` };
  }
  if (expr.op === 'when') {
    const then = instant(expr.then, reading);
    const otherwise = expr.else === null ? null : instant(expr.else, reading);
    const on = test(expr.test, reading);
    return {
      sql: `CASE WHEN ${on} THEN ${then.sql} ELSE ${otherwise?.sql ?? 'NULL'} END`,
      day: `CASE WHEN ${on} THEN ${then.day} ELSE ${otherwise?.day ?? 'NULL'} END`,
      failed: [...then.failed, ...(otherwise?.failed ?? [])],
    };
  }
  if (expr.op !== 'cell') {
    const at = plausible(`ymd_time(${text(expr, reading)})`);
    return { sql: toUtc(at, reading.fileZone), day: dayOf(at, reading), failed: [] };
  }
  const read = cells(reading, expr.names).filter((i) => reading.times.has(i));
  if (read.length === 0) return { sql: 'CAST(NULL AS TIMESTAMP)', day: 'CAST(NULL AS DATE)', failed: [] };
  return {
    sql: coalesced(read.map((i) => `t${i}`)), day: coalesced(read.map((i) => `d${i}`)),
    failed: read.map((i) => ({ when: `c${i} IS NOT NULL AND t${i} IS NULL`, code: 'not_a_date', column: i })),
  };
}

export const plausible = (at: string): string => `CASE WHEN ${at} BETWEEN TIMESTAMP '1990-01-01' AND TIMESTAMP '2100-01-01' THEN ${at} END`;
export const dayOf = (local: string, reading: Reading): string =>
  reading.fileZone === reading.merchantZone ? `CAST(${local} AS DATE)` : `CAST(${toLocal(toUtc(local, reading.fileZone), reading.merchantZone)} AS DATE)`;

/** Asked for first: most rows are done after one comparison. */
export const COMMON = ['CNY', 'USD', 'EUR', 'GBP'] as const;

/** Major units → integer minor units of the row's currency, half away from zero. */
export function minorOf(decimal: string, currency: string): string {
  const single = /^'([A-Z]{3})'$/.exec(currency)?.[1];
  const factor = single === undefined
    ? `CASE ${currency} ${COMMON.map((code) => `WHEN '${code}' THEN 100`).join(' ')} ${[...unusualExponents].map(([code, digits]) => `WHEN '${code}' THEN ${10 ** digits}`).join(' ')} ELSE 100 END`
    : String(10 ** (unusualExponents.get(single) ?? 2));
  return `CAST(round(${decimal} * ${factor}) AS BIGINT)`;
}

/** The canonical column's value by its type; texts are completed in emit.ts. */
export function typed(expr: Expr, type: ColumnType, currency: string, reading: Reading): Compiled {
  switch (type) {
    case 'minor': { const n = number(expr, reading); return { ...n, sql: minorOf(n.sql, currency) }; }
    case 'double': { const n = number(expr, reading); return { ...n, sql: `CAST(${n.sql} AS DOUBLE)` }; }
    case 'int': {
      const n = number(expr, reading);
      return { sql: `TRY_CAST(${n.sql} AS INTEGER)`, failed: [...n.failed, ...n.failed.map((f) => ({ ...f, when: `${n.sql} <> round(${n.sql})`, code: 'not_a_count' }))] };
    }
    case 'time': return instant(expr, reading);
    case 'day': return { sql: instant(expr, reading).day, failed: [] };
    case 'text': return { sql: text(expr, reading), failed: [] };
  }
}
