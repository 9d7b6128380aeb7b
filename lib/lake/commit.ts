import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Objects } from '../ports/objects.ts';
import type { Heads } from '../ports/state.ts';
import type { Manifest } from './manifest.ts';
import { manifestName } from './names.ts';
import { currentManifest, manifestText, readManifestAt } from './read-manifest.ts';

/** What a commit may change. Everything else of the next manifest follows from the current one. */
export type Next = Pick<Manifest, 'parts' | 'uploads' | 'withdrawn' | 'tombstones'>;

export interface Committing {
  readonly heads: Heads;
  readonly objects: Objects;
  /** A fresh random id of `[a-z0-9]`. */
  readonly newId: () => string;
}

/** `committed` is false where the change had nothing to do: `manifest` is then the current one. */
export interface Committed {
  readonly committed: boolean;
  readonly manifest: Manifest | null;
}

/** More than enough for writers that take turns; a writer that loses this often is told to come again. */
const ATTEMPTS = 64;

export const nothing: Next = { parts: [], uploads: [], withdrawn: [], tombstones: [] };

/**
 * Moves a merchant from one version to the next: writes the manifest under a name of this attempt, then advances the head if it is
 * still where `change` saw it. A lost race runs `change` again on the new head; it answers null when nothing is left to do.
 * After any error the head is read again: a commit whose answer was lost has succeeded. Nothing is ever deleted here.
 * Throws `contention` (retry: same) after too many lost races.
 */
export async function commit(
  { heads, objects, newId }: Committing, merchant: MerchantId, change: (current: Manifest | null) => Promise<Next | null>,
): Promise<Committed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const head = await heads.read(merchant);
    const current = head.manifest === null ? null : await readManifestAt(objects, head.manifest);
    const next = await change(current);
    if (next === null) return { committed: false, manifest: current };

    await mustExist(objects, current, next);
    const { parts, uploads, withdrawn, tombstones } = next;
    const manifest: Manifest = {
      merchant, version: head.version + 1, parent: head.manifest, commitId: newId(), parts, uploads, withdrawn, tombstones,
    };
    const key = manifestName(merchant, manifest.version, manifest.commitId);
    if (!(await objects.put(key, manifestText(manifest)))) throwUnlessSame(await readManifestAt(objects, key), manifest);
    if (await advanced({ heads, objects }, manifest, key)) return { committed: true, manifest };
  }
  throw new Failure('contention', 'too many writers at once', { retry: 'same' });
}

/** True when the head is at, or went on from, this manifest. */
async function advanced({ heads, objects }: Pick<Committing, 'heads' | 'objects'>, manifest: Manifest, key: string): Promise<boolean> {
  const { merchant, version, commitId } = manifest;
  try {
    if (await heads.advance(merchant, { version, manifest: key, commitId })) return true;
  } catch (error) {
    if (await isInHistory(heads, objects, manifest)) return true;
    throw error;
  }
  // Refused: by another writer, or by our own write of which an adapter's retry saw only the effect.
  return isInHistory(heads, objects, manifest);
}

async function isInHistory(heads: Heads, objects: Objects, manifest: Manifest): Promise<boolean> {
  const head = await heads.read(manifest.merchant);
  if (head.version < manifest.version) return false;
  if (head.version === manifest.version) return head.commitId === manifest.commitId;
  let at = await currentManifest(heads, objects, manifest.merchant);
  while (at !== null && at.version > manifest.version) at = at.parent === null ? null : await readManifestAt(objects, at.parent);
  return at?.commitId === manifest.commitId;
}

/** A worker that was paused for days must not name files that garbage collection took meanwhile. */
async function mustExist(objects: Objects, current: Manifest | null, next: Next): Promise<void> {
  const known = new Set(current?.parts.flatMap(({ files }) => files));
  for (const { files } of next.parts) for (const file of files) if (!known.has(file)) await objects.local(file);
}

/** Our own retry of a put may find what the first try wrote. */
function throwUnlessSame(stored: Manifest, written: Manifest): void {
  if (stored.commitId !== written.commitId) throw new Failure('conflict', 'a manifest of this name exists', { retry: 'reread' });
}
