import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './step.ts';

const AGE_MS = 86_400_000;

/** Removes what processes that were killed left in folders of temporary files: what nobody changed for a day. Answers how many. */
export async function clearTemporary(folders: readonly string[], nowMs: number): Promise<number> {
  let removed = 0;
  for (const folder of folders) {
    for (const name of await orNone(readdir(folder))) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null || nowMs - found.mtimeMs < AGE_MS) continue;
      await rm(path, { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}

async function orNone(reading: Promise<string[]>): Promise<string[]> {
  try {
    return await reading;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
