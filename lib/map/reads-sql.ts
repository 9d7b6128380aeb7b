import { dayOf, numberReader, plausible, toLocal, toUtc, type Reading } from './compile.ts';
import type { TimeFormat, TimeReading } from './decide.ts';

/**
 * `from` with every cell that is a number or a time read once: `n7` the number (DECIMAL(18, 4)), `t7` the instant in UTC, `d7` its day in the
 * merchant's zone; null where the cell is empty or does not read as one. Stacked, so that no statement reads a cell twice.
 */
export function readsSql(from: string, reading: Reading): string {
  const numbers = [...reading.numbers].map(([i, plain]) => `${numberReader(`c${i}`, plain, reading.decimal)} AS n${i}`);
  const times = [...reading.times];
  if (numbers.length + times.length === 0) return from;
  const read = `SELECT *, ${[...numbers, ...times.map(([i, how]) => `${timeReader(`c${i}`, how)} AS r${i}`)].join(', ')} FROM (${from})`;
  if (times.length === 0) return read;
  const bounded = `SELECT * REPLACE (${times.map(([i]) => `${plausible(`r${i}`)} AS r${i}`).join(', ')}) FROM (${read})`;
  const instants = times.map(([i, how]) => `${utc(i, how, reading)} AS t${i}`);
  const days = times.map(([i, how]) => `${how.offsets ? `CAST(${toLocal(`t${i}`, reading.merchantZone)} AS DATE)` : dayOf(`r${i}`, reading)} AS d${i}`);
  return `SELECT *, ${days.join(', ')} FROM (SELECT *, ${instants.join(', ')} FROM (${bounded}))`;
}

const READERS: Readonly<Record<TimeFormat, string>> = { iso: 'iso_time', ymd: 'ymd_time', dmy: 'dmy_time', mdy: 'mdy_time', named: 'named_time', serial: 'serial_time', epoch: 'epoch_time' };

/** The time as it is written: in UTC where it has an offset, else local to the file's zone. */
function timeReader(cell: string, how: TimeReading): string {
  // A cast to TIMESTAMP passes over an offset: with Z there is none to pass over, and it costs a third.
  if (how.proven === 'iso' || how.proven === 'utc') return `try_cast(${cell} AS TIMESTAMP)`;
  if (how.proven === 'zoned') return `CAST(try_cast(${cell} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  const local = how.formats.length === 1 ? `${READERS[how.formats[0] ?? 'iso']}(${cell})` : `coalesce(${how.formats.map((f) => `${READERS[f]}(${cell})`).join(', ')})`;
  return how.offsets ? `CASE WHEN has_offset(${cell}) THEN zoned_time(${cell}) ELSE ${local} END` : local;
}

function utc(i: number, how: TimeReading, reading: Reading): string {
  const shifted = toUtc(`r${i}`, reading.fileZone);
  if (how.proven === 'utc' || how.proven === 'zoned' || shifted === `r${i}`) return `r${i}`;
  return how.offsets ? `CASE WHEN has_offset(c${i}) THEN r${i} ELSE ${shifted} END` : shifted;
}
