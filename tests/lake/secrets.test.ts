import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets } from '../../lib/embedded/secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'data', 'secret');
});
afterEach(() => folder.remove());

const keyOf = async (given?: string): Promise<string> => Buffer.from(await (await openSecrets(file, given)).pseudonymKey('m1')).toString('hex');

test('a secret is made once, readable by its owner only, and stays the same', async () => {
  const keys = await Promise.all([keyOf(), keyOf(), keyOf()]);
  expect(new Set([...keys, await keyOf()]).size).toBe(1);
  expect((await readFile(file, 'utf8'))).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await chmod(file, 0o644);
  await keyOf();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('each merchant has a key of its own, of 32 bytes', async () => {
  const secrets = await openSecrets(file, undefined);
  const [one, other] = [await secrets.pseudonymKey('m1'), await secrets.pseudonymKey('m10')];
  expect(one).toHaveLength(32);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
});

test('a short secret or one from a manual is refused', async () => {
  for (const given of ['short', 'a'.repeat(64), 'please-change-me-please-change-me-now', 'your-secret-here-your-secret-here-x', 'example-0f6b3c9d8e7a4b5c6d7e8f9a0b1c2']) {
    await expect(openSecrets(file, given), given).rejects.toMatchObject({ code: 'weak_secret' });
  }
  expect(await keyOf('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b')).not.toBe(await keyOf());
});
