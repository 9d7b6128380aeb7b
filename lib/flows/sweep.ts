import { isFailure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { ingest } from './ingest.ts';
import { publish } from './publish.ts';

/** A file whose reading failed this often is left alone until somebody asks for it again. */
const MOST_FAILURES = 3;

/**
 * Compares what lies in the uploads with the ledger and takes in what is missing: the state follows from the files, whatever events were
 * lost, doubled or late. One merchant's trouble does not stop the next. Answers the merchants whose numbers changed.
 */
export async function sweep(edition: Edition): Promise<MerchantId[]> {
  const changed: MerchantId[] = [];
  for (const merchant of await edition.drops.merchants()) {
    if (await sweepMerchant(edition, merchant)) changed.push(merchant);
  }
  return changed;
}

export async function sweepMerchant(edition: Edition, merchant: MerchantId): Promise<boolean> {
  for await (const drop of edition.drops.list(merchant)) {
    const entry = await edition.ledger.register(drop, edition.clock.nowMs());
    if (entry.decision !== null || entry.withdrawn || entry.failures >= MOST_FAILURES) continue;
    try {
      await ingest(edition, merchant, entry.upload);
    } catch (error) {
      // A file that changed while it was read is met again, whole, on the next sweep.
      if (!isFailure(error, 'changed')) edition.log.error('upload.failed', error, { merchant, upload: entry.upload, failures: entry.failures + 1 });
    }
  }
  return bringUpToDate(edition, merchant);
}

/** Publishes where the published version or settings are behind: also after a crash between commit and publishing. */
export async function bringUpToDate(edition: Edition, merchant: MerchantId): Promise<boolean> {
  const head = await edition.heads.read(merchant);
  if (head.version === 0) return false;
  const publication = await edition.tiers.publication(merchant);
  const settings = await edition.documents.get(merchant, 'settings');
  if (publication !== null && publication.version >= head.version && publication.settingsRevision >= (settings?.revision ?? 0)) return false;
  await publish(edition, merchant);
  return true;
}
