import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s3Client } from '../../lib/aws/clients.ts';
import { localFiles } from '../../lib/aws/local-files.ts';
import { s3Objects } from '../../lib/aws/objects.ts';
import type { Objects } from '../../lib/ports/objects.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { onEngines } from './engines/on-engines.ts';
import { faultProxy } from './support/fault-proxy.ts';
import { freshBucket } from './support/places.ts';

onEngines('objects on S3 when the way to it is bad', (at) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let proxy: Awaited<ReturnType<typeof faultProxy>>;
  let bucket: string;
  beforeEach(async () => {
    [folder, proxy, bucket] = await Promise.all([temporaryFolder(), faultProxy(at.s3.endpoint), freshBucket(at)]);
  });
  afterEach(async () => {
    await proxy.close();
    await folder.remove();
  });

  let functions = 0;
  /** As a function that keeps nothing locally yet. */
  const fresh = (): Objects =>
    s3Objects({ client: s3Client({ ...at.s3, endpoint: proxy.url }), bucket: () => bucket, prefix: '' }, localFiles(join(folder.path, String((functions += 1))), async () => 1e9, Date.now));

  async function bigFile(): Promise<{ path: string; content: Buffer }> {
    const [path, content] = [join(folder.path, 'big'), randomBytes(40 * 1024 * 1024)];
    await writeFile(path, content);
    return { path, content };
  }

  test('a file that goes in parts is written once and comes back whole', async () => {
    const { path, content } = await bigFile();
    expect(await fresh().putFile('t/big', path)).toBe(true);
    expect(proxy.seen()).toMatchObject({ 'POST ?uploads': 1, 'POST ?uploadId': 1 });
    await writeFile(path, 'another');
    expect(await fresh().putFile('t/big', path)).toBe(false);
    expect((await readFile(await fresh().local('t/big'))).equals(content)).toBe(true);
  });

  test('a writer that never heard that it succeeded finds its own object and knows it', async () => {
    const { path, content } = await bigFile();
    let lost = 0;
    proxy.breakBy((_, what) => (/^(PUT|POST \?uploadId)$/.test(what) && (lost += 1) <= 6 && lost % 2 === 1 ? 'lost' : null));
    expect(await fresh().put('a', 'small')).toBe(true);
    expect(await fresh().putFile('t/big', path)).toBe(true);
    proxy.breakBy(() => null);
    expect(Buffer.from((await fresh().get('t/big')) ?? []).equals(content)).toBe(true);
    expect(await fresh().put('a', 'small')).toBe(false);
  });

  test('a body with a bit that is another is asked for again, and never taken', async () => {
    await fresh().put('a/b', '{"退货":1}');
    let met = 0;
    proxy.breakBy((_, what) => (what === 'GET' && (met += 1) <= 2 ? 'flipped' : null));
    expect(new TextDecoder().decode((await fresh().get('a/b')) ?? undefined)).toBe('{"退货":1}');
    proxy.breakBy((_, what) => (what === 'GET' ? 'flipped' : null));
    await expect(fresh().get('a/b')).rejects.toMatchObject({ code: 'io_error', retry: 'same' });
    await expect(fresh().local('a/b')).rejects.toMatchObject({ code: 'io_error', retry: 'same' });
  });
});
