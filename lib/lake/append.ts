import type { MerchantId, UploadId } from '../model/ids.ts';
import type { TableName } from '../model/tables.ts';
import { tables } from '../model/tables.ts';
import type { Objects } from '../ports/objects.ts';
import { isFailure } from '../model/failure.ts';
import type { Changes } from './count-changes.ts';
import { countChanges } from './count-changes.ts';
import { commit } from './commit.ts';
import { allPaths } from './fold.ts';
import { localFiles } from './local-files.ts';
import type { Manifest, Part } from './manifest.ts';
import { readManifestAt } from './read-manifest.ts';
import type { Rewriting } from './rewrite.ts';

/** A part that an attempt wrote: object keys of its files. */
export interface FreshPart {
  readonly table: TableName;
  readonly part: string;
  readonly files: readonly string[];
}

/** What taking an upload in did. `changes` is null only where the upload was in so long ago that history does not tell any more. */
export interface Appended {
  /** False: an earlier attempt had taken it in, and this one's parts are garbage. */
  readonly committed: boolean;
  readonly manifest: Manifest;
  /** The version that took it in. */
  readonly version: number | null;
  readonly changes: ReadonlyMap<TableName, Changes> | null;
}

/** Takes an upload in, once: parts are counted against the version they are committed on, again after a lost race. */
export async function append(
  rewriting: Rewriting, merchant: MerchantId, upload: { readonly upload: UploadId; readonly orderKey: number }, fresh: readonly FreshPart[],
): Promise<Appended> {
  let changes: ReadonlyMap<TableName, Changes> = new Map();
  const done = await commit(rewriting, merchant, async (current) => {
    if (current !== null && isIn(current, upload.upload)) return null;
    changes = await countAll(rewriting, current, fresh);
    const parts = fresh.flatMap(({ table, part, files }): Part[] => {
      const { rows = 0, overlaps = false } = changes.get(table) ?? {};
      return rows === 0 ? [] : [{ table, part, files, rows, uploads: [upload.upload], overlaps }];
    });
    return {
      parts: [...(current?.parts ?? []), ...parts],
      uploads: [...(current?.uploads ?? []), { upload: upload.upload, orderKey: upload.orderKey }],
      withdrawn: current?.withdrawn ?? [],
      tombstones: current?.tombstones ?? [],
    };
  });
  if (done.manifest === null) throw new Error('a commit that had nothing to do names the version it found');
  if (done.committed) return { committed: true, manifest: done.manifest, version: done.manifest.version, changes };
  const taken = await takenIn(rewriting.objects, done.manifest, upload.upload);
  return {
    committed: false, manifest: done.manifest, version: taken?.by.version ?? null,
    changes: taken === null ? null : await countAll(rewriting, taken.before, partsOf(taken.by, upload.upload)),
  };
}

const isIn = (manifest: Manifest, upload: UploadId): boolean => manifest.uploads.some((known) => known.upload === upload);
const partsOf = (manifest: Manifest, upload: UploadId): Part[] =>
  manifest.parts.filter(({ uploads }) => uploads.length === 1 && uploads[0] === upload);

async function countAll({ objects, benches }: Rewriting, current: Manifest | null, fresh: readonly FreshPart[]): Promise<Map<TableName, Changes>> {
  const found = new Map<TableName, Changes>();
  for (const { table, files } of fresh) {
    const existing = current === null ? null : await localFiles(objects, current, tables[table]);
    const paths = await Promise.all(files.map((key) => objects.local(key)));
    const bench = await benches.open([...paths, ...(existing === null ? [] : allPaths(existing))]);
    try {
      found.set(table, await countChanges(bench, tables[table], paths, existing));
    } finally {
      await bench.close();
    }
  }
  return found;
}

/** The version that took an upload in, and the one before it; null when history does not reach back that far. */
async function takenIn(objects: Objects, manifest: Manifest, upload: UploadId): Promise<{ by: Manifest; before: Manifest | null } | null> {
  let by = manifest;
  try {
    for (;;) {
      if (by.parent === null) return { by, before: null };
      const before = await readManifestAt(objects, by.parent);
      if (!isIn(before, upload)) return { by, before };
      by = before;
    }
  } catch (error) {
    if (isFailure(error, 'not_found')) return null;
    throw error;
  }
}
