import { afterEach, beforeEach, expect, test } from 'vitest';
import { commit, nothing } from '../../lib/lake/commit.ts';
import { manifestOf, manifestText } from '../../lib/lake/read-manifest.ts';
import type { Head, Heads } from '../../lib/ports/state.ts';
import { lakeBed, merchant, uploadId } from '../support/lake-bed.ts';

let lake: Awaited<ReturnType<typeof lakeBed>>;
beforeEach(async () => void (lake = await lakeBed()));
afterEach(() => lake.close());

const one = (upload: string, orderKey: number) => ({ upload, orderKey, rows: [{ id: `of-${upload}`, at: 1, topic: 't' }] });

test('eight writers at once all get in, each once, one version each', async () => {
  const writers = Array.from({ length: 8 }, (_, index) => one(`w${index}`, index + 1));
  await Promise.all(writers.map((upload) => lake.take(upload)));
  const manifest = await lake.manifest();
  expect(manifest?.version).toBe(8);
  expect(manifest?.uploads.map(({ upload }) => upload).sort()).toEqual(writers.map(({ upload }) => upload).sort());
  expect(await lake.read()).toHaveLength(8);
});

test('the same upload at once from two workers is taken in once', async () => {
  await Promise.all([lake.take(one('a', 1)), lake.take(one('a', 1))]);
  expect((await lake.manifest())?.version).toBe(1);
  expect(await lake.read()).toHaveLength(1);
});

/** Heads whose `advance` does its work and then loses the answer, in the way given, the first time. */
function forgetful(heads: Heads, answer: (advanced: boolean, next: Head) => Promise<boolean>): Heads {
  let lost = false;
  return {
    read: (of) => heads.read(of),
    async advance(of, next) {
      const advanced = await heads.advance(of, next);
      if (lost) return advanced;
      lost = true;
      return answer(advanced, next);
    },
  };
}

test('a commit whose answer is lost has succeeded', async () => {
  await lake.take(one('a', 1), forgetful(lake.heads, async () => { throw new Error('connection reset'); }));
  expect((await lake.manifest())?.version).toBe(1);
});

test('a commit whose own retry is refused has succeeded', async () => {
  await lake.take(one('a', 1), forgetful(lake.heads, async () => false));
  expect((await lake.manifest())?.version).toBe(1);
});

test('a commit whose answer is lost has succeeded even when others committed on top of it', async () => {
  const heads = forgetful(lake.heads, async () => {
    await lake.take(one('b', 2));
    await lake.take(one('c', 3));
    throw new Error('connection reset');
  });
  await lake.take(one('a', 1), heads);
  expect((await lake.manifest())?.version).toBe(3);
  expect(await lake.read()).toHaveLength(3);
});

test('an error before the head moved is passed on and leaves the version as it was', async () => {
  const broken: Heads = { read: (of) => lake.heads.read(of), advance: async () => { throw new Error('throttled'); } };
  await expect(lake.take(one('a', 1), broken)).rejects.toThrow('throttled');
  expect(await lake.manifest()).toBeNull();
});

test('a change that names a file that is gone is not committed', async () => {
  const part = { table: 'contacts', part: 'p', files: ['t/contacts/merchant=m1/part=p/0001.parquet'], rows: 1, uploads: [uploadId('u')], overlaps: false } as const;
  await expect(commit(lake, merchant, async () => ({ ...nothing, parts: [part] }))).rejects.toMatchObject({ code: 'not_found' });
});

test('a manifest with a flipped bit is refused', async () => {
  await lake.take(one('a', 1));
  const manifest = await lake.manifest();
  const text = manifestText(manifest ?? expect.fail());
  expect(manifestOf(text)).toEqual(manifest);
  expect(() => manifestOf(text.replace('"version":1', '"version":3'))).toThrow('damaged');
});
