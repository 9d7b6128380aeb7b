import type { UploadView } from '../model/upload.ts';
import { readExpected, type ExpectedUpload } from '../flows/expected.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';

/** A file whose reading failed this often is left alone. */
const MOST_FAILURES = 3;

export function viewOf(entry: LedgerEntry): UploadView {
  const { upload, file, bytes, decision, platform, version, progress } = entry;
  const status = entry.withdrawn ? 'withdrawn' : progress !== null ? 'processing' : decision !== null ? 'done' : entry.failures >= MOST_FAILURES ? 'failed' : 'waiting';
  return { upload, file, bytes, received_at: new Date(entry.registeredMs).toISOString(), status, decision: status === 'done' || status === 'withdrawn' ? decision : null, platform, version, progress };
}

/** A version of a file that was overwritten before anybody read it is nothing to show. */
export function shownEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const latest = new Map(entries.map((entry) => [entry.key, entry.upload]));
  return entries.filter((entry) => entry.decision !== null || latest.get(entry.key) === entry.upload);
}

export const viewOfExpected = ({ upload, file, bytes, announcedMs }: ExpectedUpload): UploadView => ({
  upload, file, bytes, received_at: new Date(announcedMs).toISOString(), status: 'expected', decision: null, platform: null, version: null, progress: null,
});

/** The newest uploads, those that are still to come first. */
export async function recentUploads(edition: Edition, merchant: MerchantId, most = 100): Promise<UploadView[]> {
  const entries = await edition.ledger.list(merchant);
  const arrived = new Set<string>(entries.map(({ upload }) => upload));
  const expected = (await readExpected(edition, merchant)).filter(({ upload }) => !arrived.has(upload)).reverse();
  return [...expected.map(viewOfExpected), ...shownEntries(entries).reverse().slice(0, most).map(viewOf)];
}
