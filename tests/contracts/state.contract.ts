import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MerchantId, UploadId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Documents, Heads, Ledger } from '../../lib/ports/state.ts';

interface Made<T> {
  readonly port: T;
  close(): Promise<void>;
}

const m1 = trusted<MerchantId>('m1');
const m10 = trusted<MerchantId>('m10');

function suite<T>(title: string, make: () => Promise<Made<T>>, tests: (port: () => T) => void): void {
  describe(title, () => {
    let made: Made<T>;
    beforeEach(async () => void (made = await make()));
    afterEach(() => made.close());
    tests(() => made.port);
  });
}

/** One conditional write per merchant. */
export const headsContract = (name: string, make: () => Promise<Made<Heads>>): void => suite(`heads: ${name}`, make, (heads) => {
  test('a merchant begins at version 0 with nothing', async () => {
    expect(await heads().read(m1)).toMatchObject({ version: 0, manifest: null });
  });

  test('the head moves by one version at a time and only forward', async () => {
    const at = (version: number) => ({ version, manifest: `m/${version}`, commitId: `c${version}` });
    expect(await heads().advance(m1, at(2))).toBe(false);
    expect(await heads().advance(m1, at(1))).toBe(true);
    expect(await heads().advance(m1, at(1))).toBe(false);
    expect(await heads().advance(m1, at(2))).toBe(true);
    expect(await heads().read(m1)).toEqual(at(2));
    expect(await heads().read(m10)).toMatchObject({ version: 0 });
  });

  test('of many writers of one version exactly one wins', async () => {
    const won = await Promise.all(Array.from({ length: 20 }, (_, n) => heads().advance(m1, { version: 1, manifest: `m/${n}`, commitId: `c${n}` })));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await heads().read(m1)).toMatchObject({ commitId: `c${won.indexOf(true)}` });
  });
});

/** What was registered, in which order, and how far it came. */
export const ledgerContract = (name: string, make: () => Promise<Made<Ledger>>): void => suite(`ledger: ${name}`, make, (ledger) => {
  const drop = (merchant: MerchantId, key: string, versionId = 'v1') => ({ merchant, key, versionId, bytes: 3 });

  test('registrations are numbered per merchant from 1, in order', async () => {
    const keys = await Promise.all(['c.csv', 'a.csv', 'b.csv'].map(async (key) => (await ledger().register(drop(m1, key), 5)).orderKey));
    expect([...keys].sort()).toEqual([1, 2, 3]);
    expect((await ledger().register(drop(m10, 'x.csv'), 6)).orderKey).toBe(1);
    expect((await ledger().list(m1)).map(({ orderKey }) => orderKey)).toEqual([1, 2, 3]);
  });

  test('the same version of a key is registered once, also by many at once; another version is another upload', async () => {
    const same = await Promise.all(Array.from({ length: 10 }, (_, n) => ledger().register(drop(m1, 'dir/退货.csv'), n)));
    expect(new Set(same.map(({ upload, orderKey }) => `${upload} ${orderKey}`)).size).toBe(1);
    expect(same[0]).toMatchObject({ file: '退货.csv', key: 'dir/退货.csv', decision: null, failures: 0, withdrawn: false });
    expect((await ledger().register(drop(m1, 'dir/退货.csv', 'v2'), 9)).orderKey).toBe(2);
  });

  test('upload ids of two merchants never meet', async () => {
    const [one, two] = [await ledger().register(drop(m1, 'a'), 1), await ledger().register(drop(m10, 'a'), 1)];
    expect(one.upload).not.toBe(two.upload);
    expect(await ledger().get(m10, one.upload)).toBeNull();
  });

  test('an update changes what it names and never what identifies the upload', async () => {
    const { upload } = await ledger().register(drop(m1, 'a'), 1);
    await ledger().update(m1, upload, { decision: 'held', answers: { q1: 'dmy' }, orderKey: 77, progress: { stage: 'map', done: 1, total: 2 } });
    const entry = await ledger().get(m1, upload);
    expect(entry).toMatchObject({ decision: 'held', answers: { q1: 'dmy' }, orderKey: 1, progress: { stage: 'map', done: 1, total: 2 } });
    await expect(ledger().update(m1, trusted<UploadId>('u_none'), { failures: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

/** Small documents with a revision. */
export const documentsContract = (name: string, make: () => Promise<Made<Documents>>): void => suite(`documents: ${name}`, make, (documents) => {
  test('a document is written only on the revision that was read', async () => {
    expect(await documents().get(m1, 'settings')).toBeNull();
    expect(await documents().put(m1, 'settings', '{"a":1}', 0)).toBe(true);
    expect(await documents().put(m1, 'settings', '{"a":2}', 0)).toBe(false);
    expect(await documents().put(m1, 'settings', '{"a":3}', 1)).toBe(true);
    expect(await documents().get(m1, 'settings')).toEqual({ text: '{"a":3}', revision: 2 });
    expect(await documents().get(m10, 'settings')).toBeNull();
  });

  test('documents are listed by prefix, in order of name, of one merchant only', async () => {
    for (const [merchant, key] of [[m1, 'mapping/b'], [m1, 'mapping/a'], [m1, 'mappings'], [m10, 'mapping/a']] as const) await documents().put(merchant, key, key, 0);
    expect((await documents().list(m1, 'mapping/')).map(({ name: found }) => found)).toEqual(['mapping/a', 'mapping/b']);
    expect((await documents().list(m1, '')).map(({ name: found }) => found)).toEqual(['mapping/a', 'mapping/b', 'mappings']);
  });

  test('every merchant with a document is listed once', async () => {
    for (const [merchant, key] of [[m10, 'x'], [m1, 'x'], [m1, 'y']] as const) await documents().put(merchant, key, '', 0);
    expect((await documents().merchants()).sort()).toEqual([m1, m10]);
  });
});
