import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gb18030 } from './gb18030.ts';
import { mutated, mutation } from './mutations.ts';
import { expectAccounted, openRoom, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const rows = Array.from({ length: 30 }, (_, i) => `${i},${i % 3 === 0 ? `"第${i}行, ""x"""` : '上海'},${i % 4 === 0 ? '"two\r\nlines"' : 'plain'},${i}.50\r\n`);
const csv = `编号,名称,说明,金额\r\n${rows.join('')}`;
const dresses = [Buffer.from(csv), Buffer.from(`\uFEFF${csv}`), Buffer.from(`\uFEFF${csv}`, 'utf16le'), Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16(), gb18030(csv)];

describe('a damaged file', () => {
  it('keeps its accounts: every record is in one class, every byte in one record, and the engine sees the accepted ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...dresses), fc.array(mutation, { minLength: 1, maxLength: 12 }), fc.constantFrom(5, 512 * 1024), async (content, mutations, chunkBytes) => {
        for (const result of await room.read(mutated(content, mutations), { limits: { chunkBytes } })) {
          if (!result.ok) {
            expect(result.unreadable.code).toMatch(/^[a-z_0-9]+$/);
            continue;
          }
          await expectAccounted(result.table);
          const scanned = await room.scan(result.table);
          expect(scanned).toHaveLength(result.table.records.data);
          expect(scanned.map((row) => row.cells)).toEqual(result.table.sample);
        }
      }),
      { numRuns: 80 },
    );
  });
});
