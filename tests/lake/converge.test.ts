import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compact } from '../../lib/lake/compact.ts';
import { partsToRead } from '../../lib/lake/fold.ts';
import type { Contact, Upload } from '../support/lake-bed.ts';
import { lakeBed, merchant } from '../support/lake-bed.ts';

const contact: fc.Arbitrary<Contact> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.option(fc.integer({ min: 0, max: 3 })), topic: fc.constantFrom('p', 'q', 'r'),
});
const uploads = fc.array(fc.array(contact, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 })
  .map((files): Upload[] => files.map((rows, index) => ({ upload: `u${index + 1}`, orderKey: index + 1, rows })));

/** The rule said once more in plain arithmetic: what each key reads as. */
function expected(all: readonly Upload[]): Record<string, string> {
  const rows = all.flatMap(({ orderKey, rows: own }) => own.map((row, index) => ({ ...row, rank: [row.at ?? -1, orderKey, index] })));
  rows.sort((x, y) => (x.rank[0] ?? 0) - (y.rank[0] ?? 0) || (x.rank[1] ?? 0) - (y.rank[1] ?? 0) || (x.rank[2] ?? 0) - (y.rank[2] ?? 0));
  return Object.fromEntries(rows.map(({ id, topic }) => [id, topic]));
}

test('any order of processing, repetition and compaction in between ends in the same state', async () => {
  const orders = uploads.chain((all) => fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
    fc.array(fc.boolean(), { minLength: all.length * 2, maxLength: all.length * 2 }),
  ));
  await fc.assert(fc.asyncProperty(orders, async ([all, processed, compacts]) => {
    const straight = await lakeBed();
    const crooked = await lakeBed();
    try {
      for (const upload of all) await straight.take(upload);
      for (const [index, upload] of processed.entries()) {
        const changes = await crooked.take(upload);
        if (changes !== null) expect(changes.inserted + changes.updated + changes.unchanged + changes.stale).toBe(changes.rows);
        if (compacts[index] === true) await compact(crooked, merchant, 0, partsToRead);
      }
      expect(Object.fromEntries((await crooked.read()).map(({ id, topic }) => [String(id), topic]))).toEqual(expected(all));
      expect(await crooked.hash()).toBe(await straight.hash());
    } finally {
      await Promise.all([straight.close(), crooked.close()]);
    }
  }), { numRuns: 12 });
});

test('the hash differs where one record differs', async () => {
  const lake = await lakeBed();
  const before = await lake.hash();
  await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 1, topic: 't' }] });
  const one = await lake.hash();
  await lake.take({ upload: 'b', orderKey: 2, rows: [{ id: 'x', at: 2, topic: 't' }] });
  expect(new Set([before, one, await lake.hash()]).size).toBe(3);
  await lake.close();
});
