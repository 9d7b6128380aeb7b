import { isUtf8 } from 'node:buffer';
import { open, rm, stat } from 'node:fs/promises';
import type { Reject } from '../model/report.ts';
import { openCopy } from './copy.ts';
import { faceOf, headerNames, isBlank, type Face } from './dialect.ts';
import { decoded, encodingOf, markOf, ratherUtf8, transcode, unmarkedUtf16, wholeUtf8 } from './encoding.ts';
import type { Limits } from './limits.ts';
import type { ChooseHeader, RawTable, ReadResult } from './raw.ts';
import { eachRecord, rangesOf, type Encoding, type Mark, type Text } from './records.ts';
import { MARK_EVERY, proveRegular } from './regular.ts';
import { rejectOf } from './rejects.ts';
import { cellText, cellTexts, fits, newSplit, splitRecord, type Fault, type Split, type Units } from './split.ts';

/** A local file of plain (decompressed) bytes, and what it is called in reports. */
export interface PlainFile {
  readonly path: string;
  readonly bytes: number;
  readonly member: string | null;
  readonly container: string;
}

export interface ReadContext {
  readonly chooseHeader: ChooseHeader;
  /** A folder for copies; a fresh name in it. */
  scratchPath(): string;
  readonly limits: Limits;
  onProgress(done: number, total: number): void;
}

const HEAD = 256 * 1024;
const SAMPLE = 1_000;

/** Reads delimited text: as it stands where that is proven safe, from a transcription where its encoding is another, else into a copy. */
export async function readDelimited(file: PlainFile, context: ReadContext): Promise<ReadResult> {
  const { limits } = context;
  const refuse: Refuse = (code, detail) => ({ ok: false, unreadable: { member: file.member, container: file.container, bytes: file.bytes, code, detail } });
  if (file.bytes === 0) return refuse('empty_file', null);

  const head = await headOf(file.path, HEAD);
  const marked = markOf(head);
  const mark = marked?.mark ?? 0;
  const wide = marked === null ? unmarkedUtf16(head) : marked.encoding === 'utf-8' ? null : marked.encoding;
  const whole = head.length === file.bytes;
  const seemsUtf8 = wide === null && isUtf8(whole ? head : wholeUtf8(head));
  if (seemsUtf8) {
    const face = faceOf(head.subarray(mark), whole, context.chooseHeader, limits);
    if (face !== null && face.columns <= limits.columns) {
      const table = await readDirect(file, face, mark, head, context);
      if (table !== null) return { ok: true, table };
    }
  }
  const { encoding, mixed } = wide === null ? await encodingOf(file.path, mark, limits.chunkBytes) : { encoding: wide, mixed: false };
  if (encoding !== 'utf-8' && !mixed) {
    const result = await readTranscribed(file, encoding, mark, context);
    if (result !== null) return result;
  }
  const face = faceOf(Buffer.from(new TextDecoder(encoding).decode(head.subarray(mark))), whole, context.chooseHeader, limits);
  if (face === null) return refuse('empty_file', 'only blank records');
  if (face.columns > limits.columns) return refuse('too_many_columns', `${face.columns} columns, at most ${limits.columns}`);
  return (await readCopied(file, face, encoding, mark, context, refuse, false))!;
}

type Refuse = (code: string, detail: string | null) => ReadResult;

/** Reads a UTF-8 transcription of the file, whose records are the file's own; null when parts of it do not decode or may not stay alike. */
async function readTranscribed(file: PlainFile, encoding: Encoding, mark: number, context: ReadContext): Promise<ReadResult | null> {
  const { limits } = context;
  const path = context.scratchPath();
  let keep = false;
  try {
    if (!(await transcode(file.path, encoding, mark, path, limits.chunkBytes))) return null;
    const { size: bytes } = await stat(path);
    const refuse: Refuse = (code, detail) => ({ ok: false, unreadable: { member: file.member, container: file.container, bytes: file.bytes, code, detail } });
    const head = await headOf(path, HEAD);
    const whole = head.length === bytes;
    const face = faceOf(whole ? head : wholeUtf8(head), whole, context.chooseHeader, limits);
    if (face === null) return refuse('empty_file', 'only blank records');
    if (face.columns > limits.columns) return refuse('too_many_columns', `${face.columns} columns, at most ${limits.columns}`);
    const transcription = { ...file, path, bytes };
    const direct = await readDirect(transcription, face, 0, head, context);
    const result: ReadResult | null = direct === null ? await readCopied(transcription, face, 'utf-8', 0, context, refuse, true) : { ok: true, table: direct };
    if (result === null || !result.ok) return result;
    keep = direct !== null;

    // Byte ranges are those of the file itself.
    const text = textOf(file, face, headerNames(face.cells).named, encoding, mark);
    const marks: Mark[] = [{ record: 1, offset: 0 }];
    const byteRanges = (records: readonly number[]): Promise<[number, number][]> => rangesOf(text, limits, marks, records);
    const ranges = await byteRanges(result.table.rejects.map((reject) => reject.record));
    const rejects = result.table.rejects.map((reject, index) => ({ ...reject, bytes: ranges[index]! }));
    return { ok: true, table: { ...result.table, path: file.path, encoding, bytes: file.bytes, rejects, byteRanges } };
  } finally {
    if (!keep) await rm(path, { force: true });
  }
}

export async function headOf(path: string, size: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(size);
    let held = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, size - held, held);
      held += bytesRead;
      if (bytesRead === 0 || held === size) return buffer.subarray(0, held);
    }
  } finally {
    await file.close();
  }
}

function textOf(file: PlainFile, face: Face, named: number, encoding: Encoding, mark: number): Text {
  const delimiter = face.delimiter === null ? -1 : face.delimiter.charCodeAt(0);
  const trail = face.delimiter === '|' && (encoding === 'gb18030' || encoding === 'shift_jis');
  return {
    path: file.path, bytes: file.bytes, encoding, mark, headerRecord: face.header + 1,
    dialect: { delimiter, trail, width: face.columns, named },
  };
}

/** The table read where it stands; null when the file is not proven regular. */
async function readDirect(file: PlainFile, face: Face, mark: number, head: Buffer, context: ReadContext): Promise<RawTable | null> {
  const { limits } = context;
  if (face.delimiter === null) return null;
  const { names, named } = headerNames(face.cells);
  const text = textOf(file, face, named, 'utf-8', mark);
  // The lines up to the header are skipped by counting line ends: they must be single, alike and free of quoted breaks.
  let at = mark;
  let newline: '\n' | '\r\n' | null = null;
  for (let line = 0; line <= face.header; line++) {
    const end = head.indexOf(10, at);
    if (end < 0) return null;
    const ending = head[end - 1] === 13 && end > at ? '\r\n' : '\n';
    if (newline !== null && newline !== ending) return null;
    newline = ending;
    const content = head.subarray(at, ending === '\n' ? end : end - 1);
    if (content.includes(13) || content.includes(0) || content.length === 0 || (line < face.header && content.includes(34))) return null;
    at = end + 1;
  }
  if (newline === null) return null;
  const split = newSplit(limits.columns);
  const headerEnd = splitRecord(head, at - lineLength(head, at, mark), at, true, { ...text.dialect, width: 0, named: 0 }, limits, split);
  if (headerEnd !== at || split.cells !== face.columns || split.fault !== null) return null;

  const headerRecord = face.header + 1;
  const shape = { delimiter: text.dialect.delimiter, width: face.columns, newline };
  const start: Mark = { record: headerRecord + 1, offset: at };
  const regular = await proveRegular(file.path, file.bytes, start, shape, limits, context.scratchPath(), (offset) => context.onProgress(offset, file.bytes));
  if (regular === null) return null;

  const sample: string[][] = [];
  if (regular.data > 0) {
    await eachRecord(text, limits, start, split, {
      record(units, from, next) {
        if (units !== null) sample.push(cellTexts(bytesOf(units), split));
        return next > from && sample.length < SAMPLE;
      },
    });
  }
  const marks = [{ record: 1, offset: 0 }, ...regular.marks];
  return {
    member: file.member, container: file.container, encoding: 'utf-8', delimiter: face.delimiter, sheet: null,
    header: names, headerRecord, bytes: file.bytes,
    records: { all: headerRecord + regular.data, data: regular.data, blank: 0, header: 1, preamble: face.header },
    path: file.path,
    layout: regular.layout, columns: regular.columns, rejects: [], sample,
    byteRanges: (records) => rangesOf(text, limits, marks, records),
  };
}

/** Length of the line that ends at `at`. */
function lineLength(head: Buffer, at: number, mark: number): number {
  const before = at >= 2 ? head.lastIndexOf(10, at - 2) : -1;
  return at - Math.max(before + 1, mark);
}

const bytesOf = (units: Units): Buffer => Buffer.from(units.buffer, units.byteOffset, units.byteLength);

/** The table read into a copy. With `alike`, null where a record is so long that limits in bytes could part it otherwise than the original. */
async function readCopied(
  file: PlainFile, face: Face, encoding: Encoding, mark: number, context: ReadContext, refuse: Refuse, alike: boolean,
): Promise<ReadResult | null> {
  const { limits } = context;
  const { names, named } = headerNames(face.cells);
  const text = textOf(file, face, named, encoding, mark);
  const path = context.scratchPath();
  const copy = await openCopy(path, face.columns);
  const counts = { all: 0, data: 0, blank: 0 };
  const rejects: Reject[] = [];
  const marks: Mark[] = [{ record: 1, offset: 0 }];
  const sample: string[][] = [];
  const split = newSplit(limits.columns);

  /** A record whose cells are known, in UTF-8: blank, ragged or data. */
  const take = (bytes: Buffer, cells: Split, record: number, from: number, to: number): void => {
    if (blank(bytes, cells)) {
      counts.blank++;
    } else if (!fits(cells, text.dialect)) {
      rejects.push(rejectOf('ragged_row', record, [from, to], `${cells.cells} / ${face.columns}`));
    } else {
      copy.write(record, bytes, cells);
      counts.data++;
      if (sample.length < SAMPLE) sample.push(Array.from({ length: face.columns }, (_, i) => (i < cells.cells ? cellText(bytes, cells, i) : '')));
    }
  };

  const refuseRecord = (fault: Fault, record: number, from: number, to: number): void => {
    rejects.push(rejectOf(fault, record, [from, to]));
  };
  const recode = encoding === 'utf-8' ? null : recoder(text, limits, take, refuseRecord);
  let validUpTo = 0;
  let tooLong = false;
  let copied: Awaited<ReturnType<typeof copy.close>>;

  try {
    await eachRecord(text, limits, marks[0]!, split, {
      block(units, from, to) {
        if (recode !== null) return;
        const bytes = bytesOf(units);
        const line = bytes.lastIndexOf(10, to - 1) + 1;
        validUpTo = line > from && isUtf8(bytes.subarray(from, line)) ? line : from;
      },
      record(units, start, next, fault, record, from, to) {
        counts.all++;
        if (record % MARK_EVERY === 0) marks.push({ record, offset: from });
        if (record <= text.headerRecord) return;
        if (units === null || fault !== null) refuseRecord(fault ?? 'record_too_long', record, from, to);
        else if (recode !== null) recode(units, start, next, record, from, to);
        else if (next > validUpTo && !isUtf8((units as Uint8Array).subarray(start, next))) refuseRecord('bad_encoding', record, from, to);
        else take(bytesOf(units), split, record, from, to);
        return rejects.length <= limits.rejects;
      },
      long() {
        tooLong = alike;
        return !tooLong;
      },
      async settle() {
        await copy.drain();
        context.onProgress(marks.at(-1)!.offset, file.bytes);
      },
    });
  } finally {
    copied = await copy.close();
  }
  if (tooLong) {
    await rm(path);
    return null;
  }
  if (rejects.length > limits.rejects) return refuse('too_many_rejects', `more than ${limits.rejects} records cannot be split into cells`);
  const table: RawTable = {
    member: file.member, container: file.container, encoding, delimiter: face.delimiter, sheet: null,
    header: names, headerRecord: text.headerRecord, bytes: file.bytes,
    records: { ...counts, header: 1, preamble: face.header },
    path: file.path, ...copied, rejects, sample,
    byteRanges: (records) => rangesOf(text, limits, marks, records),
  };
  return { ok: true, table };
}

/** Whether all cells are blank; decided on the first visible ASCII character of most records. */
function blank(bytes: Buffer, split: Split): boolean {
  const cells = Math.min(split.cells, split.from.length);
  for (let cell = 0; cell < cells; cell++) {
    const to = split.to[cell]!;
    for (let i = split.from[cell]!; i < to; i++) if (bytes[i]! > 32 && bytes[i]! < 128) return false;
  }
  return isBlank(cellTexts(bytes, split));
}

/**
 * Brings records of another encoding to UTF-8, one by one, and splits them there: delimiters, quotes and line breaks are the same characters
 * in both. For files of which some part does not decode.
 */
function recoder(
  text: Text, limits: Limits,
  take: (bytes: Buffer, split: Split, record: number, from: number, to: number) => void,
  refuse: (fault: Fault, record: number, from: number, to: number) => void,
): (units: Units, start: number, next: number, record: number, from: number, to: number) => void {
  const unlimited = { ...limits, cellBytes: Infinity, recordBytes: Infinity };
  const dialect = { ...text.dialect, trail: false };
  const split = newSplit(limits.columns);
  const wide = text.encoding === 'utf-16le' || text.encoding === 'utf-16be';
  return (units, start, next, record, from, to) => {
    const bytes = Buffer.from(units.buffer, units.byteOffset + start * units.BYTES_PER_ELEMENT, (next - start) * units.BYTES_PER_ELEMENT);
    // UTF-16 units are in this machine's order by now.
    const string = wide ? decoded('utf-16le', bytes) : ratherUtf8(text.encoding, bytes) ? null : decoded(text.encoding, bytes);
    if (string === null) return refuse('bad_encoding', record, from, to);
    const utf8 = Buffer.from(string);
    splitRecord(utf8, 0, utf8.length, true, dialect, unlimited, split);
    take(utf8, split, record, from, to);
  };
}
