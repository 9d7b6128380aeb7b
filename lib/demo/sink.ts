import { open } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';

/** A file being written: text gathers until `flush`, so that memory holds a day of orders and not the year. */
export interface Sink {
  write(text: string): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

const CHUNK = 256 * 1024;

export async function openSink(path: string, encode: (text: string) => Uint8Array = (text) => Buffer.from(text, 'utf8')): Promise<Sink> {
  const file = await open(path, 'w');
  let parts: string[] = [];
  let length = 0;

  async function drain(): Promise<void> {
    if (length === 0) return;
    const bytes = encode(parts.join(''));
    parts = [];
    length = 0;
    await file.write(bytes);
  }
  return {
    write: (text) => {
      parts.push(text);
      length += text.length;
    },
    flush: async () => {
      if (length >= CHUNK) await drain();
    },
    close: async () => {
      await drain();
      await file.close();
    },
  };
}

const csvCell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Most rows need no quotes: one look at the whole row is cheaper than one at each cell. */
export function csvRow(cells: readonly string[]): string {
  const needsQuotes = /[",\r\n]/.test(cells.join('\u001f'));
  return `${(needsQuotes ? cells.map(csvCell) : cells).join(',')}\n`;
}

/** Lays values out under a header; a name that the header does not have is a mistake of ours. */
export function underHeader(header: readonly string[]): (values: Readonly<Record<string, string>>) => string[] {
  const places = new Map(header.map((name, i) => [name, i]));
  return (values) => {
    const cells = new Array<string>(header.length).fill('');
    for (const name in values) {
      const place = places.get(name);
      if (place === undefined) throw new Failure('demo_column', `The header has no column ${name}.`);
      cells[place] = values[name] ?? '';
    }
    return cells;
  };
}

/** GB18030 for characters of its one- and two-byte parts, which hold all that the demo writes; the table is what Node's decoder reads back. */
export function gb18030(): (text: string) => Uint8Array {
  const codes = new Uint16Array(65_536);
  const decoder = new TextDecoder('gb18030');
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const text = decoder.decode(pair);
      if (text.length === 1 && text !== '\ufffd') codes[text.charCodeAt(0)] = (lead << 8) | trail;
    }
  }
  return (text) => {
    const bytes = new Uint8Array(text.length * 2);
    let at = 0;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        bytes[at++] = unit;
        continue;
      }
      const code = codes[unit] ?? 0;
      if (code === 0) throw new Failure('demo_encoding', `No GB18030 code at hand for U+${unit.toString(16)}.`);
      bytes[at++] = code >> 8;
      bytes[at++] = code & 0xff;
    }
    return bytes.subarray(0, at);
  };
}
