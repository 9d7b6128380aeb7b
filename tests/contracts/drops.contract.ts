import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MerchantId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Drop, Drops } from '../../lib/ports/drops.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const m1 = trusted<MerchantId>('m1');

/** How a merchant writes into the place from outside. */
export interface Outside {
  /** A new file, or another in place of the one that is there, all at once. */
  write(merchant: string, key: string, text: string): Promise<void>;
  /** Whether what was overwritten before anybody read it can be read all the same. */
  readonly keepsOverwritten: boolean;
}

/** The place merchants put files in. `make` gets an empty folder of its own. */
export function dropsContract(name: string, make: (folder: string) => Promise<{ drops: Drops; outside: Outside }>): void {
  describe(`drops: ${name}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let drops: Drops;
    let outside: Outside;
    beforeEach(async () => {
      folder = await temporaryFolder();
      ({ drops, outside } = await make(folder.path));
    });
    afterEach(() => folder.remove());

    const place = (key: string, text: string): Promise<void> => outside.write(m1, key, text);
    const list = async (): Promise<Drop[]> => {
      const found: Drop[] = [];
      for await (const drop of drops.list(m1)) found.push(drop);
      return found;
    };
    const only = async (): Promise<Drop> => (await list())[0] ?? expect.fail('nothing is listed');

    test('a merchant without a folder has no files', async () => {
      expect(await drops.merchants()).toEqual([]);
      expect(await list()).toEqual([]);
    });

    test('files are listed with their keys, below folders too; hidden and unfinished ones are not', async () => {
      for (const key of ['b.csv', 'a/退货 1.csv', '.hidden', '~$open.xlsx', 'c.csv.part', 'd.tmp', '.git/e.csv', 'f.crdownload']) await place(key, 'xyz');
      expect((await list()).map(({ key, bytes }) => [key, bytes])).toEqual([['a/退货 1.csv', 3], ['b.csv', 3]]);
      expect(await drops.merchants()).toEqual([m1]);
    });

    test('a fetched version stays what it was when the key is written again', async () => {
      await place('a.csv', 'first');
      const first = await only();
      const copy = await drops.fetch(first);
      await place('a.csv', 'another');
      const second = await only();
      expect(second.versionId).not.toBe(first.versionId);
      expect(await readFile(await drops.fetch(first), 'utf8')).toBe('first');
      expect(await drops.fetch(first)).toBe(copy);
      expect(await readFile(await drops.fetch(second), 'utf8')).toBe('another');
    });

    test('a version that is gone before it was read is reported as changed', async () => {
      await place('a.csv', 'first');
      const first = await only();
      await place('a.csv', 'longer than before');
      if (outside.keepsOverwritten) expect(await readFile(await drops.fetch(first), 'utf8')).toBe('first');
      else await expect(drops.fetch(first)).rejects.toMatchObject({ code: 'changed', retry: 'reread' });
      const second = await only();
      await drops.remove(m1, 'a.csv');
      await expect(drops.fetch(second)).rejects.toMatchObject({ code: 'changed', retry: 'reread' });
    });

    test('putting the same content under the same key again is the same drop', async () => {
      const file = join(folder.path, 'outside.csv');
      await writeFile(file, 'content');
      const first = await drops.put(m1, 'a.csv', file);
      expect(await drops.put(m1, 'a.csv', file)).toEqual(first);
      await writeFile(file, 'changed');
      expect((await drops.put(m1, 'a.csv', file)).versionId).not.toBe(first.versionId);
      expect(await list()).toHaveLength(1);
    });

    test('removing forgets the copies too', async () => {
      await place('a.csv', 'first');
      const drop = await only();
      const copy = await drops.fetch(drop);
      await drops.remove(m1, 'a.csv');
      await expect(readFile(copy)).rejects.toThrow();
      expect(await list()).toEqual([]);
    });

    test('removing one version leaves the others', async () => {
      await place('a.csv', 'first');
      const first = await only();
      const copy = await drops.fetch(first);
      await place('a.csv', 'the second');
      await drops.remove(m1, 'a.csv', first.versionId);
      await expect(readFile(copy)).rejects.toThrow();
      expect(await readFile(await drops.fetch(await only()), 'utf8')).toBe('the second');
    });

    test('merchants whose ids begin alike have files of their own', async () => {
      await outside.write('m10', 'a.csv', 'of m10');
      expect(await list()).toEqual([]);
      expect(await drops.merchants()).toEqual(['m10']);
    });

    test('a key that could lead outside is refused', async () => {
      const file = join(folder.path, 'outside.csv');
      await writeFile(file, 'x');
      for (const key of ['../m2/a.csv', '/a.csv', 'a//b.csv', '']) await expect(drops.put(m1, key, file)).rejects.toMatchObject({ code: 'bad_key' });
    });
  });
}
