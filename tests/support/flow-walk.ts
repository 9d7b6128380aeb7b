import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
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
  /** `stop:7`: gone on from what was there after the 7th step; `crash:7:before`, `fail:7:lost`: a plan of lib/embedded/step.ts. */
  readonly plan: string;
}

/**
 * Folders as they are before each stage of a clean pass and after each of its steps, the stages' ends, and processes that break and recover
 * copies of them. A process that stands still has left in its folder what one that is killed there leaves, so that one run serves for all
 * its steps.
 */
export async function flowWalk(workers = Number(process.env['AFTERTIER_WALKERS'] ?? 2)) {
  const root = await mkdtemp(join(place, 'aftertier-faults-'));
  const files = join(root, 'files');
  await writeFlowFiles(files);
  const script = await bundled(fileURLToPath(new URL('./flow-worker.ts', import.meta.url)));
  const served = Array.from({ length: workers }, () => serve(script, files));
  const beforeOf = (stage: number): string => join(root, `before-${stage}`);
  const stoppedOf = (stage: number, n: number): string => join(root, `stopped-${stage}-${n}`);

  const clean: Told[] = [];
  const steps: number[] = [];
  await mkdir(beforeOf(0));
  for (const stage of stages.keys()) {
    const once = join(root, 'once');
    await copy(beforeOf(stage), beforeOf(stage + 1));
    steps.push(await stopped(script, [beforeOf(stage + 1), files, String(stage)], (n) => copy(beforeOf(stage + 1), stoppedOf(stage, n))));
    await copy(beforeOf(stage + 1), once);
    clean.push(await ask(served, 0, { folder: once, stage, failAt: null }));
    await rm(once, { recursive: true });
  }

  /** What came of an accident and a restart. */
  async function recovered({ stage, plan }: Accident, worker: number): Promise<Told> {
    const folder = join(root, `run-${worker}`);
    const [kind, ...how] = plan.split(':');
    if (kind === 'stop') await rename(stoppedOf(stage, Number(how[0])), folder);
    else await copy(beforeOf(stage), folder);
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

/** Runs a stage to its end, standing still after each of its steps while `look` does. Answers how many steps it took. */
async function stopped(script: string, args: readonly string[], look: (step: number) => Promise<void>): Promise<number> {
  const child = spawn(process.execPath, [script, 'crash', ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, AFTERTIER_CRASH_AT: 'each:stop' } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let steps = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'end') continue;
    steps = Number(line);
    while (!(await standsStill(child.pid ?? 0))) await new Promise((resolve) => setTimeout(resolve, 1));
    await look(steps);
    child.kill('SIGCONT');
  }
  if ((await ended) !== 0) throw new Error(`${args.join(' ')} failed`);
  return steps;
}

/** Whether every thread of a process has stopped. */
async function standsStill(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`);
  const states = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').then((text) => text.slice(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3), () => 'T')));
  return states.every((state) => state === 'T');
}
