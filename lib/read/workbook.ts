import type { Reject } from '../model/report.ts';
import { guardOf, type Zip, type ZipEntry } from './archive.ts';
import { isDateFormat, plainNumber, serialDate } from './cell-format.ts';
import { openCopy, type Copy } from './copy.ts';
import type { PlainFile, ReadContext } from './delimited.ts';
import { headerNames, isBlank, likelyHeader } from './dialect.ts';
import type { RawTable, ReadResult } from './raw.ts';
import { rejectOf } from './rejects.ts';
import { Unfit, unfitOf } from './unfit.ts';
import { parseXml } from './xml.ts';

const FACE_ROWS = 30;
const SAMPLE = 1_000;

/** Whether a zip is a workbook, and of which kind. */
export function workbookKind(zip: Zip): 'xlsx' | 'xlsb' | 'ods' | 'document' | null {
  const names = zip.entries.map((entry) => tidy(entry.name));
  if (names.some((name) => /(^|\/)workbook\.xml$/.test(name))) return 'xlsx';
  if (names.some((name) => /(^|\/)workbook\.bin$/.test(name))) return 'xlsb';
  if (!names.includes('[content_types].xml')) return names.includes('content.xml') && names.includes('mimetype') ? 'ods' : null;
  return 'document';
}

const tidy = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();

/** Reads every visible sheet that has a header into a table of its own; rows are numbered as in the sheet. */
export async function readWorkbook(file: PlainFile, zip: Zip, context: ReadContext): Promise<ReadResult[]> {
  const { limits } = context;
  const entries = new Map(zip.entries.map((entry) => [tidy(entry.name), entry]));
  let unpacked = 0;
  const open = async (entry: ZipEntry) => {
    if (entry.refused !== null) throw new Unfit(entry.refused);
    const guard = guardOf(limits, entry.packed, unpacked);
    const count = (chunk: Buffer): void => {
      guard.take(chunk);
      unpacked += chunk.length;
    };
    return { stream: await zip.stream(entry), count };
  };
  const part = async (path: string, visitor: Parameters<typeof parseXml>[2]): Promise<void> => {
    const entry = entries.get(path);
    if (entry === undefined) return;
    const { stream, count } = await open(entry);
    await parseXml(stream, count, visitor);
  };

  const main = [...entries.keys()].find((name) => name === 'xl/workbook.xml') ?? [...entries.keys()].find((name) => /(^|\/)workbook\.xml$/.test(name))!;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await part(main, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
      const id = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (name === 'sheet' && id !== undefined && (attributes['state'] ?? 'visible') === 'visible') sheets.push({ name: attributes['name'] ?? '', id });
    },
  });
  const targets = new Map<string, string>();
  await part(`${folder}_rels/workbook.xml.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributes['Target'] ?? '';
      targets.set(attributes['Id'] ?? '', tidy(target.startsWith('/') ? target : folder + target.replace(/^\.\//, '')));
    },
  });
  const dates = await dateStyles(part, targetOf(targets, entries, folder, 'styles.xml'));
  const strings = await sharedStrings(part, targetOf(targets, entries, folder, 'sharedstrings.xml'), limits.sharedStringBytes);

  const results: ReadResult[] = [];
  let narrow: ReadResult | null = null;
  for (const sheet of sheets) {
    const entry = entries.get(targets.get(sheet.id) ?? '');
    if (entry === undefined || /chartsheets|dialogsheets/.test(tidy(entry.name))) continue;
    const rows: Rows = async (onRow, settle) => {
      const { stream, count } = await open(entry);
      await sheetRows(stream, count, { strings, dates, from1904 }, limits.columns, onRow, settle);
    };
    const result = await readSheet(file, sheet.name, entry.unpacked, context, rows);
    if (result === null) continue;
    if (result.ok && result.table.header.length < 2) narrow ??= result;
    else results.push(result);
    context.onProgress(Math.min(unpacked, file.bytes), file.bytes);
  }
  // A sheet of one column is a note beside real tables, and a table when there is nothing else.
  if (results.length === 0 && narrow !== null) results.push(narrow);
  if (results.length === 0) throw new Unfit('empty_file', 'no visible sheet has a header');
  return results;
}

const targetOf = (targets: ReadonlyMap<string, string>, entries: ReadonlyMap<string, ZipEntry>, folder: string, name: string): string =>
  [...targets.values()].find((target) => target.endsWith(`/${name}`) && entries.has(target)) ?? folder + name;

type Part = (path: string, visitor: Parameters<typeof parseXml>[2]) => Promise<void>;

/** For each cell style, whether it shows a date. */
async function dateStyles(part: Part, path: string): Promise<boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await part(path, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(isDateFormat(id, formats.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

async function sharedStrings(part: Part, path: string, limit: number): Promise<string[]> {
  const strings: string[] = [];
  let size = 0;
  let text = '';
  let inText = false;
  let phonetic = false;
  await part(path, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        strings.push(unescaped(text));
        size += 2 * text.length + 16;
        if (size > limit) throw new Unfit('workbook_too_large', 'too much text for one workbook');
      }
    },
  });
  return strings;
}

/** Workbooks write characters that XML cannot hold as `_x000D_`. */
const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;

interface Values {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

/** Streams the rows of a sheet: number and cells. A cell beyond `columns` makes the row as wide as the place of that cell says. */
async function sheetRows(
  stream: Parameters<typeof parseXml>[0], count: (chunk: Buffer) => void, values: Values, columns: number,
  onRow: (row: number, cells: string[]) => void, settle: () => Promise<boolean | void>,
): Promise<void> {
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let taking = false;
  let phonetic = false;
  await parseXml(stream, count, {
    open(name, attributes) {
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'], column + 1);
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        text = '';
      } else if (name === 'v' || name === 't') {
        taking = !phonetic;
      } else if (name === 'rPh') {
        phonetic = true;
      } else if (name === 'row') {
        const written = Number(attributes['r']);
        row = Number.isSafeInteger(written) && written > row ? written : row + 1;
        cells = [];
        column = 0;
      }
    },
    text(piece) {
      if (taking) text += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') {
        taking = false;
      } else if (name === 'rPh') {
        phonetic = false;
      } else if (name === 'c') {
        const value = valueOf(type, style, text, values);
        if (value === '') return;
        if (column > columns) column = columns + 1;
        while (cells.length < column) cells.push('');
        cells[column - 1] = value;
      } else if (name === 'row') {
        onRow(row, cells);
      }
    },
  }, settle);
}

function valueOf(type: string, style: number, text: string, values: Values): string {
  switch (type) {
    case 's':
      return values.strings[Number(text)] ?? '';
    case 'inlineStr':
    case 'str':
      return unescaped(text);
    case 'b':
      return text.trim() === '1' || text === 'true' ? 'TRUE' : text === '' ? '' : 'FALSE';
    case 'e':
      return text;
    case 'd':
      return text.replace('T', ' ').replace(/(\.\d+)?Z?$/, '');
    default:
      if (text === '') return '';
      return (values.dates[style] === true ? serialDate(Number(text), values.from1904) : null) ?? plainNumber(text);
  }
}

/** Column number (from 1) of a place like `AB12`. */
function columnOf(place: string, fallback: number): number {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const code = place.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column === 0 ? fallback : column;
}

type Rows = (onRow: (row: number, cells: string[]) => void, settle: () => Promise<boolean | void>) => Promise<void>;

/** One sheet as a table; null when it has no header. Rows that the sheet leaves out count as blank. */
async function readSheet(file: PlainFile, sheet: string, bytes: number, context: ReadContext, rows: Rows): Promise<ReadResult | null> {
  const { limits } = context;
  const path = context.scratchPath();
  let waiting: { row: number; cells: string[] }[] = [];
  let state: { header: string[]; headerRow: number; copy: Copy } | null = null;
  let last = 0;
  let data = 0;
  let copied: Awaited<ReturnType<Copy['close']>> | null = null;
  const rejects: Reject[] = [];
  const sample: string[][] = [];

  const face = async (): Promise<boolean> => {
    const chosen = context.chooseHeader(waiting.slice(0, FACE_ROWS).map(({ cells }) => cells));
    const index = chosen >= 0 ? chosen : likelyHeader(waiting.map(({ cells }) => cells));
    const found = waiting[index >= 0 ? index : waiting.findIndex(({ cells }) => !isBlank(cells))];
    if (found === undefined) return false;
    while (found.cells.length > 0 && found.cells.at(-1)!.trim() === '') found.cells.pop();
    if (found.cells.length > limits.columns) throw new Unfit('too_many_columns', `more than ${limits.columns} columns`);
    const header = headerNames(found.cells).names;
    state = { header, headerRow: found.row, copy: await openCopy(path, header.length) };
    return true;
  };
  const settle = async (end: boolean): Promise<void> => {
    if (state === null && (waiting.length === 0 || (!end && waiting.length < FACE_ROWS) || !(await face()))) return;
    const { header, headerRow, copy } = state!;
    for (const { row, cells } of waiting) {
      if (row <= headerRow || isBlank(cells)) continue;
      if (cells.length > header.length && !isBlank(cells.slice(header.length))) {
        rejects.push(rejectOf('ragged_row', row, null, `${cells.length} / ${header.length}`));
      } else if (cells.some((cell) => cell.length > limits.cellBytes / 4 && Buffer.byteLength(cell) > limits.cellBytes)) {
        rejects.push(rejectOf('cell_too_long', row, null));
      } else if (cells.some((cell) => cell.includes('\0'))) {
        rejects.push(rejectOf('nul_byte', row, null));
      } else {
        copy.writeTexts(row, cells);
        data++;
        if (sample.length < SAMPLE) sample.push(Array.from({ length: header.length }, (_, i) => cells[i] ?? ''));
      }
      if (rejects.length > limits.rejects) throw new Unfit('too_many_rejects', `more than ${limits.rejects} rows do not fit the header`);
    }
    waiting = [];
    await copy.drain();
  };

  try {
    await rows((row, cells) => {
      last = row;
      if (state !== null || !isBlank(cells)) waiting.push({ row, cells });
    }, () => settle(false));
    await settle(true);
  } catch (error) {
    const { code, detail } = unfitOf(error);
    return { ok: false, unreadable: { member: file.member, container: 'xlsx', bytes, code, detail: `${sheet}: ${detail ?? code}` } };
  } finally {
    copied = (await (state as { copy: Copy } | null)?.copy.close()) ?? null;
  }
  if (state === null || copied === null) return null;
  const { header, headerRow } = state as { header: string[]; headerRow: number };
  const table: RawTable = {
    member: file.member, container: 'xlsx', encoding: null, delimiter: null, sheet, header, headerRecord: headerRow, bytes,
    records: { all: last, data, blank: last - headerRow - data - rejects.length, header: 1, preamble: headerRow - 1 },
    path: null, ...copied, rejects, sample,
    byteRanges: async () => null,
  };
  return { ok: true, table };
}
