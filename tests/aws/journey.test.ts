import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../../lib/api/app.ts';
import type { Jobs } from '../../lib/api/jobs.ts';
import { awsApiEdition } from '../../lib/aws/api-edition.ts';
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
import { journey, SECRET } from './support/journey.ts';
import { freshBucket } from './support/places.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const demo = trusted<MerchantId>('demo');
const silent: Log = { info: () => undefined, error: () => undefined };
const LINES = 3000;

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
    for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);

    const { handler: take } = await import('../../functions/aws/ingest.ts');
    const { handler: analyse } = await import('../../functions/aws/analyse.ts');
    for (const file of demoFiles) await aws.deliver(take, [{ body: JSON.stringify(await aws.drop('demo', file, join(folder.path, 'demo', file))) }]);
    await aws.deliver(analyse, aws.services.take('changed.fifo'));

    const there = awsEdition({ environment: { ...aws.environment, [settingNames.workgroup]: '' }, reach: aws.reach, log: silent, scratch: join(folder.path, `${engine}-there`) });
    expect(await stateHash(there, demo)).toEqual(await stateHash(here, demo));

    const { edition } = awsApiEdition({ environment: aws.environment, reach: aws.reach, log: silent, scratch: join(folder.path, `${engine}-api`) });
    const ask = [createApp(edition, { jobs: noJobs }), createApp(here, { jobs: noJobs })].map(async (app, n) => {
      const { secretOnce } = await [edition, here][n]!.keys.create(demo, ['read'], 1);
      return Promise.all((await someCustomers()).map(async (customer) => {
        const response = await app.request(`/v1/customers/${encodeURIComponent(customer)}/tier`, { headers: { authorization: `Bearer ${secretOnce}` } });
        return [response.status, await response.text()];
      }));
    });
    const [answers, answersHere] = await Promise.all(ask);
    expect(answers).toEqual(answersHere);
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
