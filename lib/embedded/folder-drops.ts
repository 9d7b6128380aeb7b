import { createHash, randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, createReadStream } from 'node:fs';
import { copyFile, link, lstat, open, readdir, rename, rm, utimes, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDropKey, isUnfinished } from '../model/drop-key.ts';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { isMerchantId } from '../model/ids.ts';
import type { Drop, Drops } from '../ports/drops.ts';
import { fsyncFile, fsyncFolder, makeFolder } from './durable.ts';
import { step, systemCode } from './step.ts';

/**
 * The folder `uploads/{merchant}/` as a bucket. A version is the file's size and time of change (not its inode:
 * a folder that was restored from a copy holds the same versions): renaming a new file over an old one, or writing into it, makes a new one. Copies that were fetched stay in `versions/`, so that a held file can be read again
 * after the merchant overwrote it.
 */
export function folderDrops(uploads: string, versions: string): Drops {
  const pathOf = (merchant: MerchantId, key: string): string => join(uploads, merchant, checked(key));
  const copyOf = ({ merchant, key, versionId }: Version): string =>
    join(versions, merchant, createHash('sha256').update(key).digest('hex').slice(0, 32), versionId, key.slice(key.lastIndexOf('/') + 1));

  return {
    async merchants() {
      const entries = await step('drops.list', () => orNull(readdir(uploads, { withFileTypes: true })));
      return (entries ?? []).filter((entry) => entry.isDirectory()).map(({ name }) => name).filter(isMerchantId).sort();
    },
    list: (merchant) => walk(uploads, merchant, ''),
    async put(merchant, key, path) {
      const to = pathOf(merchant, key);
      await makeFolder(dirname(to), 'drops');
      const there = await versionAt(merchant, key, to);
      if (there !== null && (await sameContent(path, to))) return there;
      const from = await temporary(uploads);
      try {
        await step('drops.copy', () => copyFile(path, from, constants.COPYFILE_EXCL));
        await fsyncFile(from, 'drops');
        // Clocks of file systems tick every few milliseconds: other content of the same size must not look like the same version.
        if (there !== null && versionOf(await lstat(from, { bigint: true })) === there.versionId) await utimes(from, new Date(), new Date(Date.now() + 10));
        await step('drops.rename', () => rename(from, to));
      } finally {
        await rm(from, { force: true });
      }
      await fsyncFolder(dirname(to), 'drops');
      const put = await versionAt(merchant, key, to);
      if (put === null) throw changed();
      return put;
    },
    async fetch(drop) {
      const to = copyOf(drop);
      const kept = await step('drops.stat', () => orNull(lstat(to)));
      if (kept !== null) return to;
      await makeFolder(dirname(to), 'drops');
      const from = await temporary(versions);
      try {
        await step('drops.fetch', () => copyVersion(drop, pathOf(drop.merchant, drop.key), from));
        await fsyncFile(from, 'drops');
        await step('drops.link', () => linkOnce(from, to));
      } finally {
        await rm(from, { force: true });
      }
      await fsyncFolder(dirname(to), 'drops');
      return to;
    },
    async remove(merchant, key, versionId) {
      const name = pathOf(merchant, key);
      const there = await versionAt(merchant, key, name);
      if (versionId === undefined || there?.versionId === versionId) await step('drops.remove', () => rm(name, { force: true }));
      const copy = dirname(copyOf({ merchant, key, versionId: versionId ?? 'v', bytes: 0 }));
      const copies = versionId === undefined ? dirname(copy) : copy;
      await step('drops.remove', () => rm(copies, { recursive: true, force: true }));
      await fsyncFolder(dirname(name), 'drops').catch((error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
      });
    },
  };
}

/** A name for a file that is not whole yet: on the file system of its place, where no list looks. */
async function temporary(root: string): Promise<string> {
  const folder = join(root, '.tmp');
  await makeFolder(folder, 'drops');
  return join(folder, randomUUID());
}

/** Bytes read at a time. */
const AT_ONCE = 1024 * 1024;

type Version = Omit<Drop, 'writtenMs'>;

const changed = (): Failure => new Failure('changed', 'the file changed while it was read', { retry: 'reread' });

function checked(key: string): string {
  if (!isDropKey(key)) throw new Failure('bad_key', 'this file name cannot be taken: hidden and temporary names are skipped');
  return key;
}

const versionOf = (stats: BigIntStats): string => [stats.size, stats.mtimeNs].map((n) => n.toString(36)).join('-');

async function versionAt(merchant: MerchantId, key: string, path: string): Promise<Drop | null> {
  const stats = await step('drops.stat', () => orNull(lstat(path, { bigint: true })));
  return stats === null || !stats.isFile() ? null : { merchant, key, versionId: versionOf(stats), bytes: Number(stats.size), writtenMs: Number(stats.mtimeMs) };
}

/** Copies what the version names and nothing else: the file is opened once, and looked at before and after. */
async function copyVersion(drop: Version, path: string, to: string): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw ['ENOENT', 'ELOOP', 'ENOTDIR'].includes(systemCode(error) ?? '') ? changed() : error;
  });
  try {
    const before = await file.stat({ bigint: true });
    if (!before.isFile() || versionOf(before) !== drop.versionId) throw changed();
    await copyBytes(file, to);
    const after = await file.stat({ bigint: true });
    const copied = await lstat(to, { bigint: true });
    if (versionOf(after) !== drop.versionId || after.ctimeNs !== before.ctimeNs || copied.size !== before.size) throw changed();
  } finally {
    await file.close();
  }
}

async function copyBytes(from: FileHandle, path: string): Promise<void> {
  const to = await open(path, 'wx');
  try {
    const buffer = Buffer.allocUnsafeSlow(AT_ONCE);
    for (;;) {
      const { bytesRead } = await from.read(buffer, 0, AT_ONCE, null);
      if (bytesRead === 0) return;
      for (let at = 0; at < bytesRead;) at += (await to.write(buffer, at, bytesRead - at)).bytesWritten;
    }
  } finally {
    await to.close();
  }
}

async function sameContent(a: string, b: string): Promise<boolean> {
  const [sizeA, sizeB] = await Promise.all([lstat(a), lstat(b)]);
  return sizeA.size === sizeB.size && (await digestOf(a)) === (await digestOf(b));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await step('drops.read', () => pipeline(createReadStream(path, { highWaterMark: AT_ONCE }), hash));
  return hash.digest('hex');
}

/** Another reader may have kept the same version meanwhile. */
async function linkOnce(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/** Regular files only: a link could lead out of the folder. */
async function* walk(uploads: string, merchant: MerchantId, below: string): AsyncIterable<Drop> {
  const folder = join(uploads, merchant, below);
  const entries = await step('drops.list', () => orNull(readdir(folder, { withFileTypes: true })));
  for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isUnfinished(entry.name) || entry.name.includes('\\')) continue;
    if (entry.isDirectory()) yield* walk(uploads, merchant, `${below}${entry.name}/`);
    if (!entry.isFile()) continue;
    const drop = await versionAt(merchant, `${below}${entry.name}`, join(folder, entry.name));
    if (drop !== null) yield drop;
  }
}
