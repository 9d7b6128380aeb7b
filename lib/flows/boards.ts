import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { boardNames, withAnalysis, type BoardName } from './analyse.ts';

export const isBoardName = (name: string): name is BoardName | 'data' => name === 'data' || boardNames.some((board) => board === name);

/** The document behind a board as JSON text: the published one, or worked out for another day. Null where nothing was published yet. */
export async function boardText(edition: Edition, merchant: MerchantId, name: BoardName | 'data', asOf: string | null): Promise<string | null> {
  if (name === 'data') return JSON.stringify(await dataBoard(edition, merchant));
  if (asOf === null) return (await edition.documents.get(merchant, `board:${name}`))?.text ?? null;
  return withAnalysis(edition, merchant, asOf, async ({ boards }) => JSON.stringify(boards[name]));
}

/** What came in and what became of it: always the ledger as it is. */
async function dataBoard(edition: Edition, merchant: MerchantId): Promise<object> {
  const publication = await edition.tiers.publication(merchant);
  const uploads = (await edition.ledger.list(merchant)).map((e) => ({
    upload: e.upload, file: e.file, bytes: e.bytes, received_at: new Date(e.registeredMs).toISOString(), decision: e.decision, platform: e.platform, version: e.version, withdrawn: e.withdrawn,
    progress: e.progress, failed: e.failures > 0 && e.decision === null && e.progress === null,
  }));
  const count = (decision: string): number => uploads.filter((u) => u.decision === decision && !u.withdrawn).length;
  return {
    as_of: publication?.asOf ?? null, version: publication?.version ?? 0,
    counts: { uploads: uploads.length, accepted: count('accepted'), partly: count('partly'), held: count('held'), refused: count('refused'), duplicate: count('duplicate'), withdrawn: uploads.filter((u) => u.withdrawn).length },
    uploads: uploads.reverse(),
  };
}
