import { watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { directJobs, makeLane } from '../../lib/api/direct-jobs.ts';
import type { Jobs } from '../../lib/api/jobs.ts';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { maintain } from '../../lib/flows/maintain.ts';
import { bringUpToDate, sweepMerchant, type Looks } from '../../lib/flows/sweep.ts';
import { isFailure } from '../../lib/model/failure.ts';
import type { MerchantId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { loadDemo } from './load-demo.ts';
import { stderrLog } from './log.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './messages.ts';

const SWEEP_MS = 2_000;
const HINT_MS = 150;
const MAINTAIN_MS = 3_600_000;
/** Below the process that answers look-ups. */
const NICE = 10;

/** Everything that takes an engine, in a process of its own: sweeps the uploads, publishes, keeps the lake small, does the API's jobs. */
export async function work({ data, demo, demoLines }: WorkerOptions): Promise<void> {
  await standBack();
  // Ctrl-C reaches the whole group; the server says when to stop. Without a server there is nothing to work for.
  process.on('SIGINT', () => undefined);
  // Killed, not ended: an orderly end can wait for ever on a write under way, and would keep the store from the server that comes next.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  const edition = await embeddedEdition({ data, secret: process.env['AFTERTIER_SECRET'], log: stderrLog() });
  const lane = makeLane();
  const sweeping = sweeper(edition, lane);
  const jobs = directJobs(edition, lane, async () => sweeping.hint());
  process.on('message', (message: ToWorker) => {
    if ('stop' in message) void release(edition, 1).then(() => lane(async () => undefined)).then(() => jobs.close()).then(() => edition.close()).finally(() => process.exit(0));
    else void answer(jobs, message);
  });
  await release(edition, 0);
  if (demo) await lane(() => loadDemo(edition, { dir: join(data, 'tmp', 'demo'), lines: demoLines, tell: (told) => send({ told }) })).catch((error: unknown) => edition.log.error('demo.failed', error));
  await watchUploads(join(data, 'uploads'), sweeping.hint);
  sweeping.start();
}

/** The whole process: on Linux a priority is a thread's, and what a thread starts inherits it. */
async function standBack(): Promise<void> {
  setPriority(NICE);
  for (const thread of await readdir('/proc/self/task').catch(() => [])) {
    try {
      setPriority(Number(thread), NICE);
    } catch {
      // It has ended meanwhile.
    }
  }
}

const send = (message: FromWorker): void => void process.send?.(message);

async function answer(jobs: Jobs, { id, job, args }: Exclude<ToWorker, { stop: true }>): Promise<void> {
  try {
    const value: unknown = await Reflect.apply(jobs[job], jobs, args);
    send({ id, value: value ?? null });
  } catch (error) {
    if (!isFailure(error)) stderrLog().error('job.failed', error, { job });
    send({ id, failure: isFailure(error) ? { code: error.code, message: error.message, retry: error.retry } : { code: 'unexpected', message: '', retry: 'never' } });
  }
}

/** What was under way is under way no more: a worker ended. One that was told to end takes back so many of the readings it had counted. */
async function release(edition: Edition, counted: number): Promise<void> {
  for (const merchant of await edition.drops.merchants()) {
    for (const entry of await edition.ledger.list(merchant)) {
      if (entry.progress !== null) await edition.ledger.update(merchant, entry.upload, { progress: null, failures: Math.max(0, entry.failures - counted) });
    }
  }
}

/** Sweeps every two seconds, and at once when something hints that a file is there. */
function sweeper(edition: Edition, lane: ReturnType<typeof makeLane>): { start(): void; hint(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  let sweeping = false;
  let hinted = false;
  let maintainedMs = Date.now();
  const looks: Looks = new Map();

  async function round(): Promise<void> {
    clearTimeout(timer);
    if (sweeping) return;
    sweeping = true;
    hinted = false;
    const all = Date.now() - maintainedMs > MAINTAIN_MS;
    if (all) maintainedMs = Date.now();
    for (const merchant of await edition.drops.merchants().catch(() => [])) {
      await lane(() => sweepOne(edition, merchant, looks, all)).catch((error: unknown) => edition.log.error('sweep.failed', error, { merchant }));
    }
    sweeping = false;
    timer = setTimeout(() => void round(), hinted ? HINT_MS : SWEEP_MS);
  }
  return {
    start() {
      started = true;
      void round();
    },
    hint() {
      hinted = true;
      if (!started || sweeping) return;
      clearTimeout(timer);
      timer = setTimeout(() => void round(), HINT_MS);
    },
  };
}

async function sweepOne(edition: Edition, merchant: MerchantId, looks: Looks, keep: boolean): Promise<void> {
  const changed = await sweepMerchant(edition, merchant, looks);
  if (!changed && !keep) return;
  await maintain(edition, merchant);
  await bringUpToDate(edition, merchant);
}

/** A hint and nothing more: where the system cannot watch, the sweep finds the file two seconds later. */
async function watchUploads(folder: string, hint: () => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    watch(folder, { recursive: true }, hint).on('error', () => undefined);
  } catch {
    // Not every system watches folders in folders.
  }
}
