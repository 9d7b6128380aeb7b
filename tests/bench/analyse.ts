import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { publish } from '../../lib/flows/publish.ts';
import { receive } from '../../lib/flows/uploads.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';
import { casesSql, ordersSql, writeCsv } from './files.ts';
import { measured, median, megabytes, options, printMachine, report, thousands, type Used } from './measure.ts';

/**
 * How long a whole merchant's analysis and tiering takes: orders and one case per eight of them, `rows` together. First with every answer written; then
 * again with nothing changed, which is analysis and tiering whole, every customer's facts compared with those of the last time, and nothing written: that is
 * what the bars speak of (two cores of their own: 1.5 s at 1M rows, 12 s at 10M). At last how long an upload of 5,000 order lines onto them takes until
 * its tiers are published (2.5 s).
 */
const merchant = trusted<MerchantId>('m1');
const UPLOAD = 5_000;

async function prepare(data: string, rows: number, seed: number): Promise<void> {
  const edition = await embeddedEdition({ data });
  const world = { seed, orders: Math.floor((rows * 8) / 9) };
  for (const [name, sql] of [['orders.csv', ordersSql(world)], ['cases.csv', casesSql(world)]] as const) {
    const file = `${data}-${name}`;
    await writeCsv(sql, file);
    const entry = await receive(edition, merchant, name, file);
    await ingest(edition, merchant, entry.upload);
    await rm(file);
  }
  await edition.close();
}

async function publishOnce(data: string): Promise<void> {
  const edition = await embeddedEdition({ data });
  await report(async () => ({ written: (await publish(edition, merchant))?.written ?? 0 }));
  await edition.close();
}

async function upload(data: string, file: string): Promise<void> {
  const edition = await embeddedEdition({ data });
  await report(async () => {
    const entry = await receive(edition, merchant, basename(file), file);
    await ingest(edition, merchant, entry.upload);
    return { written: (await publish(edition, merchant))?.written ?? 0 };
  });
  await edition.close();
}

async function compare(): Promise<void> {
  const { rows, seed, pairs } = options();
  const script = fileURLToPath(import.meta.url);
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-analyse-'));
  const data = join(dir, 'data');
  printMachine(seed);
  try {
    await prepare(data, rows, seed);
    const first = await measured(script, ['publish', data]);
    console.log(`${thousands(rows)} rows, first publication of ${thousands(first['written'] ?? 0)} answers: ${told([first])}`);
    const runs = [];
    for (let n = 0; n < pairs; n += 1) runs.push(await measured(script, ['publish', data]));
    console.log(`analyse and tier them again, ${thousands(runs[0]?.['written'] ?? 0)} answers changed: ${told(runs)}`);
    const orders = Math.floor((rows * 8) / 9);
    const more = join(dir, 'more.csv');
    await writeCsv(ordersSql({ seed, orders }, orders, orders + UPLOAD), more);
    const one = await measured(script, ['upload', data, more]);
    console.log(`upload of ${thousands(UPLOAD)} rows onto them until its tiers are visible, ${thousands(one['written'] ?? 0)} answers changed: ${told([one])}`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const told = (runs: readonly Used[]): string =>
  `${median(runs.map((r) => r.seconds)).toFixed(2)} s (CPU ${median(runs.map((r) => r.cpuSeconds)).toFixed(2)} s), peak ${megabytes(Math.max(...runs.map((r) => r.peakBytes)))}`;

const [task, data = '', file = ''] = options().words;
await (task === 'publish' ? publishOnce(data) : task === 'upload' ? upload(data, file) : compare());
