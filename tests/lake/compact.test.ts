import { afterEach, beforeEach, expect, test } from 'vitest';
import { compact, partsToMerge, policy } from '../../lib/lake/compact.ts';
import { partsToRead } from '../../lib/lake/fold.ts';
import { collectGarbage } from '../../lib/lake/garbage.ts';
import type { Manifest } from '../../lib/lake/manifest.ts';
import { purge } from '../../lib/lake/purge.ts';
import { entomb, withdraw } from '../../lib/lake/withdraw.ts';
import { tables } from '../../lib/model/tables.ts';
import { lakeBed, merchant, uploadId } from '../support/lake-bed.ts';

let lake: Awaited<ReturnType<typeof lakeBed>>;
beforeEach(async () => void (lake = await lakeBed()));
afterEach(() => lake.close());

const DAY_MS = 86_400_000;
const mergeAll = (nowMs = 0) => compact(lake, merchant, nowMs, partsToRead);
const now = async (): Promise<Manifest> => (await lake.manifest()) ?? expect.fail();
const say = (upload: string, orderKey: number, topics: Record<string, string>, at = orderKey) =>
  lake.take({ upload, orderKey, rows: Object.entries(topics).map(([id, topic]) => ({ id, at, topic, customer: `of-${id}` })) });
const topics = async (): Promise<Record<string, unknown>> => Object.fromEntries((await lake.read()).map(({ id, topic }) => [String(id), topic]));

test('merging leaves one part to read, the same answers, and each row its upload', async () => {
  await say('a', 1, { x: 'one', y: 'one' });
  await say('b', 2, { y: 'two', z: 'two' });
  const before = { rows: await lake.read(), hash: await lake.hash() };
  expect((await mergeAll()).committed).toBe(true);
  expect({ rows: await lake.read(), hash: await lake.hash() }).toEqual(before);
  expect(partsToRead(await now(), tables.contacts)).toMatchObject([{ rows: 3, overlaps: false, uploads: ['a', 'b'] }]);
});

test('parts are merged once they are many and small', async () => {
  for (let n = 1; n <= policy.manySmall; n += 1) await say(`u${n}`, n, { [`k${n}`]: 't' });
  expect(partsToMerge(await now(), tables.contacts)).toHaveLength(0);
  await say('last', 99, { last: 't' });
  expect(partsToMerge(await now(), tables.contacts)).toHaveLength(policy.manySmall + 1);
});

test('withdrawing an upload brings back what it had replaced, before and after merging', async () => {
  await say('right', 1, { x: 'right', y: 'right' });
  const hash = await lake.hash();
  await say('wrong', 2, { x: 'wrong', z: 'wrong' });
  await mergeAll();
  expect(await topics()).toEqual({ x: 'wrong', y: 'right', z: 'wrong' });
  await withdraw(lake, merchant, uploadId('wrong'), DAY_MS);
  expect(await topics()).toEqual({ x: 'right', y: 'right' });
  expect(await lake.hash()).toBe(hash);
  await mergeAll(2 * DAY_MS);
  expect(await lake.hash()).toBe(hash);
});

test('withdrawing twice, or what was never taken in, changes nothing', async () => {
  await say('a', 1, { x: 't' });
  await withdraw(lake, merchant, uploadId('a'), 0);
  expect((await withdraw(lake, merchant, uploadId('a'), 0)).committed).toBe(false);
  expect((await withdraw(lake, merchant, uploadId('other'), 0)).committed).toBe(false);
  expect(await lake.read()).toEqual([]);
});

test('of rows that say the same, merging keeps the one that wins, so that a late correction is still judged rightly', async () => {
  await say('a', 1, { x: 'same' }, 0);
  await say('c', 3, { x: 'same' }, 0);
  await mergeAll();
  await say('b', 2, { x: 'late' }, 0);
  expect(await topics()).toEqual({ x: 'same' });
});

test('rows that lost are dropped after thirty days and not before', async () => {
  await say('a', 1, { x: 'one' });
  await say('b', 2, { x: 'two' });
  await mergeAll(0);
  expect((await compact(lake, merchant, 30 * DAY_MS)).committed).toBe(false);
  await compact(lake, merchant, 31 * DAY_MS);
  expect((await now()).parts).toMatchObject([{ rows: 1 }]);
  expect(await topics()).toEqual({ x: 'two' });
});

test('an upload that comes in while parts are merged stays beside the result', async () => {
  await say('a', 1, { x: 'one' });
  await say('b', 2, { y: 'one' });
  const merging = compact({ ...lake, benches: { open: async (paths) => {
    if ((await now()).version === 2) await say('c', 3, { x: 'three' });
    return lake.benches.open(paths);
  } } }, merchant, 0, partsToRead);
  expect((await merging).committed).toBe(true);
  expect(await topics()).toEqual({ x: 'three', y: 'one' });
});

test('a withdrawal while parts are merged wins over the merge', async () => {
  await say('a', 1, { x: 'one' });
  await say('b', 2, { x: 'two' });
  const merging = compact({ ...lake, benches: { open: async (paths) => {
    await withdraw(lake, merchant, uploadId('b'), 0);
    return lake.benches.open(paths);
  } } }, merchant, 0, partsToRead);
  expect((await merging).committed).toBe(false);
  expect(await topics()).toEqual({ x: 'one' });
});

test('an erased customer is out at once, and out of every file after purging', async () => {
  await say('a', 1, { x: 'one', y: 'one' });
  await say('b', 2, { x: 'two' });
  await mergeAll();
  await entomb(lake, merchant, ['of-x'], 0);
  expect(await topics()).toEqual({ y: 'one' });
  const hash = await lake.hash();
  await purge(lake, merchant);
  expect(await lake.hash()).toBe(hash);
  await collectGarbage(lake, merchant, Date.now() + DAY_MS, { versions: 1, ageMs: 0 });
  const bench = await lake.benches.open(await filesOnDisk());
  expect(await bench.rows(`SELECT DISTINCT customer_key AS customer FROM read_parquet([${(await filesOnDisk()).map((path) => `'${path}'`).join(', ')}])`)).toEqual([{ customer: 'of-y' }]);
  await bench.close();
});

test('garbage collection takes what no retained version names, and nothing younger than a day', async () => {
  await say('a', 1, { x: 'one' });
  await say('b', 2, { x: 'two' });
  await lake.objects.put('t/contacts/merchant=m1/part=abandoned/0001.parquet', 'left by a crash');
  await lake.objects.put('t/contacts/merchant=m10/part=other/0001.parquet', 'of another merchant');
  await mergeAll();
  const later = Date.now() + 2 * DAY_MS;
  expect(await collectGarbage(lake, merchant, Date.now())).toBe(0);
  expect(await collectGarbage(lake, merchant, later)).toBe(1);
  // Versions 1 and 2 with their two parts.
  expect(await collectGarbage(lake, merchant, later, { versions: 1, ageMs: DAY_MS })).toBe(4);
  expect(await topics()).toEqual({ x: 'two' });
  expect(await lake.objects.get('t/contacts/merchant=m10/part=other/0001.parquet')).not.toBeNull();
});

async function filesOnDisk(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of lake.objects.list('t/')) found.push(await lake.objects.local(key));
  return found;
}
