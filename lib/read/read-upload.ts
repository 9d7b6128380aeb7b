import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readDelimited, type ReadContext } from './delimited.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { ChooseHeader, ReadResult } from './raw.ts';

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

/** Reads an uploaded file into its tables, by what its bytes are. Data that cannot be read is a value; only a broken disk throws. */
export async function readUpload(path: string, options: ReadOptions): Promise<ReadResult[]> {
  await mkdir(options.scratch, { recursive: true });
  const context: ReadContext = {
    chooseHeader: options.chooseHeader,
    limits: { ...defaultLimits, ...options.limits },
    scratchPath: () => join(options.scratch, `${randomUUID()}.part`),
    onProgress: options.onProgress ?? (() => {}),
  };
  const { size } = await stat(path);
  return [await readDelimited({ path, bytes: size, member: null, container: 'csv' }, context)];
}
