import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awsEdition } from '../../../lib/aws/edition.ts';
import { scratchPrefix, settingNames } from '../../../lib/aws/settings.ts';
import { demoFiles, generateDemo } from '../../../lib/demo/generate.ts';
import { boardNames } from '../../../lib/flows/analyse.ts';
import { lookUp } from '../../../lib/flows/look-up.ts';
import { maintain } from '../../../lib/flows/maintain.ts';
import { publish } from '../../../lib/flows/publish.ts';
import { bringUpToDate, takeIn } from '../../../lib/flows/sweep.ts';
import { takeDrop } from '../../../lib/flows/take-drop.ts';
import { pseudonymKeyOf } from '../../../lib/model/installation-secret.ts';
import type { Day, MerchantId } from '../../../lib/model/ids.ts';
import { trusted } from '../../../lib/model/ids.ts';
import type { Edition } from '../../../lib/ports/edition.ts';
import type { Log } from '../../../lib/ports/world.ts';
import { createTables } from '../athena-server/create-tables.ts';
import { startAthena } from '../athena-server/start.ts';
import type { Addresses } from '../engines/start.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { journey, SECRET } from '../support/journey.ts';
import { freshBucket } from '../support/places.ts';

/** What one thing asked of the stores. */
export interface Asked {
  readonly s3Writes: number;
  readonly s3Reads: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** `queries`: null where Athena did not answer them. */
export interface Analysed extends Asked {
  readonly queries: number | null;
  readonly scannedBytes: number;
}

export interface Measured {
  readonly upload: Asked;
  /** After a file of so many days' rows; `written`: answers that changed, of `customers`. */
  readonly week: Analysed & { readonly written: number };
  readonly day: Analysed & { readonly written: number };
  /** Where nothing changed. */
  readonly unchanged: Analysed;
  readonly lookUp: Asked;
  readonly board: Asked;
  readonly sweep: Asked;
  readonly merchant: { readonly rows: number; readonly customers: number; readonly lakeBytes: number; readonly uploadBytes: number; readonly answerBytes: number };
}

const demo = trusted<MerchantId>('demo');
/** A file of one day: what 5,000 rows a month come to. So many a year are the 33,000 order lines, with all that follows them, that are generated unless told otherwise. */
const DAYS_ROWS = 165;
const DAYS_OF_WEEK = 7;

/** Takes a year of a merchant through the real adapters on real servers, then counts what one more of each thing asks. */
export async function measure(at: Addresses, folder: string, orderLines: number, engine: 'athena' | 'duckdb'): Promise<Measured> {
  const [s3, dynamodb, athena] = await Promise.all([countingProxy(at.s3.endpoint), countingProxy(at.dynamodb.endpoint), startAthena({ trino: at.trino, s3: at.s3 })]);
  const aws = await journey(at, folder);
  const [database, results] = [`s_${randomUUID().replaceAll('-', '')}`, await freshBucket(at)];
  await createTables({ trino: at.trino, schema: database, lake: aws.lake, scratch: results, scratchPrefix });
  const environment = { ...aws.environment, [settingNames.workgroup]: engine === 'athena' ? 'test' : '', [settingNames.database]: database, [settingNames.resultsBucket]: results };
  let publishedRows = 0;
  const log: Log = { info: (event, fields) => { if (event === 'published') publishedRows = Number(fields?.['written']) + Number(fields?.['removed']); }, error: () => undefined };
  let made = 0;
  /** As a function that was just started: nothing is kept locally. */
  const fresh = (): Edition => awsEdition({
    environment, log, scratch: join(folder, `scratch-${(made += 1)}`), secrets: { pseudonymKey: async (m) => pseudonymKeyOf(SECRET, m) },
    reach: { s3: { ...at.s3, endpoint: s3.url }, dynamodb: { ...at.dynamodb, endpoint: dynamodb.url }, athena: athena.settings },
  });

  async function asked(work: () => Promise<unknown>, times = 1): Promise<Asked> {
    s3.take();
    dynamodb.take();
    await work();
    const [{ requests }, { readUnits, writeUnits }] = [s3.take(), dynamodb.take()];
    const sum = (...names: readonly string[]): number => names.reduce((all, name) => all + (requests[name] ?? 0), 0) / times;
    return { s3Writes: sum('PUT', 'POST', 'LIST'), s3Reads: sum('GET', 'HEAD'), readUnits: readUnits / times, writeUnits: writeUnits / times };
  }
  async function analysed(work: () => Promise<unknown>): Promise<Analysed> {
    const before = athena.executions.length;
    const stores = await asked(work);
    const ran = athena.executions.slice(before);
    return { ...stores, queries: engine === 'athena' ? ran.length : null, scannedBytes: ran.reduce((all, { answer }) => all + Math.max(0, Number(Reflect.get(Object(answer), 'scannedBytes') ?? 0)), 0) };
  }

  try {
    const files = join(folder, 'demo');
    await generateDemo({ seed: 1, causes: true, endDay: '2026-11-20' as Day, orderLines, dir: files });
    const uploadBytes = await withoutLast(join(files, 'orders.csv'), join(files, 'day.csv'), DAYS_ROWS);
    await withoutLast(join(files, 'orders.csv'), join(files, 'week.csv'), DAYS_ROWS * DAYS_OF_WEEK);
    const first = fresh();
    for (const file of demoFiles) await takeDrop(first, await first.drops.put(demo, file, join(files, file)));
    await publish(first, demo);

    const put = (file: string) => fresh().drops.put(demo, file, join(files, file));
    const weeks = await put('week.csv');
    await takeDrop(fresh(), weeks);
    const week = { ...await analysed(() => bringUpToDate(fresh(), demo)), written: publishedRows };
    const days = await put('day.csv');
    const upload = await asked(() => takeDrop(fresh(), days));
    const day = { ...await analysed(() => bringUpToDate(fresh(), demo)), written: publishedRows };
    const unchanged = await analysed(() => publish(fresh(), demo));
    const sweep = await asked(async () => {
      const swept = fresh();
      await takeIn(swept, demo);
      await maintain(swept, demo);
    });

    const after = fresh();
    let [customers, answerBytes] = [0, 0];
    for await (const { key, body } of after.tiers.all(demo)) {
      customers += 1;
      answerBytes += Buffer.byteLength(body) + key.length + 40;
    }
    const find = lookUp(after);
    const [head = '', ...people] = (await readFile(join(files, 'customers.csv'), 'utf8')).split('\n');
    const column = head.split(',').indexOf('customer_id');
    const ids = people.slice(0, 20).map((line) => line.split(',')[column] ?? '');
    const look = await asked(async () => { for (const id of ids) await find(demo, id); }, ids.length);
    const board = await asked(async () => { for (const name of boardNames) await after.documents.get(demo, `board:${name}`); }, boardNames.length);
    let lakeBytes = 0;
    for await (const { bytes } of after.objects.list('t/')) lakeBytes += bytes;
    const rows = (await Promise.all(demoFiles.map(async (file) => (await readFile(join(files, file), 'utf8')).split('\n').length - 2))).reduce((a, b) => a + b, 0);
    return { upload, week, day, unchanged, lookUp: look, board, sweep, merchant: { rows, customers, lakeBytes, uploadBytes, answerBytes } };
  } finally {
    await Promise.all([aws.close(), athena.close(), s3.close(), dynamodb.close()]);
  }
}

/** Moves the last rows of a file into one of their own. */
async function withoutLast(path: string, to: string, rows: number): Promise<number> {
  const text = await readFile(path, 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  await writeFile(path, `${lines.slice(0, -rows).join('\n')}\n`);
  await writeFile(to, `${[lines[0] ?? '', ...lines.slice(-rows)].join('\n')}\n`);
  return Buffer.byteLength(text);
}
