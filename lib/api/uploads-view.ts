import type { UploadView } from '../model/upload.ts';
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
