import { appendFile, open, writeFile, type FileHandle } from 'node:fs/promises';
import { csvCell } from '../model/csv-cell.ts';
import { hintOf } from '../map/hints.ts';
import { maskSeen } from '../map/mask.ts';
import type { Reject } from '../model/report.ts';
import type { Bench } from '../ports/bench.ts';
import type { RawTable } from '../read/raw.ts';
import { cellsOfRecord } from '../read/split.ts';

export const structuralRejects = (raw: RawTable, listed: number): Reject[] => raw.rejects.slice(0, listed).map((r) => ({ ...r, seen: r.seen === null ? null : maskSeen(r.seen) }));

/** The first rejects in the file's order, with what was seen, masked, and their byte ranges. */
export async function listRejects(bench: Bench, raw: RawTable, listed: number): Promise<Reject[]> {
  const rows = await bench.rows(`SELECT x.record_no, x.reject, s.* EXCLUDE (record_no) FROM (SELECT * FROM excluded WHERE fate = 'rejected' ORDER BY record_no LIMIT ${listed}) x JOIN staged s USING (record_no) ORDER BY x.record_no`);
  const ranges = rows.length === 0 ? null : await raw.byteRanges(rows.map((row) => Number(row['record_no'])));
  const mapped = rows.map((row, n): Reject => {
    const [code = 'unreadable', place = ''] = String(row['reject']).split('|');
    const column = place === '' ? null : raw.header[Number(place)] ?? null;
    const seen = place === '' ? null : row[`c${place}`];
    return { record: Number(row['record_no']), bytes: ranges?.[n] ?? null, column, code, seen: seen === null || seen === undefined ? null : maskSeen(String(seen)), hint: hintOf(code) };
  });
  return [...mapped, ...structuralRejects(raw, listed)].sort((a, b) => a.record - b.record).slice(0, listed);
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** All rejected records under the file's own header, to correct and give back: those that have cells first, then those that could not be split. */
export async function writeRejects(bench: Bench, raw: RawTable, path: string): Promise<void> {
  await writeFile(path, `\uFEFF${csvLine(raw.header)}`);
  for await (const batch of bench.batches(`SELECT s.* EXCLUDE (record_no) FROM staged s SEMI JOIN (SELECT record_no FROM excluded WHERE fate = 'rejected') USING (record_no) ORDER BY record_no`)) {
    await appendFile(path, batch.map((row) => csvLine(raw.header.map((_, i) => String(row[`c${i}`] ?? '')))).join(''));
  }
  if (raw.rejects.length > 0) await appendUnsplit(raw, path);
}

/** What of an unsplit record is kept: one that is too long is mostly what its broken quote swallowed. */
const KEPT_BYTES = 64 * 1024;

async function appendUnsplit(raw: RawTable, path: string): Promise<void> {
  const from = raw.path === null ? null : await open(raw.path, 'r');
  try {
    let lines = '';
    for (const [n, { bytes, seen }] of raw.rejects.entries()) {
      const text = from === null || bytes === null ? seen ?? '' : await textAt(from, bytes, raw.encoding ?? 'utf-8');
      lines += csvLine(cellsOfRecord(text, raw.delimiter ?? ','));
      if (lines.length < 1 << 20 && n < raw.rejects.length - 1) continue;
      await appendFile(path, lines);
      lines = '';
    }
  } finally {
    await from?.close();
  }
}

async function textAt(file: FileHandle, [from, to]: readonly [number, number], encoding: string): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(to - from, KEPT_BYTES)), 0, Math.min(to - from, KEPT_BYTES), from);
  return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead)).replace(/[\r\n]+$/, '');
}
