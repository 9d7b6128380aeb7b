import { isAscii, isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Encoding } from './records.ts';

/** The byte order mark of a text, if it has one. */
export function markOf(head: Buffer): { encoding: Encoding; mark: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return null;
}

/** UTF-16 without a mark: the zero halves of its delimiters, digits and line breaks all lie on one side. */
export function unmarkedUtf16(head: Buffer): Encoding | null {
  const zeros = [0, 0];
  for (let i = head.indexOf(0); i >= 0; i = head.indexOf(0, i + 1)) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) * 20 < head.length || Math.min(even, odd) * 10 > Math.max(even, odd)) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(head);
  return /[\t\n\r,;|]/.test(text) && !/\0/.test(text.slice(0, -1)) ? encoding : null;
}

/** The longest start of `bytes` that does not end inside a UTF-8 character. */
export function wholeUtf8(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}

/**
 * The encoding of a text without a UTF-16 mark, from all its bytes: UTF-8 when they are valid; else what most of its lines beyond ASCII are valid in.
 * Chinese, Japanese and Thai are told from Western text by how their high bytes pair. `mixed`: some lines look like UTF-8 in a file that is not.
 */
export async function encodingOf(path: string, mark: number, chunkBytes: number): Promise<{ encoding: Encoding; mixed: boolean }> {
  if (await everyChunk(path, mark, chunkBytes, isUtf8)) return { encoding: 'utf-8', mixed: false };
  const lines: Evidence = { all: 0, utf8: 0, threeByte: 0, gb18030: 0, shiftJis: 0, thai: 0 };
  const high: High = { bytes: 0, paired: 0, latin: 0, kana: 0, thaiRuns: 0 };
  await everyChunk(path, mark, chunkBytes, (chunk) => {
    weigh(chunk, lines, high);
    return true;
  });
  const encoding = judge(lines, high);
  return { encoding, mixed: encoding !== 'utf-8' && (encoding === 'gb18030' || encoding === 'shift_jis' ? lines.threeByte : lines.utf8) > 0 };
}

function judge(lines: Evidence, high: High): Encoding {
  // Short Chinese words may be UTF-8 of two bytes by chance: without longer characters, more of the lines must agree.
  const chance = lines.threeByte === 0 && lines.gb18030 === lines.all;
  if (lines.utf8 * 10 > lines.all * (chance ? 9 : 5)) return 'utf-8';
  if (high.kana * 10 > high.bytes && lines.shiftJis * 10 >= lines.all * 9) return 'shift_jis';
  if (high.paired * 2 <= high.bytes || high.latin * 5 >= high.paired * 4) return lines.utf8 * 2 >= lines.all ? 'utf-8' : 'windows-1252';
  if (lines.gb18030 * 10 < lines.all * 7 && lines.thai * 10 >= lines.all * 9 && high.thaiRuns * 2 > high.bytes) return 'windows-874';
  return lines.gb18030 > lines.utf8 ? 'gb18030' : 'utf-8';
}

/** Lines beyond ASCII: all, and those valid in each encoding. */
interface Evidence { all: number; utf8: number; threeByte: number; gb18030: number; shiftJis: number; thai: number }

/**
 * Counts of bytes above 0x7f: all; in pairs of GB 2312 (both bytes high), of which `latin` are also a Western letter in UTF-8; in kana of Shift_JIS;
 * in runs of three and more Thai letters.
 */
interface High { bytes: number; paired: number; latin: number; kana: number; thaiRuns: number }

function weigh(chunk: Buffer, lines: Evidence, high: High): void {
  if (isAscii(chunk)) return;
  const gb18030 = decodes('gb18030', chunk);
  const shiftJis = decodes('shift_jis', chunk);
  for (let from = 0; from < chunk.length;) {
    const found = chunk.indexOf(10, from);
    const to = found < 0 ? chunk.length : found;
    const line = chunk.subarray(from, to);
    from = to + 1;
    if (isAscii(line)) continue;
    lines.all++;
    if (isUtf8(line)) {
      lines.utf8++;
      if (ratherUtf8('gb18030', line)) lines.threeByte++;
    }
    if (gb18030 || decodes('gb18030', line)) lines.gb18030++;
    const before = high.kana;
    if (runs(line, high)) lines.thai++;
    if (shiftJis || (high.kana > before && decodes('shift_jis', line))) lines.shiftJis++;
  }
}

/** Counts the runs of high bytes of a line; whether all of them could be Thai. */
function runs(line: Buffer, high: High): boolean {
  let thai = true;
  for (let i = 0; i < line.length; i++) {
    if (line[i]! < 0x80) continue;
    const start = i;
    while (i < line.length && line[i]! >= 0x80) {
      const byte = line[i++]!;
      if ((byte < 0xa0 && byte !== 0x80 && byte !== 0x85 && (byte < 0x91 || byte > 0x97)) || (byte > 0xda && byte < 0xdf) || byte > 0xfb) thai = false;
      const next = line[i] ?? 0;
      if ((byte === 0x82 && next >= 0x9f && next <= 0xf1) || (byte === 0x83 && next >= 0x40 && next <= 0x96)) high.kana += 2;
    }
    high.bytes += i - start;
    countPairs(line, start, i, high);
    if (i - start >= 3) high.thaiRuns += i - start;
  }
  return thai;
}

function countPairs(line: Buffer, from: number, to: number, high: High): void {
  for (let i = from; i + 1 < to; i += 2) {
    const lead = line[i]!;
    const trail = line[i + 1]!;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) high.paired += 2;
    if ((lead === 0xc2 || lead === 0xc3) && trail >= 0xa1 && trail <= 0xbf) high.latin += 2;
  }
}

const strict = new Map<string, TextDecoder>();

/** The decoder of an encoding that throws on what it cannot decode. */
export function strictDecoder(encoding: Encoding): TextDecoder {
  const known = strict.get(encoding) ?? new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  strict.set(encoding, known);
  return known;
}

/** The text, or null where the bytes are none in this encoding. */
export function decoded(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return strictDecoder(encoding).decode(bytes);
  } catch {
    return null;
  }
}

const decodes = (encoding: Encoding, bytes: Uint8Array): boolean => decoded(encoding, bytes) !== null;

/**
 * Whether a record that its file's encoding takes is rather UTF-8, so that accepting it would be accepting garbled text.
 * Two-byte UTF-8 is also common Chinese in GB 2312 (one short word may be both), so there three-byte characters are asked for.
 */
export function ratherUtf8(encoding: Encoding, bytes: Buffer): boolean {
  if (isAscii(bytes) || !isUtf8(bytes)) return false;
  return encoding === 'windows-1252' || encoding === 'windows-874' || bytes.some((byte) => byte >= 0xe1);
}

/**
 * Writes a text as UTF-8 without a mark. False when some of its bytes are no text in its encoding; then the written file is of no use.
 */
export async function transcode(from: string, encoding: Encoding, mark: number, to: string, chunkBytes: number): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const source = await open(from, 'r');
  const target = await open(to, 'w');
  try {
    const chunk = Buffer.allocUnsafeSlow(chunkBytes);
    for (let position = mark; ;) {
      const { bytesRead } = await source.read(chunk, 0, chunk.length, position);
      position += bytesRead;
      const text = decoder.decode(chunk.subarray(0, bytesRead), { stream: bytesRead > 0 });
      if (text !== '') await target.appendFile(text, 'utf8');
      if (bytesRead === 0) return true;
    }
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await source.close();
    await target.close();
  }
}

/** Whether `holds` for every chunk of the file from `at` on; chunks end with a line where they can. */
async function everyChunk(path: string, at: number, chunkBytes: number, holds: (chunk: Buffer) => boolean): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(64 * 1024, chunkBytes));
    let held = 0;
    let position = at;
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, buffer.length - held, position);
      position += bytesRead;
      held += bytesRead;
      if (bytesRead === 0) return held === 0 || holds(buffer.subarray(0, held));
      const line = buffer.lastIndexOf(10, held - 1) + 1;
      const upTo = line > 0 ? line : held < buffer.length ? 0 : wholeUtf8(buffer).length;
      if (upTo > 0 && !holds(buffer.subarray(0, upTo))) return false;
      buffer.copy(buffer, 0, upTo, held);
      held -= upTo;
    }
  } finally {
    await file.close();
  }
}
