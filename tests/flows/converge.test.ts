import { appendFile, mkdir, readFile, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { answer, receive, withdrawUpload } from '../../lib/flows/uploads.ts';
import { erase } from '../../lib/flows/erase.ts';
import { stateHash } from '../../lib/flows/hash.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { lookUp } from '../../lib/flows/look-up.ts';
import { publish } from '../../lib/flows/publish.ts';
import { readReport } from '../../lib/flows/reports.ts';
import { bringUpToDate, sweep, takeIn, type Looks } from '../../lib/flows/sweep.ts';
import { compact } from '../../lib/lake/compact.ts';
import { partsToRead } from '../../lib/lake/fold.ts';
import { recordsHash } from '../../lib/lake/state-hash.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import type { LedgerEntry } from '../../lib/ports/state.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { flowFiles } from '../support/flow-files.ts';
import { merchant } from '../support/lake-bed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

vi.setConfig({ testTimeout: 240_000 });

type Bed = Awaited<ReturnType<typeof open>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let beds: Bed[];
beforeEach(async () => {
  folder = await temporaryFolder();
  beds = [];
});
afterEach(async () => {
  for (const bed of beds) await bed.close();
  await folder.remove();
});

const SECRET = '4f1c9a7be2d35508c6b1f09a7d3e62b4a5d81c07';
let made = 0;

/** An edition on a folder of that name, with a clock that the test sets. */
async function open(name: string) {
  const clock = { ms: Date.UTC(2026, 5, 1), nowMs: (): number => clock.ms };
  const edition = await embeddedEdition({ data: join(folder.path, name), secret: SECRET, clock });
  return {
    ...edition, clock, data: join(folder.path, name),
    async register(file: string, text: string): Promise<LedgerEntry> {
      const path = join(folder.path, `${(made += 1)}.tmp`);
      await writeFile(path, text);
      return receive(edition, merchant, file, path);
    },
    hash: async (): Promise<string> => recordsHash(edition, await currentManifest(edition.heads, edition.objects, merchant)),
  };
}

async function bed(name = 'data'): Promise<Bed> {
  const opened = await open(name);
  beds.push(opened);
  return opened;
}

/** Registers files in the order given, takes them in in another. */
async function take(to: Bed, files: readonly (readonly [string, string])[], order: readonly number[] = files.map((_, n) => n)): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const [name, text] of files) entries.push(await to.register(name, text));
  for (const n of order) if (entries[n] !== undefined) await ingest(to, merchant, entries[n].upload);
  return entries;
}

const [orders, refunds, cases] = [['o.csv', flowFiles['1-orders.csv']], ['退款.csv', flowFiles['2-退款.csv']], ['c.csv', flowFiles['3-cases.csv']]] as const;
const rowsOf = (text: string): [header: string, ...rows: string[]] => text.trimEnd().split('\n') as [string, ...string[]];
const fileOf = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

test('shuffled, split, repeated and taken in in another order, files end in the same state', async () => {
  const straight = await bed('straight');
  await take(straight, [orders, refunds, cases]);
  const other = await bed('other');
  const [header, ...rows] = rowsOf(orders[1]);
  const [caseHeader, ...caseRows] = rowsOf(cases[1]);
  await take(other, [
    ['a.csv', fileOf(header, rows.slice(0, 2))], refunds, ['b.csv', fileOf(header, [...rows.slice(1)].reverse())], ['c.csv', fileOf(caseHeader, [...caseRows].reverse())], refunds,
  ], [3, 4, 2, 1, 0]);
  expect(await other.hash()).toBe(await straight.hash());
});

test('eight writers on one merchant, with compaction beside them, lose nothing and count nothing twice', async () => {
  const straight = await bed('straight');
  const [header, ...rows] = rowsOf(orders[1]);
  const files = Array.from({ length: 8 }, (_, n) => [`${n}.csv`, fileOf(header, [`${rows[n % rows.length]}`.replace(/^taobao,O/, `taobao,W${n % 6}O`)])] as const);
  await take(straight, files);
  const busy = await bed('busy');
  const entries: LedgerEntry[] = [];
  for (const [name, text] of files) entries.push(await busy.register(name, text));
  await Promise.all([
    ...entries.map(({ upload }) => ingest(busy, merchant, upload)),
    compact(busy, merchant, busy.clock.nowMs(), partsToRead), ingest(busy, merchant, entries[0]?.upload ?? expect.fail()),
  ]);
  expect(await busy.hash()).toBe(await straight.hash());
  const manifest = await currentManifest(busy.heads, busy.objects, merchant);
  expect(new Set(manifest?.uploads.map(({ upload }) => upload)).size).toBe(manifest?.uploads.length);
});

test('a withdrawn upload leaves the state as if it had never come, also when it is compacted or still being read', async () => {
  const without = await bed('without');
  await take(without, [orders, refunds]);
  const withIt = await bed('with');
  const [, , wrong] = await take(withIt, [orders, refunds, cases]);
  await compact(withIt, merchant, withIt.clock.nowMs(), partsToRead);
  await withdrawUpload(withIt, merchant, wrong?.upload ?? '');
  expect(await withIt.hash()).toBe(await without.hash());

  const late = await withIt.register('late.csv', cases[1].replaceAll('R', 'Q'));
  await Promise.all([ingest(withIt, merchant, late.upload), withdrawUpload(withIt, merchant, late.upload)]);
  await takeIn(withIt, merchant);
  expect(await withIt.hash()).toBe(await without.hash());
});

test('two sweeps at once of the same folder end as one, whatever the clock does', async () => {
  const one = await bed();
  await mkdir(join(one.data, 'uploads', merchant), { recursive: true });
  for (const [name, text] of [orders, refunds, cases]) await writeFile(join(one.data, 'uploads', merchant, name), text);
  for (const [name] of [orders, refunds, cases]) await utimes(join(one.data, 'uploads', merchant, name), 1e9, 1e9);
  await Promise.all([sweep(one), sweep(one)]);
  const hash = await stateHash(one, merchant);
  one.clock.ms -= 40 * 86_400_000;
  expect(await sweep(one)).toEqual([]);
  one.clock.ms += 400 * 86_400_000;
  await sweep(one);
  expect(await stateHash(one, merchant)).toEqual(hash);
  const manifest = await currentManifest(one.heads, one.objects, merchant);
  expect(manifest?.uploads).toHaveLength(3);
  for (const { decision, report } of await one.ledger.list(merchant)) {
    expect(decision).toMatch(/accepted|partly/);
    for (const t of Object.values((await readReport(one, report ?? '')).tables)) expect(t.rows).toBe(t.inserted + t.updated + t.unchanged + t.stale);
  }
});

test('a publisher that slept and wakes with an old version changes nothing', async () => {
  const one = await bed();
  await take(one, [orders]);
  await publish(one, merchant);
  let wake = (): void => undefined;
  const asleep = new Promise<void>((resolve) => { wake = resolve; });
  const sleepy: Edition = { ...one, tiers: { ...one.tiers, publish: async (...args) => (await asleep, one.tiers.publish(...args)) } };
  await take(one, [refunds]);
  const sleeping = publish(sleepy, merchant);
  await take(one, [cases]);
  await bringUpToDate(one, merchant);
  const hash = await stateHash(one, merchant);
  wake();
  await sleeping;
  expect(await stateHash(one, merchant)).toEqual(hash);
  expect(await bringUpToDate(one, merchant)).toBe(false);
});

test('a file that grows while it is copied is taken in once, whole', async () => {
  const one = await bed();
  const path = join(one.data, 'uploads', merchant, 'o.csv');
  const half = Math.floor(orders[1].length / 2);
  const looks: Looks = new Map();
  await mkdir(join(one.data, 'uploads', merchant), { recursive: true });
  const at = async (ms: number, text: string): Promise<void> => {
    await appendFile(path, text);
    one.clock.ms = Date.now() + ms;
    await takeIn(one, merchant, looks);
  };
  await at(100, orders[1].slice(0, half));
  await at(600, orders[1].slice(half));
  expect(await one.ledger.list(merchant)).toEqual([]);
  await at(1_800, '');
  expect(await one.ledger.list(merchant)).toMatchObject([{ decision: 'accepted', bytes: Buffer.byteLength(orders[1]) }]);
});

test('a key that is overwritten before it was read is read in its new version', async () => {
  const one = await bed();
  const path = join(one.data, 'uploads', merchant, 'o.csv');
  await mkdir(join(one.data, 'uploads', merchant), { recursive: true });
  await writeFile(path, orders[1]);
  for await (const drop of one.drops.list(merchant)) await one.ledger.register(drop, 0);
  await writeFile(`${path}.part`, `${orders[1]}taobao,O9,1,dave,P1,Coat,clothes,taobao,2026-02-20T10:00:00+08:00,,,1,CNY,9.00,paid\n`);
  await rename(`${path}.part`, path);
  await utimes(path, 1e9, 1e9);
  await takeIn(one, merchant);
  expect((await one.ledger.list(merchant)).map(({ decision }) => decision)).toEqual([null, 'accepted']);
});

test('a file whose reading kills the process is refused after three times, and the others go on', async () => {
  const one = await bed();
  const [poison, other] = [await one.register('poison.csv', orders[1]), await one.register('c.csv', cases[1])];
  const killed: Edition = { ...one, io: async (name, action) => (name === 'upload.read' ? new Promise(() => undefined) : action()) };
  // A process that dies never comes back: nothing after the reading runs.
  for (let n = 0; n < 3; n += 1) {
    void ingest(killed, merchant, poison.upload);
    await expect.poll(async () => (await one.ledger.get(merchant, poison.upload))?.failures).toBe(n + 1);
  }
  await takeIn(one, merchant);
  expect((await one.ledger.list(merchant)).map(({ decision }) => decision)).toEqual(['refused', 'accepted']);
  const report = await readReport(one, (await one.ledger.get(merchant, poison.upload))?.report ?? '');
  expect(report.issues.map(({ code }) => code)).toEqual(['reading_failed']);
  await expect(answer(one, merchant, other.upload, 'q1', 'dmy')).rejects.toMatchObject({ code: 'not_held' });
});

test('a full disk or a busy store is not the file’s fault', async () => {
  const one = await bed();
  const entry = await one.register('o.csv', orders[1]);
  const { Failure } = await import('../../lib/model/failure.ts');
  const full: Edition = { ...one, io: async () => { throw new Failure('disk_full', 'the disk is full', { retry: 'same' }); } };
  for (let n = 0; n < 5; n += 1) await expect(ingest(full, merchant, entry.upload)).rejects.toMatchObject({ code: 'disk_full' });
  expect(await ingest(one, merchant, entry.upload)).toMatchObject({ decision: 'accepted' });
});

test('a blank source reads as the layout’s own: no key is null', async () => {
  const one = await bed();
  await take(one, [['o.csv', orders[1].replaceAll('\ntaobao,', '\n,')]]);
  const manifest = await currentManifest(one.heads, one.objects, merchant);
  const snapshot = await one.query.snapshot(manifest ?? expect.fail());
  expect(await snapshot.rows('SELECT count(*) AS n FROM orders WHERE source IS NULL OR order_id IS NULL OR line_id IS NULL')).toEqual([{ n: 0 }]);
  await snapshot.close();
});

test('after an erasure no byte of the data folder names the customer, wherever it stood, and nobody knows the key', async () => {
  const one = await bed();
  const id = 'alice@example.com';
  await take(one, [
    orders, cases, refunds, orders,
    ['held.csv', `kunde;wann;was\n${id};2026-01-01;x\nzoe;2026-01-02;y\n`],
    ['rejected.csv', fileOf(rowsOf(orders[1])[0], [`taobao,,1,${id},P1,Coat,clothes,taobao,2026-01-02T10:00:00+08:00,,,1,CNY,1.00,paid`, 'taobao,O77,1,zoe,P1,Coat,clothes,taobao,2026-01-02T10:00:00+08:00,,,1,CNY,1.00,paid'])],
  ]);
  await publish(one, merchant);
  const { customer_key: key, uploads } = await erase(one, merchant, ` ${id.toUpperCase()} `);
  expect(uploads).toHaveLength(5);
  expect(await filesWith(one.data, [id, id.toUpperCase()])).toEqual([]);
  expect(JSON.parse(await lookUp(one)(merchant, id))).toMatchObject({ known: false });
  for await (const stored of one.tiers.all(merchant)) expect(`${stored.key}${stored.body}`).not.toContain(key);
  for (const { name, text } of await one.documents.list(merchant, 'board:')) expect(text, name).not.toContain(key);
  expect(await erase(one, merchant, id)).toMatchObject({ rows: {}, uploads: [] });
  await take(one, [orders]);
  expect(await one.hash()).not.toBe('');
});

async function filesWith(root: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (words.some((word) => bytes.includes(word))) found.push(join(entry.parentPath, entry.name));
  }
  return found;
}
