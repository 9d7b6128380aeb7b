import type { ColumnFacts, Shape } from '../model/column-facts.ts';
import { openDistinct, type Distinct } from './distinct.ts';

/** Looks at every cell of a table once, as it goes by. */
export interface Columns {
  /** The cells of another record come. */
  record(): void;
  /** A cell's UTF-8 bytes as they stand between its delimiters or quotes. */
  see(column: number, bytes: Uint8Array, from: number, to: number): void;
  seeText(column: number, text: string): void;
  facts(): ColumnFacts[];
}

const BITS: readonly (readonly [Shape, number])[] = [['utc', 1], ['zoned', 2], ['iso', 4], ['plain', 8]];
const [TIMES, PLAIN, ANY] = [7, 8, 15];
/** Different values are counted in the first records, and at most so many of all columns together: 8 bytes each, twice. */
const [COUNTED_RECORDS, COUNTED_VALUES] = [100_000, 1 << 22];

export function openColumns(width: number): Columns {
  const filled = new Float64Array(width);
  const shapes = new Uint8Array(width).fill(ANY);
  const odd = new Uint8Array(width);
  const distinct: Distinct[] = Array.from({ length: width }, () => openDistinct(Math.min(COUNTED_RECORDS, COUNTED_VALUES / width)));
  let records = 0;

  const take = (column: number, bytes: Uint8Array, from: number, to: number): void => {
    filled[column]!++;
    if (records < COUNTED_RECORDS) distinct[column]!.add(bytes, from, to);
  };
  const see: Columns['see'] = (column, bytes, from, to) => {
    if (from === to) return;
    const possible = shapes[column]!;
    if (possible !== 0) shapes[column] = possible & shapesOf(bytes, from, to, possible);
    if (!isOdd(bytes, from, to)) return take(column, bytes, from, to);
    odd[column] = 1;
    const text = unwrapped(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'));
    if (text === null) return;
    const content = Buffer.from(text);
    take(column, content, 0, content.length);
  };
  return {
    record: () => void (records += 1),
    see,
    seeText(column, text) {
      const bytes = Buffer.from(text);
      see(column, bytes, 0, bytes.length);
    },
    facts: () => distinct.map((values, i) => ({
      filled: filled[i]!, distinct: records <= COUNTED_RECORDS ? values.count() : null, odd: odd[i] === 1, shapes: BITS.flatMap(([shape, bit]) => ((shapes[i]! & bit) === 0 ? [] : [shape])),
    })),
  };
}

const WORDS = new Set(['\\N', 'N/A', 'n/a', 'NULL', 'null', 'None', 'nan', 'NaN']);

/** Whether something is around the value, or it is a word for nothing: it does not begin with an ASCII digit or letter or an ideograph, or ends with a blank or a quote. */
function isOdd(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from]!;
  if (first < 128) {
    if (first < 48 || first > 122) return true;
    if (to - from <= 4 && (first === 78 || first === 110 || first === 92) && WORDS.has(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1'))) return true;
  } else {
    const point = first >= 0xe0 && first < 0xf0 ? ((first & 15) << 12) | ((bytes[from + 1]! & 63) << 6) | (bytes[from + 2]! & 63) : 0;
    if (point < 19968 || point > 64255) return true;
  }
  switch (bytes[to - 1]!) {
    case 32: case 9: case 34: return true;
    case 0xa0: return bytes[to - 2] === 0xc2;
    case 0x80: return bytes[to - 2] === 0x80 && bytes[to - 3] === 0xe3;
    default: return false;
  }
}

const BLANK = new Set(['', '-', '--', '—', '/', '#N/A', '“”', '""', "'", ...WORDS]);
const LEADING = /^[\t\n\f\r \u00A0\u3000\uFEFF“”]*(=[\t\n\f\r ]*"?|')?[\t\n\f\r “”]*/;
const TRAILING = '"”“\t\n\f\r \u00A0\u3000\uFEFF';

/** The value in a cell, null where it says nothing: what the macro `unwrap` of the map stage makes of it. */
export function unwrapped(cell: string): string | null {
  if (BLANK.has(cell)) return null;
  const from = LEADING.exec(cell)![0].length;
  let to = cell.length;
  while (to > from && TRAILING.includes(cell[to - 1]!)) to--;
  const text = cell.slice(from, to);
  return text === '' || text === '-' ? null : text;
}

function shapesOf(bytes: Uint8Array, from: number, to: number, possible: number): number {
  return ((possible & TIMES) === 0 ? 0 : timeShapes(bytes, from, to - from)) | ((possible & PLAIN) === 0 || !isPlain(bytes, from, to) ? 0 : PLAIN);
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const [DASH, COLON, POINT] = [45, 58, 46];

function timeShapes(bytes: Uint8Array, at: number, length: number): number {
  if (length < 10 || length > 25 || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return 0;
  for (let i = 0; i < 10; i++) if (i !== 4 && i !== 7 && !isDigit(bytes[at + i]!)) return 0;
  if (length <= 19) return 4;
  if (bytes[at + 10] !== 84 || bytes[at + 13] !== COLON || bytes[at + 16] !== COLON) return 0;
  const after = bytes[at + 19]!;
  if ((length === 20 && after === 90) || (length === 24 && after === POINT && bytes[at + 23] === 90)) return 3;
  return length === 25 && (after === 43 || after === DASH) && bytes[at + 22] === COLON ? 2 : 0;
}

/** Digits, or digits around a point that cannot group thousands. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  let i = bytes[from] === 43 || bytes[from] === DASH ? from + 1 : from;
  const whole = i;
  while (i < to && isDigit(bytes[i]!)) i++;
  if (i === to) return i > whole;
  if (bytes[i] !== POINT) return false;
  const point = i++;
  while (i < to && isDigit(bytes[i]!)) i++;
  const decimals = i - point - 1;
  return i === to && decimals > 0 && decimals !== 3;
}
