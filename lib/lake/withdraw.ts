import type { MerchantId, UploadId } from '../model/ids.ts';
import type { Committed, Committing } from './commit.ts';
import { commit } from './commit.ts';
import type { Manifest, Part } from './manifest.ts';

/** Takes an upload back: its rows count no more, and what they had replaced is read again. No commit where it is out already. */
export function withdraw(committing: Committing, merchant: MerchantId, upload: UploadId, nowMs: number): Promise<Committed> {
  return commit(committing, merchant, async (current) => {
    if (current === null || current.withdrawn.includes(upload) || !current.uploads.some((known) => known.upload === upload)) return null;
    const withdrawn = [...current.withdrawn, upload];
    return { ...current, withdrawn, parts: partsWithout(current, withdrawn, nowMs) };
  });
}

/**
 * Leaves out every row of these customers at once. Their rows are still in the files until `purge` rewrote those.
 * What they had replaced is read again, as if they had never been there.
 */
export function entomb(committing: Committing, merchant: MerchantId, customers: readonly string[], nowMs: number): Promise<Committed> {
  return commit(committing, merchant, async (current) => {
    const known = new Set(current?.tombstones);
    const added = customers.filter((customer) => !known.has(customer));
    if (added.length === 0) return null;
    const { parts, uploads, withdrawn, tombstones } = current ?? { parts: [], uploads: [], withdrawn: [], tombstones: [] };
    return { uploads, withdrawn, tombstones: [...tombstones, ...added], parts: current === null ? parts : partsWithout(current, withdrawn, nowMs) };
  });
}

/** A row that lost stays lost while rows are only added; once some go, the lost parts have to be compared again. */
function partsWithout(current: Manifest, withdrawn: readonly UploadId[], nowMs: number): Part[] {
  return current.parts.map((part) => {
    const { lostMs, ...read } = part;
    if (part.uploads.every((upload) => withdrawn.includes(upload))) return { ...part, lostMs: lostMs ?? nowMs };
    return lostMs === undefined ? part : { ...read, overlaps: true };
  });
}
