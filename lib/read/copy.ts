import { open, type FileHandle } from 'node:fs/promises';
import { PLAIN, QUOTED, type Split } from './split.ts';

const SIZE = 1024 * 1024;
const QUOTE = 34;
const COMMA = 44;

/** Writes records in the dialect of a `copy` layout: number, then `width` quoted cells. */
export interface Copy {
  /** The first `width` cells of a split record of UTF-8 bytes; missing ones are empty. */
  write(record: number, bytes: Uint8Array, split: Split): void;
  writeTexts(record: number, cells: readonly string[]): void;
  /** Waits until what was written is on its way to the file; to be called often, it bounds the memory. */
  drain(): Promise<void>;
  /** Ends the file; whether cells in it hold line breaks. */
  close(): Promise<boolean>;
}

export async function openCopy(path: string, width: number): Promise<Copy> {
  const file: FileHandle = await open(path, 'w');
  let buffer = Buffer.allocUnsafeSlow(SIZE);
  let used = 0;
  let spread = false;

  const room = (bytes: number): void => {
    if (used + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, used + bytes));
    buffer.copy(larger, 0, 0, used);
    buffer = larger;
  };
  const number = (record: number): void => {
    used += buffer.write(String(record), used, 'latin1');
  };
  const quoted = (bytes: Uint8Array, from: number, to: number, doubled: boolean): void => {
    buffer[used++] = COMMA;
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
    write(record, bytes, split) {
      const cells = Math.min(split.cells, width);
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
      buffer[used++] = 10;
    },
    writeTexts(record, cells) {
      room(32 + 3 * width + cells.reduce((sum, cell) => sum + 6 * cell.length, 0));
      number(record);
      for (let cell = 0; cell < width; cell++) {
        const text = cells[cell] ?? '';
        if (text.includes('\n') || text.includes('\r')) spread = true;
        buffer[used++] = COMMA;
        buffer[used++] = QUOTE;
        used += buffer.write(text.includes('"') ? text.replaceAll('"', '""') : text, used);
        buffer[used++] = QUOTE;
      }
      buffer[used++] = 10;
    },
    async drain() {
      if (used < SIZE / 2) return;
      await writeAll(file, buffer.subarray(0, used));
      used = 0;
    },
    async close() {
      try {
        await writeAll(file, buffer.subarray(0, used));
        return spread;
      } finally {
        await file.close();
      }
    },
  };
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}
