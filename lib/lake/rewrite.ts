import { join } from 'node:path';
import type { MerchantId, UploadId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Table } from '../model/tables.ts';
import type { Bench, Benches } from '../ports/bench.ts';
import { scanOf } from './collide.ts';
import type { Committed, Committing, Next } from './commit.ts';
import { commit } from './commit.ts';
import type { Manifest, Part } from './manifest.ts';
import { partFile } from './names.ts';
import { copyToPart } from './table-sql.ts';

export interface Rewriting extends Committing {
  readonly benches: Benches;
}

/** Parts that go and parts that take their place. */
export interface Rewrite {
  readonly gone: readonly Part[];
  readonly come: readonly Part[];
}

/** Writes relations as the files of one new part; null where they hold no row. */
export async function writePart(
  { objects, newId }: Committing, bench: Bench, merchant: MerchantId, table: Table, selects: readonly string[],
): Promise<Omit<Part, 'overlaps'> | null> {
  const part = `c-${newId()}`;
  const files: string[] = [];
  const uploads = new Set<UploadId>();
  let rows = 0;
  for (const select of selects) {
    const path = join(bench.dir, `${part}-${files.length + 1}.parquet`);
    await bench.run(copyToPart(select, path));
    const counts = await bench.rows(`SELECT upload_id, count(*) AS rows FROM ${scanOf([path])} GROUP BY upload_id`);
    if (counts.length === 0) continue;
    for (const count of counts) {
      rows += Number(count['rows']);
      uploads.add(trusted<UploadId>(String(count['upload_id'])));
    }
    const key = partFile(table.name, merchant, part, files.length + 1);
    await objects.putFile(key, path);
    files.push(key);
  }
  return rows === 0 ? null : { table: table.name, part, files, rows, uploads: [...uploads].sort() };
}

/**
 * Commits a rewrite of the parts of `base`: what reading answers stays as it was. Uploads that came in meanwhile stay beside it; where
 * another rewrite, a withdrawal or an erasure came first, nothing is committed and the new files are garbage.
 */
export function commitRewrite(committing: Committing, base: Manifest, rewrites: readonly Rewrite[]): Promise<Committed> {
  const gone = new Set(rewrites.flatMap((rewrite) => rewrite.gone.map(({ part }) => part)));
  const come = rewrites.flatMap((rewrite) => rewrite.come);
  if (gone.size === 0 && come.length === 0) return Promise.resolve({ committed: false, manifest: base });
  return commit(committing, base.merchant, async (current): Promise<Next | null> => {
    if (current === null || !sameList(current.withdrawn, base.withdrawn) || !sameList(current.tombstones, base.tombstones)) return null;
    const kept = current.parts.filter(({ part }) => !gone.has(part));
    if (current.parts.length - kept.length !== gone.size) return null;
    return { ...current, parts: [...come, ...kept] };
  });
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);
