import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../../lib/api/app.ts';
import type { Jobs } from '../../lib/api/jobs.ts';
import { awsApiEdition } from '../../lib/aws/api-edition.ts';
import { awsEdition } from '../../lib/aws/edition.ts';
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
import { onEngines } from './engines/on-engines.ts';
import { journey, SECRET } from './support/journey.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const demo = trusted<MerchantId>('demo');
const silent: Log = { info: () => undefined, error: () => undefined };
const LINES = 3000;

onEngines('from an object in a bucket to an answer of the API', (at) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let aws: Awaited<ReturnType<typeof journey>>;
  let here: Awaited<ReturnType<typeof embeddedEdition>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    aws = await journey(at, folder.path);
    for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
    await generateDemo({ seed: 1, causes: true, endDay: '2026-11-20' as Day, orderLines: LINES, dir: join(folder.path, 'demo') });
    here = await embeddedEdition({ data: join(folder.path, 'here'), secret: SECRET });
    for (const file of demoFiles) {
      const { upload } = await receive(here, demo, file, join(folder.path, 'demo', file));
      await ingest(here, demo, upload);
    }
    await publish(here, demo);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await here.close();
    await aws.close();
    await folder.remove();
  });

  test('the demo merchant ends with the state hash, boards and tiers of the one-machine edition, and the same look-ups', async () => {
    const [{ handler: take }, { handler: analyse }] = [await import('../../functions/aws/ingest.ts'), await import('../../functions/aws/analyse.ts')];
    for (const file of demoFiles) await aws.deliver(take, [{ body: JSON.stringify(await aws.drop('demo', file, join(folder.path, 'demo', file))) }]);
    await aws.deliver(analyse, aws.services.take('changed.fifo'));

    const there = awsEdition({ environment: aws.environment, reach: aws.reach, log: silent, scratch: join(folder.path, 'there') });
    expect(await stateHash(there, demo)).toEqual(await stateHash(here, demo));

    const { edition, door } = awsApiEdition({ environment: aws.environment, reach: aws.reach, log: silent, scratch: join(folder.path, 'api') });
    expect(door).toBeDefined();
    const { secretOnce } = await edition.keys.create(demo, ['read'], 1);
    const app = createApp(edition, { jobs: noJobs });
    const appHere = createApp(here, { jobs: noJobs });
    const keyHere = (await here.keys.create(demo, ['read'], 1)).secretOnce;
    const ask = async (of: typeof app, key: string, path: string) => {
      const response = await of.request(path, { headers: { authorization: `Bearer ${key}` } });
      return { status: response.status, text: await response.text() };
    };
    for (const customer of ['C1', 'nobody@example.com']) {
      const path = `/v1/customers/${encodeURIComponent(customer)}/tier`;
      expect(await ask(app, secretOnce, path)).toEqual(await ask(appHere, keyHere, path));
    }
  });
});

/** What takes an engine is another function's. */
const noJobs: Jobs = new Proxy({} as Jobs, { get: () => () => Promise.reject(new Error('no job is asked for here')) });
