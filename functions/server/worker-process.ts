import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Jobs } from '../../lib/api/jobs.ts';
import { Failure } from '../../lib/model/failure.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './messages.ts';

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 30_000;
const HEALTHY_MS = 60_000;
const STOP_MS = 4_000;

export interface WorkerProcess {
  /** The jobs, done in the worker; `busy` while it is being started again. */
  readonly jobs: Jobs;
  start(): void;
  stop(): Promise<void>;
}

/** Keeps one worker running: one that dies is started again, later each time it dies soon. */
export function workerProcess(options: WorkerOptions, tell: (line: string) => void): WorkerProcess {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let child: ChildProcess | null = null;
  let calls = 0;
  let stopping = false;
  let waitMs = FIRST_WAIT_MS;

  function start(): void {
    const startedMs = Date.now();
    const started = fork(fileURLToPath(new URL('./worker.mjs', import.meta.url)), [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child = started;
    started.on('message', (message: FromWorker) => receive(message));
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (child === started) child = null;
      for (const call of waiting.values()) call.reject(busy());
      waiting.clear();
      if (stopping) return;
      waitMs = Date.now() - startedMs > HEALTHY_MS ? FIRST_WAIT_MS : Math.min(LONGEST_WAIT_MS, waitMs * 2);
      setTimeout(() => { if (!stopping) start(); }, waitMs);
    });
  }

  function receive(message: FromWorker): void {
    if ('told' in message) return tell(message.told);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failure' in message) call?.reject(new Failure(message.failure.code, message.failure.message, { retry: message.failure.retry }));
    else call?.resolve(message.value);
  }

  const call = (job: keyof Jobs, args: readonly unknown[]): Promise<unknown> => new Promise((resolve, reject) => {
    if (child === null || !child.connected) return reject(busy());
    const id = ++calls;
    waiting.set(id, { resolve, reject });
    child.send({ id, job, args } satisfies ToWorker);
  });

  return {
    start,
    jobs: new Proxy({} as Jobs, { get: (_, job) => (...args: readonly unknown[]) => call(String(job) as keyof Jobs, args) }),
    async stop() {
      stopping = true;
      const ending = child;
      if (ending === null || ending.exitCode !== null) return;
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      if (ending.connected) ending.send({ stop: true } satisfies ToWorker);
      const late = setTimeout(() => ending.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

const busy = (): Failure => new Failure('busy', 'The worker is being started again.', { retry: 'same' });
