/**
 * How well the product finds what a demo merchant hides, through the front door: files in, boards and tiers out.
 * `npm run worlds -- --seeds 1,2,3 --without 101,102,103 [--lines 60000]`: per seed which planted causes are claimed and at which rank, which
 * abusers are problem customers, whether anybody who was let down is; and how many drivers are claimed where there are no causes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoFiles, generateDemo, type DemoTruth } from '../../lib/demo/generate.ts';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { boardText } from '../../lib/flows/boards.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { lookUp } from '../../lib/flows/look-up.ts';
import { publish } from '../../lib/flows/publish.ts';
import { receive } from '../../lib/flows/uploads.ts';
import type { Driver, DriversBoard } from '../../lib/model/boards/drivers.ts';
import { trusted, type Day, type MerchantId } from '../../lib/model/ids.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1,2,3,4' }, without: { type: 'string', default: '101,102,103,104' }, lines: { type: 'string', default: '60000' } } });
const numbers = (list: string): number[] => list.split(',').filter((s) => s !== '').map(Number);
const merchant = trusted<MerchantId>('world');

/** A claim is about a cause when everything it names is the cause's, and it names something of it. */
const isAbout = (driver: Driver, cause: DemoTruth['causes'][number]): boolean => {
  const named = Object.entries(driver.dimensions);
  const planted: Readonly<Record<string, string | undefined>> = cause.dimensions;
  return named.length > 0 && named.every(([name, value]) => planted[name] === value || planted[name] === undefined) && named.some(([name, value]) => planted[name] === value);
};

async function world(seed: number, causes: boolean): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'world-'));
  const edition = await embeddedEdition({ data: join(dir, 'data') });
  try {
    const files = join(dir, 'files');
    const truth = await generateDemo({ seed, causes, endDay: trusted<Day>('2026-11-20'), dir: files, orderLines: Number(values.lines) });
    for (const name of demoFiles) {
      const report = await ingest(edition, merchant, (await receive(edition, merchant, name, join(files, name))).upload);
      if (report.decision !== 'accepted') console.log(`  ${name}: ${report.decision}, ${report.counts.rejected} rejected`);
    }
    await publish(edition, merchant);
    const { drivers } = JSON.parse((await boardText(edition, merchant, 'drivers', null)) ?? '{"drivers":[]}') as DriversBoard;
    const claims = drivers.filter((d) => d.significant);
    console.log(`seed ${seed}${causes ? '' : ' without causes'}: ${claims.length} claims`);
    for (const cause of truth.causes) {
      const found = claims.find((d) => isAbout(d, cause));
      console.log(`  ${cause.kind} ${JSON.stringify(cause.dimensions)}: ${found === undefined ? 'not claimed' : `claimed at rank ${found.rank} as ${JSON.stringify(found.dimensions)} ${found.reason_group ?? ''}, ${Math.round(found.excess)} of ${cause.extraCasesInWindow} extra cases`}`);
    }
    for (const stray of claims.filter((d) => !truth.causes.some((cause) => isAbout(d, cause)))) console.log(`  other claim: ${JSON.stringify(stray.dimensions)} ${stray.reason_group ?? ''} ${Math.round(stray.cases)} cases, ${stray.expected} expected`);
    const ask = lookUp(edition);
    const tierOf = async (customer: string): Promise<string> => JSON.parse(await ask(merchant, customer)).tier;
    let caught = 0;
    const missed: string[] = [];
    for (const abuser of truth.abusers) (await tierOf(abuser.customer_id)) === 'problem' ? (caught += 1) : missed.push(abuser.kind);
    let wronged = 0;
    for (const customer of truth.letDown) if ((await tierOf(customer)) === 'problem') wronged += 1;
    let problems = 0;
    for await (const { body } of edition.tiers.all(merchant)) if (body.startsWith('{"tier":"problem"')) problems += 1;
    console.log(`  problem customers: ${problems}, of them abusers ${caught} of ${truth.abusers.length}${missed.length > 0 ? ` (missed: ${missed.join(', ')})` : ''}; let down by the merchant and called a problem: ${wronged} of ${truth.letDown.length}`);
  } finally {
    await edition.close();
    await rm(dir, { recursive: true, force: true });
  }
}

for (const seed of numbers(values.seeds)) await world(seed, true);
for (const seed of numbers(values.without)) await world(seed, false);
