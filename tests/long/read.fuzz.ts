// Long fuzzing of the reader: `npx vitest run --config tests/long/vitest.config.ts`, or any runner given this file. RUNS sets the number of files.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gb18030 } from '../read/gb18030.ts';
import { mutated, mutation } from '../read/mutations.ts';
import { expectAccounted, openRoom, type Room } from '../read/reading.ts';

const runs = Number(process.env['RUNS'] ?? 5_000);

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const cell = fc.oneof(
  fc.constantFrom('', 'a', '退款', '女', '😀', 'a,b', 'x;y', 'p|q', 'two\nlines', 'old\rmac', 'he said "no"', '"', '""', '",', ',"', '\t', '\0'),
  fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', 'a', '上', ' ', ';'), maxLength: 10 }),
);
const raw = fc.tuple(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 60 }), fc.constantFrom(',', '\t', ';', '|'), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean());
const dress = fc.constantFrom<(text: string) => Buffer>(
  (text) => Buffer.from(text), (text) => Buffer.from(`\uFEFF${text}`), (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), gb18030, (text) => Buffer.from(text, 'latin1'),
);

describe('any bytes', () => {
  it('keep the accounts and reach the engine as they were read', async () => {
    await fc.assert(
      fc.asyncProperty(raw, dress, fc.array(mutation, { maxLength: 20 }), fc.constantFrom(1, 5, 64, 512 * 1024), fc.integer({ min: -1, max: 4 }), async ([rows, delimiter, newline, quoted], wear, mutations, chunkBytes, header) => {
        const text = rows.map((row) => row.map((value) => (quoted && /["\r\n]/.test(value + delimiter) ? `"${value.replaceAll('"', '""')}"` : value)).join(delimiter)).join(newline);
        const bytes = mutated(wear(text), mutations);
        for (const result of await room.read(bytes, { limits: { chunkBytes, cellBytes: 64, recordBytes: 256 }, chooseHeader: (records) => (header < records.length ? header : -1) })) {
          if (!result.ok) continue;
          await expectAccounted(result.table);
          const scanned = await room.scan(result.table);
          expect(scanned).toHaveLength(result.table.records.data);
          expect(scanned.map((row) => row.cells)).toEqual(result.table.sample);
        }
      }),
      { numRuns: runs },
    );
  }, 3_600_000);
});
