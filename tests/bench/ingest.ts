import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { receive } from '../../lib/flows/uploads.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';
import { accounted } from '../../lib/model/report.ts';
import { casesSql, ordersSql, writeCsv } from './files.ts';
import { measured, median, megabytes, options, printMachine, report, thousands } from './measure.ts';

/**
 * How fast a regular CSV becomes committed, canonical, classified and accounted Parquet, as a share of the engine's bare
 * `COPY (SELECT * FROM read_csv(…)) TO … (FORMAT parquet, COMPRESSION zstd)` of the same file. Each runs in a process of its own, in turns;
 * the median ratio of the pairs is what counts. Bars: 1/3, and 512 MB at 1M and at 10M rows.
 */
const [BAR, MOST_BYTES] = [1 / 3, 512 * 2 ** 20];

async function bare(file: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-bare-'));
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '256MB', threads: '2', preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  await report(async () => void (await connection.run(`COPY (SELECT * FROM read_csv('${file}')) TO '${dir}/bare.parquet' (FORMAT parquet, COMPRESSION zstd)`)));
  connection.closeSync();
  instance.closeSync();
  await rm(dir, { recursive: true });
}

async function ours(file: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-bench-'));
  const edition = await embeddedEdition({ data: dir });
  const merchant = trusted<MerchantId>('m1');
  await report(async () => {
    const entry = await receive(edition, merchant, basename(file), file);
    const { decision, counts } = await ingest(edition, merchant, entry.upload);
    if (decision !== 'accepted' || accounted(counts) !== counts.records) throw new Error(`${file}: ${decision}, ${JSON.stringify(counts)}`);
    return { records: counts.records };
  });
  await edition.close();
  await rm(dir, { recursive: true });
}

async function compare(): Promise<void> {
  const { rows, seed, pairs } = options();
  const script = fileURLToPath(import.meta.url);
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-files-'));
  printMachine(seed);
  try {
    for (const [name, sql] of [['orders', ordersSql({ seed, orders: rows })], ['cases', casesSql({ seed, orders: rows }, 1)]] as const) {
      const file = join(dir, `${name}.csv`);
      await writeCsv(sql, file);
      const runs = [];
      for (let pair = 0; pair < pairs; pair += 1) runs.push({ bare: await measured(script, ['bare', file]), ours: await measured(script, ['ours', file]) });
      const ratio = median(runs.map((run) => run.bare.seconds / run.ours.seconds));
      const cpu = median(runs.map((run) => run.bare.cpuSeconds / run.ours.cpuSeconds));
      const peak = Math.max(...runs.map((run) => run.ours.peakBytes));
      console.log(`${name}, ${thousands(rows)} rows: ${thousands(rows / median(runs.map((run) => run.ours.seconds)))} rows/s, bare ${thousands(rows / median(runs.map((run) => run.bare.seconds)))} rows/s; `
        + `ratio ${ratio.toFixed(3)} (CPU ${cpu.toFixed(3)}), bar ${BAR.toFixed(3)}: ${ratio >= BAR ? 'met' : 'missed'}; peak ${megabytes(peak)}, bar ${megabytes(MOST_BYTES)}: ${peak <= MOST_BYTES ? 'met' : 'missed'}`);
      await rm(file);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const [task, file = ''] = options().words;
await (task === 'bare' ? bare(file) : task === 'ours' ? ours(file) : compare());
