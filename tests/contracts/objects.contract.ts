import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Objects } from '../../lib/ports/objects.ts';
import { readFile } from 'node:fs/promises';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What every implementation of Objects guarantees. `make` gets an empty folder of its own. */
export function objectsContract(name: string, make: (folder: string) => Promise<Objects> | Objects): void {
  describe(`objects: ${name}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let objects: Objects;
    beforeEach(async () => {
      folder = await temporaryFolder();
      objects = await make(join(folder.path, 'objects'));
    });
    afterEach(() => folder.remove());

    const text = async (key: string): Promise<string | null> => {
      const body = await objects.get(key);
      return body === null ? null : new TextDecoder().decode(body);
    };
    const keys = async (prefix: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const { key } of objects.list(prefix)) found.push(key);
      return found;
    };

    test('what was put is got, by name, whole', async () => {
      expect(await objects.put('a/b.json', '{"退货":1}')).toBe(true);
      expect(await text('a/b.json')).toBe('{"退货":1}');
      expect(await readFile(await objects.local('a/b.json'), 'utf8')).toBe('{"退货":1}');
    });

    test('a key that exists is refused and keeps its content', async () => {
      await objects.put('a', 'first');
      expect(await objects.put('a', 'second')).toBe(false);
      expect(await text('a')).toBe('first');
    });

    test('of many writers of one key exactly one wins', async () => {
      const won = await Promise.all(Array.from({ length: 20 }, (_, n) => objects.put('race', `writer ${n}`)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await text('race')).toBe(`writer ${won.indexOf(true)}`);
    });

    test('a file is put under the same rules', async () => {
      const path = join(folder.path, 'file');
      await writeFile(path, 'one');
      expect(await objects.putFile('f/1', path)).toBe(true);
      await writeFile(path, 'two');
      expect(await objects.putFile('f/1', path)).toBe(false);
      expect(await text('f/1')).toBe('one');
    });

    test('what is not there is null to get, an error to open, and nothing to remove', async () => {
      expect(await objects.get('no/such')).toBeNull();
      await expect(objects.local('no/such')).rejects.toMatchObject({ code: 'not_found', retry: 'reread' });
      await objects.remove('no/such');
    });

    test('keys are listed under a prefix, in ascending order, with their sizes', async () => {
      for (const key of ['m/m1/2.json', 'm/m10/1.json', 'm/m1-x/1.json', 'm/m1/10.json', 'n/1']) await objects.put(key, 'four');
      expect(await keys('m/m1/')).toEqual(['m/m1/10.json', 'm/m1/2.json']);
      expect(await keys('m/m1')).toEqual(['m/m1-x/1.json', 'm/m1/10.json', 'm/m1/2.json', 'm/m10/1.json']);
      expect(await keys('')).toHaveLength(5);
      expect(await keys('x/')).toEqual([]);
      for await (const { bytes, writtenMs } of objects.list('n/')) {
        expect(bytes).toBe(4);
        expect(Math.abs(writtenMs - Date.now())).toBeLessThan(60_000);
      }
    });

    test('what was removed is gone', async () => {
      await objects.put('a/b', 'x');
      await objects.remove('a/b');
      expect(await objects.get('a/b')).toBeNull();
      expect(await keys('')).toEqual([]);
    });

    test('a key that could lead outside is refused', async () => {
      for (const key of ['../x', 'a/../../x', '/etc/x', 'a//b', 'a/./b', '', '.hidden', 'a\0b']) {
        await expect(objects.put(key, 'x')).rejects.toMatchObject({ code: 'bad_key' });
      }
    });
  });
}
