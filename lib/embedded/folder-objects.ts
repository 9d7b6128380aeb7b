import { randomUUID } from 'node:crypto';
import { copyFile, link, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Objects } from '../ports/objects.ts';
import { fsyncFile, fsyncFolder, makeFolder, writeDurably } from './durable.ts';
import { step, systemCode } from './step.ts';

/**
 * Objects as files below `root`. A file gets its final name by link(2), which refuses a name that is taken, after its bytes are durable:
 * a reader sees the whole object or none. Temporary names stand in `root/.tmp`, on the same file system.
 */
export function folderObjects(root: string): Objects {
  const temporary = join(root, '.tmp');
  const pathOf = (key: string): string => join(root, checked(key));

  async function give(from: string, key: string): Promise<boolean> {
    const to = pathOf(key);
    await makeFolder(dirname(to), 'objects');
    const linked = await step('objects.link', () => linkNew(from, to));
    await fsyncFolder(dirname(to), 'objects');
    await step('objects.unlink', () => rm(from, { force: true }));
    return linked;
  }

  return {
    async put(key, body) {
      checked(key);
      await makeFolder(temporary, 'objects');
      const from = join(temporary, randomUUID());
      await writeDurably(from, body, 'objects');
      return give(from, key);
    },
    async putFile(key, path) {
      checked(key);
      await fsyncFile(path, 'objects');
      try {
        return await give(path, key);
      } catch (error) {
        if (systemCode(error) !== 'EXDEV') throw error;
        await makeFolder(temporary, 'objects');
        const from = join(temporary, randomUUID());
        await step('objects.copy', () => copyFile(path, from));
        await fsyncFile(from, 'objects');
        const linked = await give(from, key);
        await step('objects.unlink', () => rm(path, { force: true }));
        return linked;
      }
    },
    get: (key) => step('objects.read', () => orNull(readFile(pathOf(key)))),
    async local(key) {
      const path = pathOf(key);
      const found = await step('objects.stat', () => orNull(stat(path)));
      if (found === null || !found.isFile()) throw new Failure('not_found', 'a stored object is missing', { retry: 'reread' });
      return path;
    },
    list: (prefix) => walk(root, '', prefix),
    async remove(key) {
      await step('objects.remove', () => rm(pathOf(key), { force: true }));
    },
  };
}

const SEGMENT = /^[^./\\\0][^/\\\0]*$/;

/** Keys come from code, yet a key that could leave the folder is never written. Segments do not begin with a point. */
function checked(key: string): string {
  if (key.length > 1000 || !key.split('/').every((segment) => SEGMENT.test(segment))) {
    throw new Failure('bad_key', 'an object key is not of the form a/b/c');
  }
  return key;
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}

/** Keys in ascending order: a folder sorts as its name with the slash, as it does inside the key. */
async function* walk(root: string, at: string, prefix: string): ReturnType<Objects['list']> {
  const entries = await step('objects.list', () => orNull(readdir(join(root, at), { withFileTypes: true })));
  const names = (entries ?? [])
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
    .map((entry) => `${at}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .filter((key) => key.startsWith(prefix) || (key.endsWith('/') && prefix.startsWith(key)))
    .sort((a, b) => (a < b ? -1 : 1));
  for (const key of names) {
    if (key.endsWith('/')) {
      yield* walk(root, key, prefix);
      continue;
    }
    const found = await step('objects.stat', () => orNull(stat(join(root, key))));
    if (found !== null) yield { key, bytes: found.size, writtenMs: Math.floor(found.mtimeMs) };
  }
}
