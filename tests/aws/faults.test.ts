import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awsEdition } from '../../lib/aws/edition.ts';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { stateHash, type StateHash } from '../../lib/flows/hash.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { publish } from '../../lib/flows/publish.ts';
import { bringUpToDate } from '../../lib/flows/sweep.ts';
import { takeDrop } from '../../lib/flows/take-drop.ts';
import { receive } from '../../lib/flows/uploads.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import { pseudonymKeyOf } from '../../lib/model/installation-secret.ts';
import type { Drop } from '../../lib/ports/drops.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { flowFiles, writeFlowFiles } from '../support/flow-files.ts';
import { merchant } from '../support/lake-bed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { onEngines } from './engines/on-engines.ts';
import { faultProxy, type Plan } from './support/fault-proxy.ts';
import { journey, SECRET } from './support/journey.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const files = Object.keys(flowFiles);
const silent = { info: () => undefined, error: () => undefined };

onEngines('whatever breaks on the way, the state is that of one clean pass', (at) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let aws: Awaited<ReturnType<typeof journey>>;
  let s3: Awaited<ReturnType<typeof faultProxy>>;
  let dynamodb: Awaited<ReturnType<typeof faultProxy>>;
  let drops: Omit<Drop, 'writtenMs'>[];
  let clean: StateHash;
  let editions = 0;

  beforeEach(async () => {
    [folder, s3, dynamodb] = await Promise.all([temporaryFolder(), faultProxy(at.s3.endpoint), faultProxy(at.dynamodb.endpoint)]);
    aws = await journey(at, folder.path);
    await writeFlowFiles(join(folder.path, 'files'));
    drops = [];
    for (const file of files) drops.push(await edition().drops.put(merchant, file, join(folder.path, 'files', file)));
    clean ??= await cleanPass(folder.path);
  });
  afterEach(async () => {
    await Promise.all([aws.close(), s3.close(), dynamodb.close()]);
    await folder.remove();
  });

  /** A function's edition that reaches the servers past the proxies. Each is another process. */
  const edition = (): Edition => awsEdition({
    environment: aws.environment, log: silent, scratch: join(folder.path, `scratch-${(editions += 1)}`), secrets: { pseudonymKey: async (m) => pseudonymKeyOf(SECRET, m) },
    reach: { s3: { ...at.s3, endpoint: s3.url }, dynamodb: { ...at.dynamodb, endpoint: dynamodb.url } },
  });

  const take = (of: Edition, told: readonly Omit<Drop, 'writtenMs'>[] = drops) => inTurn(told, (drop) => again(() => takeDrop(of, drop)));
  const show = (of: Edition) => again(() => bringUpToDate(of, merchant));

  async function endsClean(): Promise<void> {
    for (const proxy of [s3, dynamodb]) proxy.breakBy(() => null);
    const after = edition();
    const manifest = await currentManifest(after.heads, after.objects, merchant);
    expect(await stateHash(after, merchant)).toEqual(clean);
    expect(manifest?.uploads).toHaveLength(files.length);
    expect(await after.tiers.publication(merchant)).toMatchObject({ version: manifest?.version });
    expect((await after.ledger.list(merchant)).map(({ progress }) => progress)).toEqual(files.map(() => null));
  }

  test('a clean pass', async () => {
    const one = edition();
    await take(one);
    await show(one);
    await endsClean();
  });

  test('events that are doubled, reordered and told to two functions at once', async () => {
    const [one, other] = [edition(), edition()];
    await Promise.all([take(one, [...drops, ...drops]), take(other, [...drops].reverse())]);
    await Promise.all([show(one), show(other)]);
    await endsClean();
  });

  const every = (k: number, accident: ReturnType<Plan>, only = /./): Plan => {
    let met = 0;
    return (_, what) => (only.test(what) && (met += 1) % k === 0 ? accident : null);
  };
  const writes = /^(PUT|POST|PutItem|UpdateItem|DeleteItem|TransactWriteItems)/;

  describe.each<[string, () => [Plan, Plan]]>([
    ['every third request to DynamoDB is throttled', () => [() => null, every(3, 'throttled')]],
    ['every third request to S3 is answered by a 503', () => [every(3, 'unavailable'), () => null]],
    ['every second write is done and its answer lost', () => [every(2, 'lost', writes), every(2, 'lost', writes)]],
    ['every second object comes to an end too early', () => [every(2, 'cut', /^GET$/), () => null]],
  ])('%s', (_, plans) => {
    test('and nothing is lost, doubled or torn', async () => {
      const [ofS3, ofDynamodb] = plans();
      s3.breakBy(ofS3);
      dynamodb.breakBy(ofDynamodb);
      const one = edition();
      await take(one);
      await show(one);
      expect(s3.broken() + dynamodb.broken()).toBeGreaterThan(5);
      await endsClean();
    });
  });

  test('a store that is away for longer than a client tries: the message comes again', async () => {
    const one = edition();
    const away = (from: number, to: number): Plan => (n) => (n >= from && n < to ? 'unavailable' : null);
    dynamodb.breakBy(away(10, 24));
    s3.breakBy(away(5, 19));
    await take(one);
    await show(one);
    await endsClean();
  });

  test('a worker that was paused beyond the visibility of its message wakes when another has done its work', async () => {
    let wake = (): void => undefined;
    const sleeping = new Promise<void>((resolve) => (wake = resolve));
    const slow = edition();
    const paused: Edition = { ...slow, heads: { ...slow.heads, advance: async (...args) => { await sleeping; return slow.heads.advance(...args); } } };
    const first = take(paused, drops.slice(0, 1));
    const other = edition();
    await take(other);
    await show(other);
    wake();
    await first;
    await show(other);
    await endsClean();
  });

  test('eight functions take in eight files of one merchant at once: all of them are in, once', async () => {
    const eight = await Promise.all(Array.from({ length: 8 }, async (_, n) => {
      const path = join(folder.path, `orders-${n}.csv`);
      await writeFile(path, flowFiles['1-orders.csv'].replaceAll(/\bO(\d)/g, `O${n}$1`));
      return edition().drops.put(merchant, `many/orders-${n}.csv`, path);
    }));
    await Promise.all(eight.map((drop) => take(edition(), [drop])));
    const after = edition();
    const manifest = await currentManifest(after.heads, after.objects, merchant);
    expect(manifest).toMatchObject({ version: 8 });
    expect(manifest?.uploads.map(({ orderKey }) => orderKey).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

/** As a queue hands out a message: again while it fails, five times. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await work();
    } catch (error) {
      if (n === 5) throw error;
    }
  }
}

async function inTurn<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of list) await work(one);
}

/** The one-machine edition, undisturbed. */
async function cleanPass(path: string): Promise<StateHash> {
  const here = await embeddedEdition({ data: join(path, 'here'), secret: SECRET });
  try {
    for (const file of files) await ingest(here, merchant, (await receive(here, merchant, file, join(path, 'files', file))).upload);
    await publish(here, merchant);
    return await stateHash(here, merchant);
  } finally {
    await here.close();
  }
}
