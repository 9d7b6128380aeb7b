import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { step, systemCode } from '../embedded/step.ts';
import { gate } from './gate.ts';

/** Immutable things of the store as local files: each is fetched once while there is room. */
export interface LocalFiles {
  /** The file of that name, made by `fetch` where it is not here. Several who ask at once wait for one. */
  file(name: string, bytes: number, fetch: (path: string) => Promise<void>): Promise<string>;
  /** Takes over a file that was just stored under that name; left where it is if it cannot be moved. */
  adopt(name: string, bytes: number, path: string): Promise<void>;
  forget(name: string): Promise<void>;
}

/** Nothing that was asked for within this time is removed: an engine may have it open. Longer than a function lives. */
const IN_USE_MS = 16 * 60_000;
/** Files that are fetched beside each other. */
const AT_ONCE = 16;

/** At most so many bytes of files in `folder`, which is emptied with the first; those that nobody asked for longest go, unless they may be in use. */
export function localFiles(folder: string, most: () => Promise<number>, nowMs: () => number): LocalFiles {
  const kept = new Map<string, { readonly path: string; readonly bytes: number; usedMs: number; readonly ready: Promise<void> }>();
  let room: Promise<number> | null = null;
  const opened = (): Promise<number> => (room ??= rm(folder, { recursive: true, force: true }).then(() => mkdir(folder, { recursive: true })).then(most));
  const pathOf = (name: string): string => join(folder, createHash('sha256').update(name).digest('hex').slice(0, 40));

  async function forget(name: string): Promise<void> {
    const { path } = kept.get(name) ?? { path: pathOf(name) };
    kept.delete(name);
    await step('files.remove', () => rm(path, { force: true }));
  }

  async function makeRoom(bytes: number): Promise<void> {
    const mostBytes = await opened();
    const old = [...kept].filter(([, file]) => file.usedMs < nowMs() - IN_USE_MS).sort(([, a], [, b]) => a.usedMs - b.usedMs);
    let total = bytes + [...kept.values()].reduce((sum, file) => sum + file.bytes, 0);
    for (const [name, file] of old) {
      if (total <= mostBytes) return;
      total -= file.bytes;
      await forget(name);
    }
  }

  const inLine = gate(AT_ONCE);
  const fetched = (path: string, bytes: number, fetch: (path: string) => Promise<void>): Promise<void> => inLine(async () => {
    await makeRoom(bytes);
    await fetch(`${path}.part`);
    await step('files.rename', () => rename(`${path}.part`, path));
  });

  return {
    async file(name, bytes, fetch) {
      const known = kept.get(name);
      if (known !== undefined) {
        known.usedMs = nowMs();
        await known.ready;
        return known.path;
      }
      const path = pathOf(name);
      const file = { path, bytes, usedMs: nowMs(), ready: fetched(path, bytes, fetch) };
      kept.set(name, file);
      try {
        await file.ready;
      } catch (error) {
        if (kept.get(name) === file) kept.delete(name);
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      return path;
    },
    async adopt(name, bytes, from) {
        await makeRoom(bytes);
      const path = pathOf(name);
      try {
        await step('files.rename', () => rename(from, path));
        kept.set(name, { path, bytes, usedMs: nowMs(), ready: Promise.resolve() });
      } catch (error) {
        if (systemCode(error) !== 'EXDEV') throw error;
      }
    },
    forget,
  };
}
