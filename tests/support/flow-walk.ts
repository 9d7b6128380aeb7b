import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundled } from './bundle.ts';
import { writeFlowFiles } from './flow-files.ts';
import { stages } from './flow-stages.ts';
import type { Ask, Told } from './flow-worker.ts';

/** A kill spares what the system holds for a file, so that memory serves as a disk. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface Accident {
  readonly stage: number;
  /** `crash:7:before`, `fail:7:lost`: a plan of lib/embedded/step.ts. */
  readonly plan: string;
}

/** Folders as they are before each stage of a clean pass, its ends, and processes that break and recover copies of them. */
export async function flowWalk(workers = 2) {
  const root = await mkdtemp(join(place, 'aftertier-faults-'));
  const files = join(root, 'files');
  await writeFlowFiles(files);
  const script = await bundled(fileURLToPath(new URL('./flow-worker.ts', import.meta.url)));
  const served = Array.from({ length: workers }, () => serve(script, files));
  const beforeOf = (stage: number): string => join(root, `before-${stage}`);

  const clean: Told[] = [];
  const steps: number[] = [];
  await mkdir(beforeOf(0));
  for (const stage of stages.keys()) {
    const once = join(root, 'once');
    await copy(beforeOf(stage), beforeOf(stage + 1));
    steps.push(await countSteps(script, beforeOf(stage + 1), files, stage));
    await copy(beforeOf(stage + 1), once);
    clean.push(await ask(served, 0, { folder: once, stage, failAt: null }));
    await rm(once, { recursive: true });
  }

  /** What came of an accident and a restart. */
  async function recovered({ stage, plan }: Accident, worker: number): Promise<Told> {
    const folder = join(root, `run-${worker}`);
    await copy(beforeOf(stage), folder);
    const [kind, ...how] = plan.split(':');
    if (kind === 'crash') await run(script, ['crash', folder, files, String(stage)], how.join(':'));
    const told = await ask(served, worker, { folder, stage, failAt: kind === 'fail' ? how.join(':') : null });
    await rm(folder, { recursive: true });
    return told;
  }

  return {
    clean, steps,
    /** Every accident, as many at a time as there are workers. */
    async walk(accidents: readonly Accident[], look: (told: Told, accident: Accident) => void): Promise<void> {
      const queue = accidents.values();
      await Promise.all(served.map(async (_, worker) => {
        for (const accident of queue) look(await recovered(accident, worker), accident);
      }));
    },
    async close(): Promise<void> {
      for (const { child } of served) child.kill();
      await rm(root, { recursive: true, force: true });
      await rm(script, { force: true });
    },
  };
}

/** With the times of change, to the nanosecond: they are part of a version. */
const copy = async (from: string, to: string): Promise<void> => void (await promisify(execFile)('cp', ['-a', from, to]));

interface Served {
  readonly child: ChildProcess;
  readonly answers: AsyncIterator<string>;
}

function serve(script: string, files: string): Served {
  const child = spawn(process.execPath, [script, 'serve', files], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, answers: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function ask(served: readonly Served[], worker: number, asked: Ask): Promise<Told> {
  const { child, answers } = served[worker] ?? fail();
  child.stdin?.write(`${JSON.stringify(asked)}\n`);
  const { value, done } = await answers.next();
  if (done === true) throw new Error(`recovery of ${JSON.stringify(asked)} ended the process`);
  return JSON.parse(value);
}

function fail(): never {
  throw new RangeError('there is no such worker');
}

/** Runs a stage to its end, or to its death; answers its signal. */
function run(script: string, args: readonly string[], crashAt: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, AFTERTIER_CRASH_AT: crashAt } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(signal) : reject(new Error(`the stage failed (${crashAt})`))));
  });
}

/** Runs a stage in the folder, and answers how many steps it took. */
function countSteps(script: string, folder: string, files: string, stage: number): Promise<number> {
  const child = spawn(process.execPath, [script, 'crash', folder, files, String(stage)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(Number(said)) : reject(new Error(`stage ${stage} failed`))));
  });
}
