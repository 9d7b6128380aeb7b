import { createHash } from 'node:crypto';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Objects } from '../ports/objects.ts';
import type { Head, Heads } from '../ports/state.ts';
import type { Manifest } from './manifest.ts';

/** The manifest as it is stored: JSON with a checksum over the rest, so that a flipped bit is an error and not another truth. */
export function manifestText(manifest: Manifest): string {
  return JSON.stringify({ ...manifest, checksum: checksumOf(manifest) });
}

/** Throws `corrupt` where the stored text is not what was written. */
export function manifestOf(text: string): Manifest {
  const { checksum, ...manifest } = parsed(text);
  if (checksum !== checksumOf(manifest)) throw damaged();
  return manifest;
}

/** What a head points to; null while nothing is committed. */
export async function readManifest(objects: Objects, head: Head): Promise<Manifest | null> {
  return head.manifest === null ? null : readManifestAt(objects, head.manifest);
}

/** The committed state of a merchant now. */
export async function currentManifest(heads: Heads, objects: Objects, merchant: MerchantId): Promise<Manifest | null> {
  return readManifest(objects, await heads.read(merchant));
}

export async function readManifestAt(objects: Objects, key: string): Promise<Manifest> {
  const body = await objects.get(key);
  if (body === null) throw new Failure('not_found', 'a stored manifest is missing', { retry: 'reread' });
  return manifestOf(new TextDecoder().decode(body));
}

const checksumOf = (manifest: object): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

const damaged = (): Failure => new Failure('corrupt', 'a stored manifest is damaged');

/** Believed only after its checksum was compared. */
function parsed(text: string): Manifest & { checksum: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}
