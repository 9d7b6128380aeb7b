import { compact } from '../lake/compact.ts';
import { collectGarbage } from '../lake/garbage.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';

/** Keeps a merchant's lake small: merges parts where there are many, removes files that no retained version names. */
export async function maintain(edition: Edition, merchant: MerchantId): Promise<void> {
  const { committed, manifest } = await compact(edition, merchant, edition.clock.nowMs());
  const removed = await collectGarbage(edition, merchant, edition.clock.nowMs());
  if (committed || removed > 0) edition.log.info('maintained', { merchant, version: manifest?.version ?? null, compacted: committed, removed });
}
