import { open } from 'node:fs/promises';
import type { Limits } from './limits.ts';
import { lineEnd, MORE, newSplit, splitRecord, type Dialect, type Fault, type Split, type Units } from './split.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252' | 'windows-874' | 'shift_jis';

/** A delimited text in a local file. Records up to the header are split without a width, those after it with the header's. */
export interface Text {
  readonly path: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Length of the byte order mark; it belongs to record 1. */
  readonly mark: number;
  readonly dialect: Dialect;
  readonly headerRecord: number;
}

/** Where a record begins: its number (from 1) and its byte offset. */
export interface Mark {
  readonly record: number;
  readonly offset: number;
}

export interface Visitor {
  /** Units `[from, to)` are about to be split and stay in place until `settle`. */
  block?(units: Units, from: number, to: number): void;
  /** One record: units `[start, next)`, bytes `[from, to)`. `units` is null when it was too long to be held. False ends the reading. */
  record(units: Units | null, start: number, next: number, fault: Fault | null, record: number, from: number, to: number): boolean | void;
  /** A record, or the search for its end, is uncommonly long. False ends the reading. */
  long?(): boolean;
  /** The units of the block are about to be overwritten. */
  settle?(): Promise<void> | void;
}

/** A record beyond this is worth telling the visitor of. */
const LONG = 512 * 1024;

/** Walks the records of a text from `mark` on; their byte ranges tile the file. `split` holds the cells of the record being visited. */
export async function eachRecord(text: Text, limits: Limits, at: Mark, split: Split, visit: Visitor): Promise<void> {
  const size = text.encoding.startsWith('utf-16') ? 2 : 1;
  const swap = text.encoding === 'utf-16be';
  const chunk = limits.chunkBytes + (limits.chunkBytes % 2);
  const before: Dialect = { ...text.dialect, width: 0, named: 0 };
  const file = await open(text.path, 'r');
  try {
    let buffer = Buffer.from(new ArrayBuffer(2 * chunk + 2));
    let units = viewOf(buffer, size);
    let held = 0;                       // bytes in the buffer
    let base = at.offset;               // offset of the buffer's first byte
    let position = at.offset;           // of the next byte to read
    let { record } = at;
    let start = at.record === 1 ? text.mark / size : 0;
    let recordFrom = at.offset;
    let skipping = false;               // inside a record that is too long to be held
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, Math.min(chunk, text.bytes - position), position);
      position += bytesRead;
      const last = bytesRead === 0 || position >= text.bytes;
      let fresh = held;
      held += bytesRead;
      if (last && size === 2 && held % 2 === 1) {
        // Half a unit at the end: a lone surrogate in its place makes the record undecodable.
        buffer[held] = swap ? buffer[held - 1]! : 0xd8;
        if (swap) buffer[held - 1] = 0xd8;
        held++;
      }
      if (swap) {
        fresh -= fresh % 2;
        buffer.subarray(fresh, held - (held % 2)).swap16();
      }
      const end = held >> (size - 1);
      visit.block?.(units, start, end);
      while (start < end) {
        if (skipping) {
          const next = lineEnd(units, start, end, last);
          if (next === MORE) break;
          skipping = false;
          const to = Math.min(base + next * size, position);
          if (visit.record(null, 0, 0, 'record_too_long', record++, recordFrom, to) === false) return;
          start = next;
          recordFrom = to;
          continue;
        }
        const next = splitRecord(units, start, end, last, record > text.headerRecord ? text.dialect : before, limits, split);
        if (next === MORE) break;
        const to = Math.min(base + next * size, position);
        if (visit.record(units, start, next, split.fault, record++, recordFrom, to) === false) return;
        start = next;
        recordFrom = to;
      }
      await visit.settle?.();
      if (last) return;
      if ((end - start) * size > LONG && visit.long?.() === false) return;
      if (!skipping && (end - start) * size > limits.recordBytes) skipping = true;
      // While skipping only a last `\r` is kept, whose `\n` may follow.
      if (skipping && start < end) start = units[end - 1] === 13 ? end - 1 : end;
      const kept = Math.min(start, end) * size; // the mark may be longer than what is held
      buffer.copy(buffer, 0, kept, held);
      held -= kept;
      base += kept;
      start -= kept / size;
      if (held + chunk + 2 > buffer.length) {
        const larger = Buffer.from(new ArrayBuffer(2 * (held + chunk + 2)));
        buffer.copy(larger, 0, 0, held);
        buffer = larger;
        units = viewOf(buffer, size);
      }
    }
  } finally {
    await file.close();
  }
}

const viewOf = (buffer: Buffer, size: number): Units =>
  size === 1 ? buffer : new Uint16Array(buffer.buffer, buffer.byteOffset, buffer.length >> 1);

const MARK_EVERY = 4096;

/**
 * Byte ranges of the asked records, in the asked order, found from the nearest mark before each. Marks are in order, the first is record 1's;
 * those met on the way are added, so that a text without an index gets one.
 */
export async function rangesOf(text: Text, limits: Limits, marks: Mark[], records: readonly number[]): Promise<[number, number][]> {
  const found = new Map<number, [number, number]>();
  const wanted = [...new Set(records)].sort((a, b) => a - b);
  const split = newSplit(limits.columns);
  for (let i = 0; i < wanted.length;) {
    const nearest = markBefore(marks, wanted[i]!);
    const mark = marks[nearest]!;
    const ahead = marks[nearest + 1]?.record ?? Infinity;
    const before = i;
    await eachRecord(text, limits, mark, split, {
      record(_units, _start, _next, _fault, record, from, to) {
        if (record % MARK_EVERY === 0 && record > marks.at(-1)!.record) marks.push({ record, offset: from });
        if (record === wanted[i]) {
          found.set(record, [from, to]);
          i++;
        }
        // Reading on is dearer than a new start only when the next one is beyond another mark.
        return i < wanted.length && wanted[i]! < ahead + MARK_EVERY;
      },
    });
    if (i === before) i++; // there is no such record
  }
  return records.map((record) => found.get(record) ?? [0, 0]);
}

/** Index of the last mark at or before a record. */
function markBefore(marks: readonly Mark[], record: number): number {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marks[middle]!.record <= record) low = middle;
    else high = middle - 1;
  }
  return low;
}
