import { defaultLimits, type Limits } from './limits.ts';

/** Code units of a text: bytes of an encoding in which ASCII stands for itself, or the 16-bit units of UTF-16. */
export type Units = Uint8Array | Uint16Array;

/**
 * `delimiter`: its code, or -1 for a text of one column. `trail`: a character's later bytes may look like the delimiter (`|` in GB18030, Shift_JIS).
 * `width`: cells of the header, of which the first `named` have a name; 0 while no header is known.
 */
export interface Dialect {
  readonly delimiter: number;
  readonly trail: boolean;
  readonly width: number;
  readonly named: number;
}

export type Fault = 'unclosed_quote' | 'cell_too_long' | 'record_too_long' | 'nul_byte' | 'bad_encoding' | 'ragged_row';

/** How a cell stands between `from` and `to`: as is; quoted, every quote in it doubled; quoted, with lone quotes in it. */
export const PLAIN = 0;
export const QUOTED = 1;
export const QUOTED_LOOSE = 2;

/** The outcome of splitting one record, overwritten by the next. `cells` counts all cells; the arrays hold the first of them. */
export interface Split {
  cells: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly style: Uint8Array;
  /** Cells that hold line breaks. */
  spread: number;
  fault: Fault | null;
}

export const newSplit = (columns: number): Split => ({
  cells: 0, from: new Int32Array(columns), to: new Int32Array(columns), style: new Uint8Array(columns), spread: 0, fault: null,
});

/** The record does not end within the units at hand. */
export const MORE = -1;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * Splits the record that begins at `start` and returns where the next one begins, or MORE (never when `last`: the units end the text).
 * A line break (`\n`, `\r\n`, `\r`) outside quotes ends a record. A quote opens a cell only as its first unit, and closes it before a delimiter,
 * a line break or the end; any other quote is part of the cell, as long as the cell stays on its line. A quote is unclosed when its cell finds no
 * end, holds line breaks *and* a lone quote, or spreads over lines in a record that then does not fit the header: then the record is its first
 * physical line, so that the rows below are not swallowed. Linear: a search for the closing quote ends at the next line with an odd run of quotes.
 */
export function splitRecord(units: Units, start: number, end: number, last: boolean, dialect: Dialect, limits: Limits, split: Split): number {
  const { delimiter, trail } = dialect;
  const { from, to, style } = split;
  const room = from.length;
  const highest = Math.max(QUOTE, delimiter);
  const cellLimit = limits.cellBytes / units.BYTES_PER_ELEMENT;
  const recordLimit = limits.recordBytes / units.BYTES_PER_ELEMENT;
  let cells = 0;
  let spread = 0;
  let nul = false;
  let tooLong = false;
  let i = start;
  split.fault = null;

  for (;;) {
    let cellFrom = i;
    let cellTo: number;
    let cellStyle = PLAIN;
    if (i < end && units[i] === QUOTE) {
      let broken = false;
      let stray = false;
      cellFrom = ++i;
      for (;;) {
        if (broken && i - start > recordLimit) return unclosed(units, start, end, last, split);
        if (i >= end) return last ? unclosed(units, start, end, last, split) : MORE;
        const unit = units[i]!;
        if (unit > QUOTE) {
          i++;
        } else if (unit === QUOTE) {
          if (i + 1 >= end && !last) return MORE;
          const next = i + 1 < end ? units[i + 1]! : LF;
          if (next === QUOTE) {
            i += 2;
          } else if (next === delimiter || next === LF || next === CR) {
            break;
          } else {
            if (broken) return unclosed(units, start, end, last, split);
            stray = true;
            i++;
          }
        } else {
          if (unit === LF || unit === CR) {
            if (stray) return unclosed(units, start, end, last, split);
            broken = true;
          } else if (unit === 0) {
            nul = true;
          }
          i++;
        }
      }
      cellTo = i++;
      cellStyle = stray ? QUOTED_LOOSE : QUOTED;
      if (broken) spread++;
    } else {
      if (trail) {
        while (i < end) {
          const unit = units[i]!;
          if (unit >= 0x81 && i + 1 < end && units[i + 1]! >= 0x40) i++;
          else if (unit === delimiter || unit === LF || unit === CR) break;
          else if (unit === 0) nul = true;
          i++;
        }
      } else {
        while (i < end) {
          const unit = units[i]!;
          if (unit <= highest) {
            if (unit === delimiter || unit === LF || unit === CR) break;
            if (unit === 0) nul = true;
          }
          i++;
        }
      }
      cellTo = i;
    }
    if (cells < room) {
      from[cells] = cellFrom;
      to[cells] = cellTo;
      style[cells] = cellStyle;
    }
    cells++;
    if (cellTo - cellFrom > cellLimit) tooLong = true;
    if (i >= end) {
      if (!last) return MORE;
      break;
    }
    if (units[i] === delimiter) {
      i++;
      continue;
    }
    if (units[i] === CR) {
      if (i + 1 >= end && !last) return MORE;
      if (i + 1 < end && units[i + 1] === LF) i++;
    }
    i++;
    break;
  }
  split.cells = cells;
  split.spread = spread;
  if (spread > 0 && spread <= 2 && !fits(split, dialect)) return unclosed(units, start, end, last, split);
  if (tooLong) split.fault = 'cell_too_long';
  else if (i - start > recordLimit) split.fault = 'record_too_long';
  else if (nul) split.fault = 'nul_byte';
  return i;
}

/** Whether a record has the header's cells: empty ones may follow, those of nameless columns may be missing. */
export function fits(split: Split, dialect: Dialect): boolean {
  if (dialect.width === 0 || split.cells === dialect.width) return true;
  if (split.cells < dialect.width) return split.cells >= dialect.named;
  if (split.cells > split.from.length) return false;
  for (let cell = dialect.width; cell < split.cells; cell++) if (split.to[cell] !== split.from[cell]) return false;
  return true;
}

/** Ends a record at its first line break. */
function unclosed(units: Units, start: number, end: number, last: boolean, split: Split): number {
  split.cells = 0;
  split.fault = 'unclosed_quote';
  return lineEnd(units, start, end, last);
}

/** Where the physical line after the one at `start` begins, or MORE. */
export function lineEnd(units: Units, start: number, end: number, last: boolean): number {
  for (let i = start; i < end; i++) {
    const unit = units[i]!;
    if (unit === LF) return i + 1;
    if (unit === CR) {
      if (i + 1 < end) return units[i + 1] === LF ? i + 2 : i + 1;
      return last ? end : MORE;
    }
  }
  return last ? end : MORE;
}

/** The text of a cell in UTF-8 units. */
export function cellText(bytes: Buffer, split: Split, index: number): string {
  const text = bytes.toString('utf8', split.from[index]!, split.to[index]!);
  return split.style[index] === PLAIN || !text.includes('"') ? text : text.replaceAll('""', '"');
}

export const cellTexts = (bytes: Buffer, split: Split): string[] =>
  Array.from({ length: Math.min(split.cells, split.from.length) }, (_, index) => cellText(bytes, split, index));

/** The cells of one record on its own, however it is broken: where its quotes do not close they are text. */
export function cellsOfRecord(record: string, delimiter: string): string[] {
  const bytes = Buffer.from(record);
  const split = newSplit(bytes.length + 1);
  const dialect = { delimiter: delimiter.charCodeAt(0), trail: false, width: 0, named: 0 };
  splitRecord(bytes, 0, bytes.length, true, dialect, { ...defaultLimits, cellBytes: Infinity, recordBytes: Infinity }, split);
  return split.fault === 'unclosed_quote' ? record.split(delimiter) : cellTexts(bytes, split);
}
