import type { MerchantId } from '../model/ids.ts';
import { isFailure } from '../model/failure.ts';
import { tableNames } from '../model/tables.ts';
import type { Objects } from '../ports/objects.ts';
import type { Heads } from '../ports/state.ts';
import type { Manifest } from './manifest.ts';
import { manifestPrefix, tablePrefix } from './names.ts';
import { readManifestAt } from './read-manifest.ts';

export interface Retention {
  /** The last so many versions stay whole. */
  readonly versions: number;
  /** And every version that was current within this time; nothing younger than it is removed, named or not. */
  readonly ageMs: number;
}

export const retention: Retention = { versions: 10, ageMs: 86_400_000 };

/** Removes the parts and manifests of a merchant that no retained version names and that are older than a day. Answers how many. */
export async function collectGarbage(
  { heads, objects }: { heads: Heads; objects: Objects }, merchant: MerchantId, nowMs: number, { versions, ageMs }: Retention = retention,
): Promise<number> {
  // Listed before the head is read: what is committed in between is named by it.
  const written = new Map<string, number>();
  for (const prefix of [manifestPrefix(merchant), ...tableNames.map((table) => tablePrefix(table, merchant))]) {
    for await (const { key, writtenMs } of objects.list(prefix)) written.set(key, writtenMs);
  }
  const named = new Set<string>();
  let key = (await heads.read(merchant)).manifest;
  let supersededMs = Number.POSITIVE_INFINITY;
  for (let kept = 0; key !== null && (kept < versions || supersededMs > nowMs - ageMs); kept += 1) {
    const manifest: Manifest | null = kept === 0 ? await readManifestAt(objects, key) : await ifThere(objects, key);
    if (manifest === null) break;
    named.add(key);
    for (const part of manifest.parts) for (const file of part.files) named.add(file);
    supersededMs = written.get(key) ?? supersededMs;
    key = manifest.parent;
  }
  const garbage = [...written].filter(([name, writtenMs]) => !named.has(name) && writtenMs <= nowMs - ageMs).map(([name]) => name);
  for (const name of garbage) await objects.remove(name);
  return garbage.length;
}

/** An earlier collection may have taken it. */
async function ifThere(objects: Objects, key: string): Promise<Manifest | null> {
  try {
    return await readManifestAt(objects, key);
  } catch (error) {
    if (isFailure(error, 'not_found')) return null;
    throw error;
  }
}
