import type { Row } from '../ports/query.ts';
import { isPlainlyIso, PLAIN_NUMBER } from './profile.ts';

/**
 * How a column's texts are read, decided once from all its rows. Two steps: a cheap count that settles what is regular,
 * and the details only for columns that it leaves open.
 */
export type TimeFormat = 'iso' | 'ymd' | 'dmy' | 'mdy' | 'named' | 'serial' | 'epoch';
export interface TimeReading {
  /** Tried in this order; the first is what the report shows. */
  readonly formats: readonly TimeFormat[];
  readonly offsets: boolean;
  /** All cells are shaped so (lib/read/raw.ts): the engine's own cast reads them. */
  readonly proven?: 'iso' | 'utc' | 'zoned';
}
export type DecimalMark = '.' | ',';

export interface Open {
  readonly code: 'date_order' | 'decimal_mark';
  readonly column: number | null;
}

const cellOf = (index: number): string => `c${index}`;

/** One row: per column the filled cells, and those that are plainly ISO. */
export function timeCountsSql(columns: readonly number[]): string {
  const parts = columns.map((i) => `count(c${i}) AS n${i}, count(*) FILTER (WHERE ${isPlainlyIso(`c${i}`)}) AS iso${i}`);
  return `SELECT ${parts.join(', ')} FROM staged`;
}

/** One row: the shapes of a column that is not plainly ISO. */
export function timeShapesSql(i: number): string {
  const parts = `regexp_extract(x, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(\\s|$)', ['a', 'b', 'y'])`;
  return `SELECT count(*) AS n, count(*) FILTER (WHERE has_offset(x)) AS offsets,
      count(*) FILTER (WHERE regexp_matches(x, '^[12][0-9]{3}[-/.年]') OR regexp_full_match(x, '[12][0-9]{7}([0-9]{6})?')) AS ymd,
      count(*) FILTER (WHERE regexp_matches(x, '[A-Za-z]{3}') AND NOT has_offset(x) AND NOT regexp_matches(x, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.]')) AS named,
      count(*) FILTER (WHERE regexp_full_match(x, '[2-6][0-9]{4}(\\.[0-9]+)?')) AS serial,
      count(*) FILTER (WHERE regexp_full_match(x, '1[0-9]{9}([0-9]{3})?')) AS epoch,
      count(*) FILTER (WHERE p.a <> '') AS ab,
      count(*) FILTER (WHERE p.a <> '' AND TRY_CAST(p.a AS INTEGER) > 12 AND TRY_CAST(p.b AS INTEGER) <= 12) AS only_dmy,
      count(*) FILTER (WHERE p.a <> '' AND TRY_CAST(p.b AS INTEGER) > 12 AND TRY_CAST(p.a AS INTEGER) <= 12) AS only_mdy,
      count(*) FILTER (WHERE p.a <> '' AND TRY_CAST(p.a AS INTEGER) <= 12 AND TRY_CAST(p.b AS INTEGER) <= 12 AND p.a <> p.b) AS either
    FROM (SELECT x, ${parts} AS p FROM (SELECT ${cellOf(i)} AS x FROM staged) WHERE x IS NOT NULL)`;
}

const num = (row: Row, name: string): number => Number(row[name] ?? 0);

export const plainlyIso = (row: Row, i: number): boolean => num(row, `n${i}`) === num(row, `iso${i}`);

/**
 * Reads the shapes: evidence first (a day above 12), then the order that was answered or the layout is known for;
 * null where both orders are possible and nothing decides.
 */
export function decideTime(shapes: Row, known: 'dmy' | 'mdy' | undefined): TimeReading | null {
  const formats: TimeFormat[] = [];
  if (num(shapes, 'ymd') > 0 || num(shapes, 'n') === 0) formats.push('ymd');
  if (num(shapes, 'ab') > 0) {
    const dmy = num(shapes, 'only_dmy');
    const mdy = num(shapes, 'only_mdy');
    if (dmy > 0 && mdy === 0) formats.push('dmy');
    else if (mdy > 0 && dmy === 0) formats.push('mdy');
    else if (known !== undefined) formats.push(known);
    else if (dmy > 0 && mdy > 0) return null;
    else if (num(shapes, 'either') > 0) return null;
    else formats.push('dmy');
  }
  if (num(shapes, 'named') > 0) formats.push('named');
  if (num(shapes, 'serial') > 0) formats.push('serial');
  if (num(shapes, 'epoch') > 0) formats.push('epoch');
  if (formats.length === 0) formats.push('ymd');
  return { formats, offsets: num(shapes, 'offsets') > 0 };
}

/** One row over all columns that hold numbers: cells that are not plain, and which decimal mark they speak for. One scan: a union of scans holds the memory of each. */
export function numberShapesSql(columns: readonly number[]): string {
  const odd = columns.map((i) => `CASE WHEN NOT regexp_full_match(${cellOf(i)}, '${PLAIN_NUMBER}') THEN bare_number(${cellOf(i)}) END AS x${i}`);
  const count = (pattern: string): string => columns.map((i) => `count(*) FILTER (WHERE regexp_full_match(x${i}, '${pattern}'))`).join(' + ');
  return `SELECT
      ${count('[+-]?[0-9]*,[0-9]{1,2}|[+-]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+')} AS comma,
      ${count('[+-]?[0-9]*\\.([0-9]{1,2}|[0-9]{4,})|[+-]?[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}(\\.[0-9]+)?')} AS dot,
      ${count('[+-]?[1-9][0-9]{0,2}(\\.[0-9]{3})+')} AS either
    FROM (SELECT ${odd.join(', ')} FROM staged)`;
}

/** Plain cells (12.5) that speak for the point, beside the odd ones. */
export const plainDecimalsSql = (columns: readonly number[]): string =>
  `SELECT ${columns.map((i) => `count(*) FILTER (WHERE regexp_full_match(${cellOf(i)}, '[+-]?[0-9]*\\.([0-9]{1,2}|[0-9]{4,})'))`).join(' + ')} AS n FROM staged`;

/** Null where groups of three behind points are all there is: 1.234 may be one or a thousand. */
export function decideDecimal(odd: Row, plain: number, known: DecimalMark | undefined): DecimalMark | null {
  const dot = num(odd, 'dot') + plain;
  const comma = num(odd, 'comma');
  if (comma > 0 && dot === 0) return ',';
  if (dot > 0 && comma === 0) return '.';
  if (known !== undefined) return known;
  if (dot > 0 || comma > 0) return dot >= comma ? '.' : ',';
  return num(odd, 'either') > 0 ? null : '.';
}
