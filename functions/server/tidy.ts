import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what processes that are gone left in the folder for temporary things; names carry the process they are of. */
export async function tidy(tmp: string): Promise<void> {
  for (const name of await readdir(tmp).catch(() => [])) {
    const pid = /^(?:duckdb|receive)-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(tmp, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
