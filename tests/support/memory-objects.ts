import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../lib/model/failure.ts';
import type { Objects } from '../../lib/ports/objects.ts';

/** Objects in a map; `folder` receives copies for whoever needs a path. */
export function memoryObjects(folder: string): Objects {
  const stored = new Map<string, { body: Uint8Array; writtenMs: number }>();
  const put = (key: string, body: Uint8Array): boolean => {
    if (key.split('/').some((segment) => segment === '' || segment.startsWith('.') || segment.includes('\0'))) throw new Failure('bad_key', 'not a key');
    if (stored.has(key)) return false;
    stored.set(key, { body, writtenMs: Date.now() });
    return true;
  };
  return {
    put: async (key, body) => put(key, typeof body === 'string' ? new TextEncoder().encode(body) : body),
    putFile: async (key, path) => put(key, await readFile(path)),
    get: async (key) => stored.get(key)?.body ?? null,
    async local(key) {
      const found = stored.get(key);
      if (found === undefined) throw new Failure('not_found', 'no such object', { retry: 'reread' });
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, found.body);
      return path;
    },
    async *list(prefix) {
      for (const key of [...stored.keys()].filter((known) => known.startsWith(prefix)).sort()) {
        const found = stored.get(key);
        if (found !== undefined) yield { key, bytes: found.body.length, writtenMs: found.writtenMs };
      }
    },
    remove: async (key) => void stored.delete(key),
  };
}
