import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../../lib/api/app.ts';
import type { Jobs } from '../../lib/api/jobs.ts';
import { awsEdition } from '../../lib/aws/edition.ts';
import { scratchPrefix, settingNames } from '../../lib/aws/settings.ts';
import { demoFiles, generateDemo } from '../../lib/demo/generate.ts';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { stateHash } from '../../lib/flows/hash.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { publish } from '../../lib/flows/publish.ts';
import { receive } from '../../lib/flows/uploads.ts';
import type { Day, MerchantId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Log } from '../../lib/ports/world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTables } from './athena-server/create-tables.ts';
import { startAthena } from './athena-server/start.ts';
import { onEngines } from './engines/on-engines.ts';
import { urlEvent } from './support/events.ts';
import { journey, SECRET } from './support/journey.ts';
import { freshBucket } from './support/places.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 600_000 });

const demo = trusted<MerchantId>('demo');
const silent: Log = { info: () => undefined, error: () => undefined };
const LINES = 3000;
/** What CloudFront alone knows. */
const WORD = 'only-the-stack-knows-it';

onEngines('from an object in a bucket to an answer of the API', (at) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let here: Awaited<ReturnType<typeof embeddedEdition>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    await generateDemo({ seed: 1, causes: true, endDay: '2026-11-20' as Day, orderLines: LINES, dir: join(folder.path, 'demo') });
    here = await embeddedEdition({ data: join(folder.path, 'here'), secret: SECRET });
    for (const file of demoFiles) {
      const { upload } = await receive(here, demo, file, join(folder.path, 'demo', file));
      await ingest(here, demo, upload);
    }
    await publish(here, demo);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });
  afterAll(async () => {
    await here.close();
    await folder.remove();
  });

  test.each(['DuckDB', 'Athena'])('the demo merchant, analysed by %s, ends with the state hash, boards, tiers and look-ups of the one-machine edition', async (engine) => {
    const athena = engine === 'Athena' ? await startAthena({ trino: at.trino, s3: at.s3 }) : null;
    const aws = await journey(at, join(folder.path, engine));
    if (athena !== null) {
      const [database, results] = [`s_${randomUUID().replaceAll('-', '')}`, await freshBucket(at)];
      await createTables({ trino: at.trino, schema: database, lake: aws.lake, scratch: results, scratchPrefix });
      Object.assign(aws.environment, {
        [settingNames.workgroup]: 'test', [settingNames.database]: database, [settingNames.resultsBucket]: results, AWS_ENDPOINT_URL_ATHENA: athena.settings.endpoint,
      });
    }
    Object.assign(aws.environment, { [settingNames.originWord]: WORD });
    for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);

    const { handler: take } = await import('../../functions/aws/ingest.ts');
    const { handler: analyse } = await import('../../functions/aws/analyse.ts');
    const { handler: answer } = await import('../../functions/aws/api.ts');
    const there = awsEdition({ environment: { ...aws.environment, [settingNames.workgroup]: '' }, reach: aws.reach, log: silent, scratch: join(folder.path, `${engine}-there`) });
    const { secretOnce: key } = await there.keys.create(demo, ['read', 'upload'], 1);
    const ask = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string) => {
      const said: unknown = await answer(urlEvent(method, path, { 'x-aftertier-origin': WORD, authorization: `Bearer ${key}`, ...headers }, body) as Parameters<typeof answer>[0]);
      const text = String(Reflect.get(Object(said), 'body') ?? '');
      return { status: Number(Reflect.get(Object(said), 'statusCode')), text: Reflect.get(Object(said), 'isBase64Encoded') === true ? Buffer.from(text, 'base64').toString('utf8') : text };
    };

    const [announced, ...dropped] = demoFiles;
    await aws.deliver(take, [{ body: JSON.stringify(await sendByForm(announced)) }]);
    for (const file of dropped) await aws.deliver(take, [{ body: JSON.stringify(await aws.drop('demo', file, join(folder.path, 'demo', file))) }]);
    await aws.deliver(analyse, aws.services.take('changed.fifo'));

    expect(await stateHash(there, demo)).toEqual(await stateHash(here, demo));

    /** As a browser does: announced to the API, then sent to the bucket with the form it gave. */
    async function sendByForm(file: string): Promise<object> {
      const content = await readFile(join(folder.path, 'demo', file));
      const { text } = await ask('POST', '/v1/uploads', { 'content-type': 'application/json' }, JSON.stringify({ file, bytes: content.length }));
      const { upload, url, method, fields }: { upload: string; url: string; method: string; fields: Record<string, string> } = JSON.parse(text);
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([new Uint8Array(content)]));
      expect((await fetch(url, { method, body: form })).status).toBeLessThan(300);
      return aws.eventOf(`uploads/demo/${upload}/${file}`);
    }

    const hereApp = createApp(here, { jobs: noJobs });
    const hereKey = (await here.keys.create(demo, ['read'], 1)).secretOnce;
    for (const customer of await someCustomers()) {
      const path = `/v1/customers/${encodeURIComponent(customer)}/tier`;
      const answerHere = await hereApp.request(path, { headers: { authorization: `Bearer ${hereKey}` } });
      expect(await ask('GET', path)).toEqual({ status: answerHere.status, text: await answerHere.text() });
    }
    expect(await ask('GET', '/v1/customers/C1/tier', { 'x-aftertier-origin': 'a guess' })).toEqual({ status: 403, text: '' });
    await aws.close();
    await athena?.close();
  });

  /** The first of the merchant's own list, and one that nobody knows. */
  async function someCustomers(): Promise<string[]> {
    const lines = (await readFile(join(folder.path, 'demo', 'customers.csv'), 'utf8')).split('\n');
    const column = lines[0]?.split(',').indexOf('customer_id') ?? -1;
    return [...lines.slice(1, 20).map((line) => line.split(',')[column] ?? ''), 'nobody@example.com'].filter((customer) => customer !== '');
  }
});

/** What takes an engine is another function's. */
const noJobs: Jobs = new Proxy({} as Jobs, { get: () => () => Promise.reject(new Error('no job is asked for here')) });
