import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzip, openZip, unpackEntry, type Zip } from './archive.ts';
import { headOf, readDelimited, type PlainFile, type ReadContext } from './delimited.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { ChooseHeader, ReadResult } from './raw.ts';
import { kindOf } from './sniff.ts';
import { Unfit } from './unfit.ts';
import { readWorkbook, workbookKind } from './workbook.ts';

export interface ReadOptions {
  /** The name it was uploaded under: a word for reports, never a hint of what it is. */
  readonly file: string;
  readonly chooseHeader: ChooseHeader;
  /** A folder for unpacked members and copies; the caller removes it when the tables are no longer needed. */
  readonly scratch: string;
  readonly limits?: Partial<Limits>;
  /** Bytes read of the file at hand, of its size. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads an uploaded file into its tables, by what its bytes are: delimited text, a gz of it, a workbook, or a zip of these.
 * One result per table, sheet or refused member, at least one. Data that cannot be read is a value; only a broken disk throws.
 */
export async function readUpload(path: string, options: ReadOptions): Promise<ReadResult[]> {
  await mkdir(options.scratch, { recursive: true });
  const context: ReadContext = {
    chooseHeader: options.chooseHeader,
    limits: { ...defaultLimits, ...options.limits },
    scratchPath: () => join(options.scratch, `${randomUUID()}.part`),
    onProgress: options.onProgress ?? (() => {}),
  };
  const { size } = await stat(path);
  return readFile({ path, bytes: size, member: null, container: 'csv' }, context, 'upload');
}

/** Where a file lies: the upload itself, or what was unpacked from it and may not be an archive again. */
type Place = 'upload' | 'gz' | 'zip';

async function readFile(file: PlainFile, context: ReadContext, place: Place): Promise<ReadResult[]> {
  let container: string | null = null;
  try {
    const kind = kindOf(await headOf(file.path, 64 * 1024));
    container = kind.kind === 'refused' ? kind.container : kind.kind === 'gz' || kind.kind === 'zip' ? kind.kind : file.container;
    switch (kind.kind) {
      case 'refused':
        throw new Unfit(kind.code);
      case 'gz':
        if (place !== 'upload') throw new Unfit('nested_archive');
        return await readGz(file, context);
      case 'zip':
        return await readZip(file, context, place);
      default:
        return [await readDelimited(file, context)];
    }
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return [{ ok: false, unreadable: { member: file.member, container, bytes: file.bytes, code: error.code, detail: error.detail } }];
  }
}

async function readGz(file: PlainFile, context: ReadContext): Promise<ReadResult[]> {
  const path = context.scratchPath();
  try {
    const bytes = await gunzip(file.path, file.bytes, path, context.limits);
    return await readFile({ ...file, path, bytes, container: 'gz' }, context, 'gz');
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function readZip(file: PlainFile, context: ReadContext, place: Place): Promise<ReadResult[]> {
  const zip = await openZip(file.path, context.limits);
  try {
    switch (workbookKind(zip)) {
      case 'xlsx':
        return await readWorkbook({ ...file, container: 'xlsx' }, zip, context);
      case 'xlsb':
        throw new Unfit('xlsb_not_supported');
      case 'ods':
        throw new Unfit('ods_not_supported');
      case 'document':
        throw new Unfit('not_a_table');
      default:
        if (place !== 'upload') throw new Unfit('nested_archive');
        return await readMembers(zip, context);
    }
  } finally {
    zip.close();
  }
}

/** Members that a desktop adds beside the files: folders, resource forks, thumbnails. */
const isNoise = (name: string): boolean => /[/\\]$|(^|[/\\])(__MACOSX[/\\]|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);

async function readMembers(zip: Zip, context: ReadContext): Promise<ReadResult[]> {
  const results: ReadResult[] = [];
  let unpacked = 0;
  for (const entry of zip.entries.filter(({ name }) => !isNoise(name))) {
    const path = context.scratchPath();
    try {
      if (entry.refused !== null) throw new Unfit(entry.refused);
      const bytes = await unpackEntry(zip, entry, path, context.limits, unpacked);
      unpacked += bytes;
      results.push(...(await readFile({ path, bytes, member: entry.name, container: 'csv' }, context, 'zip')));
    } catch (error) {
      await rm(path, { force: true });
      if (!(error instanceof Unfit)) throw error;
      results.push({ ok: false, unreadable: { member: entry.name, container: null, bytes: entry.unpacked, code: error.code, detail: error.detail } });
    }
  }
  if (results.length === 0) throw new Unfit('empty_file', 'the archive holds no files');
  return results;
}
