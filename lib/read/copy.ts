import { open, type FileHandle } from 'node:fs/promises';
import type { ColumnFacts } from '../model/column-facts.ts';
import { openColumns } from './columns.ts';
import type { Layout } from './raw.ts';
import { cellText, PLAIN, QUOTED, type Split } from './split.ts';

const SIZE = 1024 * 1024;
const QUOTE = 34;

/** Writes the records of a layout behind their numbers, and looks at their cells on the way. */
export interface Copy {
  /** A split record of UTF-8 bytes that fits the layout as it stands: its bytes `[from, to)`, without the line end. */
  writeWhole(record: number, bytes: Buffer, from: number, to: number, split: Split): void;
  /** The first `width` cells of a split record of UTF-8 bytes, quoted; missing ones are empty. */
  write(record: number, bytes: Buffer, split: Split): void;
  writeTexts(record: number, cells: readonly string[]): void;
  /** Waits until what was written is on its way to the file; to be called often, it bounds the memory. */
  drain(): Promise<void>;
  /** Ends the file. */
  close(): Promise<{ layout: Layout; columns: ColumnFacts[] }>;
}

export async function openCopy(path: string, width: number, delimiter = ','): Promise<Copy> {
  const file: FileHandle = await open(path, 'w');
  const columns = openColumns(width);
  const between = delimiter.charCodeAt(0);
  let buffer = Buffer.allocUnsafeSlow(SIZE);
  let used = 0;
  let spread = false;
  let longest = 0;

  const room = (bytes: number): void => {
    if (used + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, used + bytes));
    buffer.copy(larger, 0, 0, used);
    buffer = larger;
  };
  const number = (record: number): void => {
    used += buffer.write(String(record), used, 'latin1');
  };
  const ended = (from: number): void => {
    columns.record();
    buffer[used++] = 10;
    longest = Math.max(longest, used - from);
  };
  const look = (bytes: Buffer, split: Split, cells: number): void => {
    for (let cell = 0; cell < cells; cell++) {
      const from = split.from[cell]!;
      const to = split.to[cell]!;
      if (split.style[cell] !== PLAIN && includesQuote(bytes, from, to)) columns.seeText(cell, cellText(bytes, split, cell));
      else columns.see(cell, bytes, from, to);
    }
  };
  const quoted = (bytes: Uint8Array, from: number, to: number, doubled: boolean): void => {
    buffer[used++] = between;
    buffer[used++] = QUOTE;
    if (doubled && to - from > 64) {
      buffer.set(bytes.subarray(from, to), used);
      used += to - from;
    } else {
      for (let i = from; i < to; i++) {
        const byte = bytes[i]!;
        buffer[used++] = byte;
        if (byte === QUOTE && !doubled) buffer[used++] = QUOTE;
      }
    }
    buffer[used++] = QUOTE;
  };

  return {
    writeWhole(record, bytes, from, to, split) {
      room(32 + to - from);
      const start = used;
      number(record);
      buffer[used++] = between;
      used += bytes.copy(buffer, used, from, to);
      if (split.spread > 0) spread = true;
      look(bytes, split, width);
      ended(start);
    },
    write(record, bytes, split) {
      const cells = Math.min(split.cells, width);
      const start = used;
      if (split.spread > 0) spread = true;
      room(32 + 3 * width + (cells === 0 ? 0 : 2 * (split.to[cells - 1]! - split.from[0]! + 2)));
      number(record);
      for (let cell = 0; cell < cells; cell++) {
        const from = split.from[cell]!;
        const to = split.to[cell]!;
        const style = split.style[cell];
        if (style === PLAIN || style === QUOTED) {
          quoted(bytes, from, to, style === QUOTED);
        } else {
          const loose = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8').replaceAll('""', '"'));
          quoted(loose, 0, loose.length, false);
        }
      }
      for (let cell = cells; cell < width; cell++) quoted(bytes, 0, 0, true);
      look(bytes, split, cells);
      ended(start);
    },
    writeTexts(record, cells) {
      room(32 + 3 * width + cells.reduce((sum, cell) => sum + 6 * cell.length, 0));
      const start = used;
      number(record);
      for (let cell = 0; cell < width; cell++) {
        const text = cells[cell] ?? '';
        columns.seeText(cell, text);
        if (text.includes('\n') || text.includes('\r')) spread = true;
        buffer[used++] = between;
        buffer[used++] = QUOTE;
        used += buffer.write(text.includes('"') ? text.replaceAll('"', '""') : text, used);
        buffer[used++] = QUOTE;
      }
      ended(start);
    },
    async drain() {
      if (used < SIZE / 2) return;
      await writeAll(file, buffer.subarray(0, used));
      used = 0;
    },
    async close() {
      try {
        await writeAll(file, buffer.subarray(0, used));
        return { layout: { path, delimiter, spread, longest }, columns: columns.facts() };
      } finally {
        await file.close();
      }
    },
  };
}

function includesQuote(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === QUOTE) return true;
  return false;
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}
