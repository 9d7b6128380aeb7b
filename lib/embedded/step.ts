import { writeSync } from 'node:fs';
import { Failure } from '../model/failure.ts';

/**
 * Every I/O step of the embedded adapters passes through `step`, so that a test can walk all of them, and errors of the machine are
 * worded in one place. Without the two variables it only runs the action.
 *
 * AFTERTIER_CRASH_AT=n:before|after   the process kills itself (SIGKILL) around the n-th step, counted from 1
 * AFTERTIER_CRASH_AT=each:stop   the process stops itself (SIGSTOP) after each step, until it is told to go on: what it has left behind by then is what a kill would leave
 * AFTERTIER_FAIL_AT=n[:lost][:forever][:full]   the n-th step fails with an I/O error; `lost`: after it was done; `forever`: so do all later ones;
 *   `full`: because the disk is full
 */
export async function step<T>(name: string, action: () => T | Promise<T>): Promise<T> {
  taken += 1;
  const here = taken;
  if (crash.at === here && crash.when === 'before') die();
  const failing = here === fail.at || (fail.forever && here > fail.at);
  if (failing && !fail.lost) throw injected(name, 'injected');
  const result = await attempt(name, action);
  if (crash.at === here && crash.when === 'after') die();
  if (crash.when === 'stop') stop(here);
  if (failing) throw injected(name, 'injected, after it was done');
  return result;
}

/** Steps taken so far by this process, or since `planFaults`. */
export const stepsTaken = (): number => taken;

/** Counts from 1 again, with another plan: for tests of many accidents in one process. */
export function planFaults(plan: { readonly crashAt?: string; readonly failAt?: string }): void {
  taken = 0;
  crash = crashPlan(plan.crashAt ?? '');
  fail = failPlan(plan.failAt ?? '');
}

/** The system's error code (`ENOENT`, …) of a caught value; null when it is something else. */
export const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

let taken = 0;
let crash = crashPlan(process.env['AFTERTIER_CRASH_AT'] ?? '');
let fail = failPlan(process.env['AFTERTIER_FAIL_AT'] ?? '');

/** What adapters decide upon themselves; any other error of the system becomes a `Failure`. */
const EXPECTED = new Set(['ENOENT', 'EEXIST', 'EXDEV', 'ELOOP', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY']);

async function attempt<T>(name: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = systemCode(error);
    if (code === null || EXPECTED.has(code) || error instanceof Failure) throw error;
    throw ioFailure(name, error);
  }
}

function ioFailure(name: string, cause: unknown): Failure {
  return systemCode(cause) === 'ENOSPC' || systemCode(cause) === 'EDQUOT'
    ? new Failure('disk_full', 'the disk is full', { retry: 'same', cause })
    : new Failure('io_error', `reading or writing failed (${name})`, { retry: 'same', cause });
}

const injected = (name: string, message: string): Failure => ioFailure(name, Object.assign(new Error(message), fail.full ? { code: 'ENOSPC' } : {}));

function crashPlan(text: string): { at: number; when: string } {
  const [at = '0', when = 'before'] = text.split(':');
  return { at: Number(at), when };
}

function failPlan(text: string): { at: number; lost: boolean; forever: boolean; full: boolean } {
  const [at = '', ...flags] = text.split(':');
  return { at: at === '' ? Number.POSITIVE_INFINITY : Number(at), lost: flags.includes('lost'), forever: flags.includes('forever'), full: flags.includes('full') };
}

/** Says how many steps are taken, and stands still. */
function stop(here: number): void {
  writeSync(1, `${here}\n`);
  process.kill(process.pid, 'SIGSTOP');
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // the signal is on its way: nothing more may happen here
}
