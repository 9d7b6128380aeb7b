import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Limits } from './limits.ts';
import type { Mark } from './records.ts';

/** What a scan must hold to: `width` cells a record, one delimiter (its code), one line end. */
export interface Shape {
  readonly delimiter: number;
  readonly width: number;
  readonly newline: '\n' | '\r\n';
}

/** A file that an engine reads as it stands. `spread`: some quoted cell holds a line break. */
export interface Regular {
  readonly data: number;
  readonly marks: Mark[];
  readonly spread: boolean;
}

export const MARK_EVERY = 4096;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * Proves, in one scan of the bytes from `at` on, that every record has the shape: the same number of delimiters, quotes only around whole cells
 * and doubled inside them, one line end, no NUL, no blank record, valid UTF-8, no overlong cell or record. Null when any of it fails.
 */
export async function proveRegular(path: string, bytes: number, at: Mark, shape: Shape, limits: Limits, onProgress: (offset: number) => void): Promise<Regular | null> {
  const proof: Proof = { record: at.record, base: at.offset, marks: [at], spread: false };
  const chunk = limits.chunkBytes;
  const file = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafeSlow(2 * chunk + 8);
    let words = wordsOf(buffer);
    let held = 0;
    let position = at.offset;
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, Math.min(chunk, bytes - position), position);
      position += bytesRead;
      held += bytesRead;
      const last = bytesRead === 0 || position >= bytes;
      const done = prove(buffer, words, held, last, shape, limits, proof);
      if (done === IRREGULAR || !isUtf8(buffer.subarray(0, done))) return null;
      onProgress(position);
      if (last) return { data: proof.record - at.record, marks: proof.marks, spread: proof.spread };
      if (held - done > limits.cellBytes) return null;
      buffer.copy(buffer, 0, done, held);
      held -= done;
      proof.base += done;
      if (held + chunk > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(2 * (held + chunk));
        buffer.copy(larger, 0, 0, held);
        buffer = larger;
        words = wordsOf(buffer);
      }
    }
  } finally {
    await file.close();
  }
}

const wordsOf = (buffer: Buffer): Int32Array => new Int32Array(buffer.buffer, buffer.byteOffset, buffer.length >> 2);

interface Proof {
  record: number;
  base: number;
  readonly marks: Mark[];
  spread: boolean;
}

const IRREGULAR = -1;

/**
 * Scans the whole records of `bytes` and returns where the first unfinished one begins. Four bytes at a time as long as none of them is a quote,
 * a line end or NUL; bit tricks find such bytes in a word, and count its delimiters.
 */
function prove(bytes: Buffer, words: Int32Array, end: number, last: boolean, shape: Shape, limits: Limits, proof: Proof): number {
  const { delimiter } = shape;
  const pattern = delimiter * 0x01010101;
  const wanted = shape.width - 1;
  const crlf = shape.newline === '\r\n';
  const longest = limits.cellBytes;
  let start = 0;
  let delimiters = 0;
  let i = 0;
  for (;;) {
    if ((i & 3) === 0) {
      for (; i + 4 <= end; i += 4) {
        const word = words[i >> 2]!;
        const quote = word ^ 0x22222222;
        const lf = word ^ 0x0a0a0a0a;
        const cr = word ^ 0x0d0d0d0d;
        if ((((word - 0x01010101) & ~word) | ((quote - 0x01010101) & ~quote) | ((lf - 0x01010101) & ~lf) | ((cr - 0x01010101) & ~cr)) & 0x80808080) break;
        const other = word ^ pattern;
        const found = ~(((other & 0x7f7f7f7f) + 0x7f7f7f7f) | other | 0x7f7f7f7f);
        delimiters += Math.imul(found >>> 7, 0x01010101) >>> 24;
      }
    }
    if (i >= end) {
      if (!last || i === start) return start;
      // The last record may lack its line end.
    } else {
      const byte = bytes[i]!;
      if (byte === delimiter) {
        delimiters++;
        i++;
        continue;
      }
      if (byte === QUOTE) {
        if (i !== start && bytes[i - 1] !== delimiter) return IRREGULAR;
        for (i++; ; i++) {
          while (i < end && bytes[i]! > QUOTE) i++;
          if (i >= end) return last ? IRREGULAR : start;
          const inside = bytes[i]!;
          if (inside === QUOTE) {
            if (i + 1 >= end) {
              if (!last) return start;
              break;
            }
            const next = bytes[i + 1]!;
            if (next === QUOTE) i++;
            else if (next === delimiter || next === LF || next === CR) break;
            else return IRREGULAR;
          } else if (inside === LF || inside === CR) {
            proof.spread = true;
          } else if (inside === 0) {
            return IRREGULAR;
          }
        }
        i++;
        continue;
      }
      if (byte === CR) {
        if (!crlf) return IRREGULAR;
        if (i + 1 >= end) return last ? IRREGULAR : start;
        if (bytes[i + 1] !== LF) return IRREGULAR;
      } else if (byte === LF) {
        if (crlf) return IRREGULAR;
      } else {
        if (byte === 0) return IRREGULAR;
        i++;
        continue;
      }
    }
    if (delimiters !== wanted || i - start > longest || mayBeBlank(bytes, start, i, delimiter)) return IRREGULAR;
    if (i < end) i += crlf ? 2 : 1;
    start = i;
    delimiters = 0;
    if (proof.record++ % MARK_EVERY === 0) proof.marks.push({ record: proof.record, offset: proof.base + start });
    if (i >= end) return start;
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
