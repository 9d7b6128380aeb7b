import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { expect } from 'vitest';
import type { Limits } from '../../lib/read/limits.ts';
import type { ChooseHeader, RawTable, ReadResult } from '../../lib/read/raw.ts';
import { readUpload } from '../../lib/read/read-upload.ts';
import { scanSql } from '../../lib/read/scan-sql.ts';

/** A folder and an engine of one test file. */
export interface Room {
  readonly dir: string;
  read(content: Buffer | string, options?: { file?: string; chooseHeader?: ChooseHeader; limits?: Partial<Limits> }): Promise<ReadResult[]>;
  readPath(path: string, options?: { chooseHeader?: ChooseHeader; limits?: Partial<Limits> }): Promise<ReadResult[]>;
  /** What the engine sees through the table's layout: record numbers and cells. */
  scan(table: RawTable): Promise<{ record: number; cells: string[] }[]>;
  close(): Promise<void>;
}

export async function openRoom(): Promise<Room> {
  const dir = await mkdtemp(join(tmpdir(), 'read-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', preserve_insertion_order: 'true' });
  const connection: DuckDBConnection = await instance.connect();
  let files = 0;
  const readPath: Room['readPath'] = (path, options = {}) =>
    readUpload(path, { file: 'upload.csv', chooseHeader: () => -1, scratch: join(dir, 'scratch'), ...options });
  return {
    dir,
    readPath,
    async read(content, options = {}) {
      const path = join(dir, `upload-${files++}`);
      await writeFile(path, content);
      return readPath(path, options);
    },
    async scan(table) {
      // In hex, since the engine's client drops a byte order mark at the start of a text.
      const cells = table.header.map((_, i) => `hex(coalesce(c${i}, ''))`).join(', ');
      const reader = await connection.runAndReadAll(`SELECT record_no, ${cells} FROM (${scanSql(table.layout, table.header.length)}) ORDER BY record_no`);
      return reader.getRows().map(([record, ...values]) => ({ record: Number(record), cells: values.map((value) => Buffer.from(String(value), 'hex').toString('utf8')) }));
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      await rm(dir, { recursive: true });
    },
  };
}

export function tableOf(results: readonly ReadResult[]): RawTable {
  const [result, more] = results;
  if (more !== undefined || result === undefined) throw new Error(`${results.length} tables instead of one`);
  if (!result.ok) throw new Error(`refused: ${result.unreadable.code} ${result.unreadable.detail ?? ''}`);
  return result.table;
}

export function refusalOf(results: readonly ReadResult[]): { code: string; detail: string | null; member: string | null } {
  const [result, more] = results;
  if (more !== undefined || result === undefined || result.ok) throw new Error('not refused');
  return result.unreadable;
}

/** The accounting identity and the tiling of the bytes: what must hold for every input whatever. */
export async function expectAccounted(table: RawTable): Promise<void> {
  const { all, data, blank, header, preamble } = table.records;
  expect(data + blank + header + preamble + table.rejects.length).toBe(all);
  const ranges = await table.byteRanges(Array.from({ length: all }, (_, i) => i + 1));
  if (ranges === null) return;
  const gap = ranges.findIndex(([from, to], i) => from !== (ranges[i - 1]?.[1] ?? 0) || to <= from);
  expect(gap, 'index of a record whose bytes do not follow on those of the one before').toBe(-1);
  expect(ranges.at(-1)?.[1]).toBe(table.bytes);
  expect(table.rejects.filter(({ record, bytes }) => bytes?.[0] !== ranges[record - 1]?.[0] || bytes?.[1] !== ranges[record - 1]?.[1])).toEqual([]);
}

export async function bytesIn(path: string, [from, to]: [number, number]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path, { start: from, end: to - 1 })) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
