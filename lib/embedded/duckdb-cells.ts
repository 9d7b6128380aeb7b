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
  return (chunk) => {
    const columns = names.map((_, index) => {
      const values = chunk.getColumnValues(index);
      return plain[index] === true ? values : values.map(cell);
    });
    return Array.from({ length: chunk.rowCount }, (_, row) =>
      // fromEntries: a column named __proto__ is a column.
      Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] as Cell])));
  };
}

/** Types whose values need no conversion. */
const PLAIN: ReadonlySet<number> = new Set([
  DuckDBTypeId.VARCHAR, DuckDBTypeId.INTEGER, DuckDBTypeId.SMALLINT, DuckDBTypeId.TINYINT, DuckDBTypeId.DOUBLE, DuckDBTypeId.FLOAT,
  DuckDBTypeId.BOOLEAN, DuckDBTypeId.UINTEGER, DuckDBTypeId.USMALLINT, DuckDBTypeId.UTINYINT, DuckDBTypeId.ENUM,
]);

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return safe(value);
  if (value instanceof DuckDBDateValue || value instanceof DuckDBTimeValue || value instanceof DuckDBUUIDValue) return value.toString();
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

function instant(ms: bigint): string {
  const date = new Date(Number(ms));
  if (Number.isNaN(date.getTime())) throw new Failure('number_too_large', 'a time is outside the calendar');
  return date.toISOString().replace('T', ' ').replace('Z', '');
}
