import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccounted, openRoom, tableOf, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const cell = fc.oneof(
  fc.constantFrom('', ' ', 'a', '0', '退款', '😀𠀀', 'a,b', 'x;y', 'line\nbreak', 'two\r\nlines', 'old\rmac', 'he said "no"', '"', '""', '="00123"', "'", '\u3000', 'NULL', '579123456789012345'),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')),
);
const grid = fc.integer({ min: 2, max: 6 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 40 }));
const isBlank = (row: readonly string[]): boolean => row.every((text) => text.trim() === '');
const write = (rows: readonly (readonly string[])[], delimiter: string, newline: string, quoteAll: boolean, close: boolean): string =>
  rows.map((row) => row.map((text) => (quoteAll || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(delimiter)).join(newline) + (close ? newline : '');

describe('a well-formed file', () => {
  it('yields exactly its cells, through the reader and through the engine, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(grid, fc.constantFrom(',', '\t', ';', '|'), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean(), fc.constantFrom(1, 7, 64, 512 * 1024), async (rows, delimiter, newline, quoteAll, close, chunkBytes) => {
        const header = Array.from({ length: rows[0]?.length ?? 3 }, (_, i) => `name ${i}`);
        const table = tableOf(await room.read(write([header, ...rows], delimiter, newline, quoteAll, close), { chooseHeader: () => 0, limits: { chunkBytes } }));
        const data = rows.filter((row) => !isBlank(row));
        expect(table.header).toEqual(header);
        expect(table.delimiter).toBe(delimiter);
        expect(table.rejects).toEqual([]);
        expect(table.sample).toEqual(data);
        const scanned = await room.scan(table);
        expect(scanned.map((row) => row.cells)).toEqual(data);
        expect(scanned.map((row) => row.record)).toEqual(rows.flatMap((row, i) => (isBlank(row) ? [] : [i + 2])));
        await expectAccounted(table);
      }),
      { numRuns: 80 },
    );
  });
});
