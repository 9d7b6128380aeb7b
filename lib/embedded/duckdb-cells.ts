import type { DuckDBDataChunk, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import {
  DuckDBDateValue, DuckDBDecimalValue, DuckDBTimeValue, DuckDBTimestampMillisecondsValue, DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue, DuckDBTimestampTZValue, DuckDBTimestampValue, DuckDBTypeId, DuckDBUUIDValue,
} from '@duckdb/node-api';
import { Failure } from '../model/failure.ts';
import type { Cell, Row } from '../ports/query.ts';

/** Turns chunks of a result into rows of plain values, as lib/ports/query.ts says. Lists, structs and blobs are refused. */
export function rowReader(result: DuckDBResult): (chunk: DuckDBDataChunk) => Row[] {
  const names = result.columnNames();
  const plain = names.map((_, index) => PLAIN.has(result.columnTypeId(index)));
  // A column named __proto__ is a column, but assigning it would not make one.
  const build = names.includes('__proto__') ? rowByEntries : rowByName;
  return (chunk) => {
    const columns = names.map((_, index) => {
      const values = chunk.getColumnValues(index);
      return plain[index] === true ? values : values.map(cell);
    });
    return Array.from({ length: chunk.rowCount }, (_, row) => build(names, columns, row));
  };
}

type Columns = readonly (readonly (Cell | DuckDBValue)[])[];

/** Columns hold cells by now: those of plain types came as such. */
function rowByName(names: readonly string[], columns: Columns, row: number): Row {
  const made: Record<string, Cell> = {};
  for (let index = 0; index < names.length; index += 1) made[names[index] as string] = columns[index]?.[row] as Cell;
  return made;
}

const rowByEntries = (names: readonly string[], columns: Columns, row: number): Row =>
  Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] as Cell]));

/** Types whose values need no conversion. */
const PLAIN: ReadonlySet<number> = new Set([
  DuckDBTypeId.VARCHAR, DuckDBTypeId.INTEGER, DuckDBTypeId.SMALLINT, DuckDBTypeId.TINYINT, DuckDBTypeId.DOUBLE, DuckDBTypeId.FLOAT,
  DuckDBTypeId.BOOLEAN, DuckDBTypeId.UINTEGER, DuckDBTypeId.USMALLINT, DuckDBTypeId.UTINYINT, DuckDBTypeId.ENUM,
]);

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return safe(value);
  if (value instanceof DuckDBDateValue) return dayText(value.days);
  if (value instanceof DuckDBTimeValue || value instanceof DuckDBUUIDValue) return value.toString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return instant(value.micros / 1000n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return instant(value.millis);
  if (value instanceof DuckDBTimestampSecondsValue) return instant(value.seconds * 1000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return instant(value.nanos / 1_000_000n);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  throw new Failure('unsupported_type', 'a query answered with a type that has no plain value');
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Failure('number_too_large', 'a whole number does not fit 53 bits');
  return number;
}

const MS_PER_DAY = 86_400_000;
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** `2024-02-29 12:00:00.500`. The day's text is kept from one value to the next: columns of times repeat their days. */
function instant(ms: bigint): string {
  const at = Number(ms);
  const day = Math.floor(at / MS_PER_DAY);
  const inDay = at - day * MS_PER_DAY;
  const [hours, minutes, seconds] = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60, Math.floor(inDay / 1000) % 60];
  return `${dayText(day)} ${two[hours]}:${two[minutes]}:${two[seconds]}.${String(inDay % 1000).padStart(3, '0')}`;
}

const days = new Map<number, string>();

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * MS_PER_DAY);
  if (Number.isNaN(date.getTime())) throw new Failure('number_too_large', 'a time is outside the calendar');
  const text = date.toISOString().replace(/T.*/, '');
  if (days.size > 20_000) days.clear();
  days.set(day, text);
  return text;
}
