import { isUtf8 } from 'node:buffer';
import { open, rm } from 'node:fs/promises';
import type { ColumnFacts } from '../model/column-facts.ts';
import { openCopy, type Copy } from './copy.ts';
import type { Limits } from './limits.ts';
import type { Layout } from './raw.ts';
import type { Mark } from './records.ts';
import { newSplit, PLAIN, QUOTED, type Split } from './split.ts';

/** What a scan must hold to: `width` cells a record, one delimiter (its code), one line end. */
export interface Shape {
  readonly delimiter: number;
  readonly width: number;
  readonly newline: '\n' | '\r\n';
}

/** A file whose records an engine can read as they stand, behind their numbers in `layout`. */
export interface Regular {
  readonly data: number;
  readonly marks: Mark[];
  readonly layout: Layout;
  readonly columns: readonly ColumnFacts[];
}

export const MARK_EVERY = 4096;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * Proves, in one scan of the bytes from `at` on, that every record has the shape: the same number of cells, quotes only around whole cells
 * and doubled inside them, one line end, no NUL, no blank record, valid UTF-8, no overlong cell or record; numbers the records into a copy at `to`.
 * Null when any of it fails.
 */
export async function proveRegular(path: string, bytes: number, at: Mark, shape: Shape, limits: Limits, to: string, onProgress: (offset: number) => void): Promise<Regular | null> {
  const proof: Proof = { record: at.record, base: at.offset, marks: [at], split: newSplit(shape.width), copy: await openCopy(to, shape.width, String.fromCharCode(shape.delimiter)) };
  let regular = false;
  let copied: Awaited<ReturnType<Copy['close']>>;
  try {
    regular = await everyRecord(path, bytes, at, shape, limits, proof, onProgress);
  } finally {
    copied = await proof.copy.close();
    if (!regular) await rm(to);
  }
  return regular ? { data: proof.record - at.record, marks: proof.marks, ...copied } : null;
}

async function everyRecord(path: string, bytes: number, at: Mark, shape: Shape, limits: Limits, proof: Proof, onProgress: (offset: number) => void): Promise<boolean> {
  const chunk = limits.chunkBytes;
  const file = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafeSlow(2 * chunk);
    let held = 0;
    let position = at.offset;
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, Math.min(chunk, bytes - position), position);
      position += bytesRead;
      held += bytesRead;
      const last = bytesRead === 0 || position >= bytes;
      const done = prove(buffer, held, last, shape, limits, proof);
      if (done === IRREGULAR || !isUtf8(buffer.subarray(0, done))) return false;
      await proof.copy.drain();
      onProgress(position);
      if (last) return true;
      if (held - done > limits.cellBytes) return false;
      buffer.copy(buffer, 0, done, held);
      held -= done;
      proof.base += done;
      if (held + chunk > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(2 * (held + chunk));
        buffer.copy(larger, 0, 0, held);
        buffer = larger;
      }
    }
  } finally {
    await file.close();
  }
}

interface Proof {
  record: number;
  base: number;
  readonly marks: Mark[];
  readonly split: Split;
  readonly copy: Copy;
}

const IRREGULAR = -1;

/** Takes the whole records of `bytes[0, end)` and returns where the first unfinished one begins. */
function prove(bytes: Buffer, end: number, last: boolean, shape: Shape, limits: Limits, proof: Proof): number {
  const { delimiter, width } = shape;
  const { split, copy } = proof;
  const { from, to, style } = split;
  const crlf = shape.newline === '\r\n';
  const highest = Math.max(QUOTE, delimiter);
  for (let start = 0; ;) {
    let i = start;
    let cell = 0;
    split.spread = 0;
    for (;;) {
      if (cell === width) return IRREGULAR;
      if (i < end && bytes[i] === QUOTE) {
        const closed = closingQuote(bytes, i + 1, end, last, delimiter, split);
        if (closed < 0) return closed === MORE && !last ? start : IRREGULAR;
        from[cell] = i + 1;
        to[cell] = closed;
        style[cell++] = QUOTED;
        i = closed + 1;
      } else {
        from[cell] = i;
        for (; i < end; i++) {
          const byte = bytes[i]!;
          if (byte > highest) continue;
          if (byte === delimiter || byte === LF || byte === CR) break;
          if (byte === QUOTE || byte === 0) return IRREGULAR;
        }
        to[cell] = i;
        style[cell++] = PLAIN;
      }
      if (i >= end || bytes[i] !== delimiter) break;
      i++;
    }
    // The last record may lack its line end.
    if (i >= end && (!last || i === start)) return start;
    const recordEnd = i;
    if (i < end) {
      if (bytes[i] === CR) {
        if (!crlf) return IRREGULAR;
        if (i + 1 >= end) return last ? IRREGULAR : start;
        if (bytes[++i] !== LF) return IRREGULAR;
      } else if (crlf) {
        return IRREGULAR;
      }
      i++;
    }
    if (cell !== width || recordEnd - start > limits.cellBytes || mayBeBlank(bytes, start, recordEnd, delimiter)) return IRREGULAR;
    copy.writeWhole(proof.record, bytes, start, recordEnd, split);
    start = i;
    if (proof.record++ % MARK_EVERY === 0) proof.marks.push({ record: proof.record, offset: proof.base + start });
    if (i >= end) return start;
  }
}

const MORE = -2;

/** Where the quote stands that ends a cell; MORE where the bytes end before it, IRREGULAR where a lone quote stands in the cell. */
function closingQuote(bytes: Buffer, at: number, end: number, last: boolean, delimiter: number, split: Split): number {
  for (let i = at; ; i++) {
    while (i < end && bytes[i]! > QUOTE) i++;
    if (i >= end) return MORE;
    const inside = bytes[i]!;
    if (inside === QUOTE) {
      if (i + 1 >= end) return last ? i : MORE;
      const next = bytes[i + 1]!;
      if (next === QUOTE) i++;
      else return next === delimiter || next === LF || next === CR ? i : IRREGULAR;
    } else if (inside === LF || inside === CR) {
      split.spread = 1;
    } else if (inside === 0) {
      return IRREGULAR;
    }
  }
}

/** True unless some ASCII character shows that the record is not blank; text without any is left to the exact reader. */
function mayBeBlank(bytes: Buffer, from: number, to: number, delimiter: number): boolean {
  let i = from;
  for (; i < to; i++) {
    const byte = bytes[i]!;
    if (byte > 32 && byte < 128 && byte !== delimiter && byte !== QUOTE) return false;
  }
  return bytes.toString('utf8', from, to).replaceAll('"', '').replaceAll(String.fromCharCode(delimiter), '').trim() === '';
}
