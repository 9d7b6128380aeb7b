import { isFailure } from '../model/failure.ts';
import type { Drop } from '../ports/drops.ts';
import type { Edition } from '../ports/edition.ts';
import { ingest } from './ingest.ts';

/**
 * Takes in one file that something told of. Told twice, late or out of order, it is one upload; a file that is gone or was written over
 * meanwhile is nobody's concern: whatever lies there now was told of too, or the next sweep meets it.
 */
export async function takeDrop(edition: Edition, drop: Omit<Drop, 'writtenMs'>): Promise<void> {
  const entry = await edition.ledger.register(drop, edition.clock.nowMs());
  if (entry.decision !== null || entry.withdrawn) return;
  try {
    await ingest(edition, drop.merchant, entry.upload);
  } catch (error) {
    if (!isFailure(error, 'changed')) throw error;
    edition.log.info('upload.changed', { merchant: drop.merchant, upload: entry.upload });
  }
}
