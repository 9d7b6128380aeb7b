import { afterEach, beforeEach, expect, test } from 'vitest';
import { lakeBed } from '../support/lake-bed.ts';

let lake: Awaited<ReturnType<typeof lakeBed>>;
beforeEach(async () => void (lake = await lakeBed()));
afterEach(() => lake.close());

const topics = async (): Promise<Record<string, unknown>> => Object.fromEntries((await lake.read()).map(({ id, topic }) => [String(id), topic]));

test('a later correction replaces a row, an older one that arrives late does not', async () => {
  expect(await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 5, topic: 'second' }] })).toMatchObject({ inserted: 1, overlaps: false });
  expect(await lake.take({ upload: 'b', orderKey: 2, rows: [{ id: 'x', at: 3, topic: 'first' }] })).toMatchObject({ stale: 1, overlaps: true });
  expect(await topics()).toEqual({ x: 'second' });
  expect(await lake.take({ upload: 'c', orderKey: 3, rows: [{ id: 'x', at: 9, topic: 'third' }] })).toMatchObject({ updated: 1 });
  expect(await topics()).toEqual({ x: 'third' });
});

test('of equal times the upload registered later wins, whichever was processed first', async () => {
  await lake.take({ upload: 'b', orderKey: 2, rows: [{ id: 'x', at: 1, topic: 'later' }] });
  expect(await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 1, topic: 'earlier' }] })).toMatchObject({ stale: 1 });
  expect(await topics()).toEqual({ x: 'later' });
});

test('an undated row loses to any dated one', async () => {
  await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 0, topic: 'dated' }] });
  await lake.take({ upload: 'b', orderKey: 2, rows: [{ id: 'x', at: null, topic: 'undated' }] });
  expect(await topics()).toEqual({ x: 'dated' });
});

test('rows of one file that contradict each other are all kept and the last one wins', async () => {
  const rows = [{ id: 'x', at: 1, topic: 'one' }, { id: 'x', at: 1, topic: 'two' }, { id: 'y', at: 1, topic: 'three' }];
  expect(await lake.take({ upload: 'a', orderKey: 1, rows })).toEqual({ rows: 3, inserted: 2, updated: 0, unchanged: 0, stale: 1, overlaps: true });
  expect(await topics()).toEqual({ x: 'two', y: 'three' });
});

test('a row that says what stands is unchanged and keeps the upload that said it first', async () => {
  await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 1, topic: 'same' }] });
  expect(await lake.take({ upload: 'b', orderKey: 2, rows: [{ id: 'x', at: 1, topic: 'same' }] })).toMatchObject({ unchanged: 1, inserted: 0 });
  expect(await lake.read()).toMatchObject([{ id: 'x', upload: 'a' }]);
});

test('every row of an upload is counted exactly once', async () => {
  await lake.take({ upload: 'a', orderKey: 1, rows: ['p', 'q', 'r'].map((id) => ({ id, at: 5, topic: 't' })) });
  const changes = await lake.take({ upload: 'b', orderKey: 2, rows: [
    { id: 'p', at: 5, topic: 't' }, { id: 'q', at: 6, topic: 'u' }, { id: 'r', at: 4, topic: 'v' }, { id: 's', at: 1, topic: 'w' }, { id: 's', at: 1, topic: 'w' },
  ] });
  expect(changes).toEqual({ rows: 5, inserted: 1, updated: 1, unchanged: 2, stale: 1, overlaps: true });
});

test('a table without a part is empty and has all its columns', async () => {
  await lake.take({ upload: 'a', orderKey: 1, rows: [{ id: 'x', at: 1, topic: 't' }] });
  const manifest = await lake.manifest();
  const snapshot = await lake.query.snapshot(manifest ?? expect.fail());
  expect(await snapshot.rows('SELECT count(*) AS n, sum(paid_minor) AS paid, max(ordered_day) AS day FROM orders')).toEqual([{ n: 0, paid: null, day: null }]);
  await snapshot.close();
});
