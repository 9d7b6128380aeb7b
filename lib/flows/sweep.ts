import { currentManifest } from '../lake/read-manifest.ts';
import { withdraw } from '../lake/withdraw.ts';
import { isFailure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { Drop } from '../ports/drops.ts';
import { finish, ingest } from './ingest.ts';
import { isPublished, publish } from './publish.ts';
import { readReport } from './reports.ts';

/** A file that nobody wrote to for so long is whole; so is one that looks the same twice, this far apart. */
const QUIET_MS = 2_000;
const APART_MS = 1_000;

/** What one sweep after another saw of files that may still be growing. */
export type Looks = Map<string, { readonly versionId: string; readonly firstMs: number }>;

/**
 * Compares what lies in the uploads with the ledger and takes in what is missing: the state follows from the files, whatever events were
 * lost, doubled or late. One merchant's trouble does not stop the next. Answers the merchants whose numbers changed.
 */
export async function sweep(edition: Edition, looks: Looks = new Map()): Promise<MerchantId[]> {
  const changed: MerchantId[] = [];
  for (const merchant of await edition.drops.merchants()) {
    try {
      if (await sweepMerchant(edition, merchant, looks)) changed.push(merchant);
    } catch (error) {
      edition.log.error('sweep.failed', error, { merchant });
    }
  }
  return changed;
}

/** `looks`: of the sweeps before, kept by whoever sweeps again and again; without them only files that were not written to lately are new. */
export async function sweepMerchant(edition: Edition, merchant: MerchantId, looks: Looks = new Map()): Promise<boolean> {
  await takeIn(edition, merchant, looks);
  return bringUpToDate(edition, merchant);
}

/** The first half of a sweep: what lies there is in the lake; not yet published. */
export async function takeIn(edition: Edition, merchant: MerchantId, looks: Looks = new Map()): Promise<void> {
  const known = await reconcile(edition, merchant);
  for await (const drop of edition.drops.list(merchant)) {
    // What is registered was put there whole, or was found whole before.
    if (!known.has(nameOf(drop)) && !isWhole(drop, looks, edition.clock.nowMs())) continue;
    const entry = await edition.ledger.register(drop, edition.clock.nowMs());
    if (entry.decision !== null || entry.withdrawn) continue;
    try {
      await ingest(edition, merchant, entry.upload);
    } catch (error) {
      // A file that changed while it was read is met again, whole, on the next sweep.
      if (!isFailure(error, 'changed')) edition.log.error('upload.failed', error, { merchant, upload: entry.upload, failures: entry.failures + 1 });
    }
  }
}

const nameOf = ({ key, versionId }: { key: string; versionId: string }): string => `${versionId} ${key}`;

/** A copy that is still under way must not be taken in by half. */
function isWhole(drop: Drop, looks: Looks, nowMs: number): boolean {
  const place = `${drop.merchant}/${drop.key}`;
  const age = drop.writtenMs === null ? Number.POSITIVE_INFINITY : nowMs - drop.writtenMs;
  const seen = looks.get(place);
  // A clock that was set back says nothing about when the first look was.
  const isSame = seen?.versionId === drop.versionId && seen.firstMs <= nowMs;
  if (age >= QUIET_MS || (isSame && nowMs - seen.firstMs >= APART_MS)) {
    looks.delete(place);
    return true;
  }
  if (!isSame) looks.set(place, { versionId: drop.versionId, firstMs: nowMs });
  return false;
}

/**
 * Brings ledger and lake together where a crash came between the two: what a commit took in is decided, what was taken back is out.
 * Answers the versions that are registered.
 */
async function reconcile(edition: Edition, merchant: MerchantId): Promise<Set<string>> {
  const entries = await edition.ledger.list(merchant);
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const taken = new Map(manifest?.uploads.map(({ upload, report }) => [upload, report]));
  for (const entry of entries) {
    const report = taken.get(entry.upload);
    if (report !== undefined && report !== entry.report) await finish(edition, entry, await readReport(edition, report), report);
    else if (entry.withdrawn && report !== undefined) await withdraw(edition, merchant, entry.upload, edition.clock.nowMs());
  }
  return new Set(entries.map(nameOf));
}

/** Publishes where what is shown is behind: also after a crash between commit and publishing, or in the middle of it. */
export async function bringUpToDate(edition: Edition, merchant: MerchantId): Promise<boolean> {
  const head = await edition.heads.read(merchant);
  if (head.version === 0 || (await isPublished(edition, merchant, head.version))) return false;
  await publish(edition, merchant);
  return true;
}
