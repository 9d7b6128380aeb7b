import { createHash } from 'node:crypto';
import { recordsHash } from '../lake/state-hash.ts';
import { currentManifest } from '../lake/read-manifest.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { withSince } from '../publish/differences.ts';
import { boardNames } from './analyse.ts';

export interface StateHash {
  readonly records: string;
  readonly tiers: string;
  readonly boards: string;
  readonly hash: string;
}

/** The state of a merchant, the same however it was reached: without versions, upload ids, and the days that answers were first given. */
export async function stateHash(edition: Edition, merchant: MerchantId): Promise<StateHash> {
  const records = await recordsHash(edition, await currentManifest(edition.heads, edition.objects, merchant));
  const tiers = createHash('sha256');
  for await (const { key, body } of edition.tiers.all(merchant)) tiers.update(`${key} ${withSince(body, null)}\n`);
  const boards = createHash('sha256');
  for (const name of boardNames) boards.update(`${name} ${((await edition.documents.get(merchant, `board:${name}`))?.text ?? '').replace(/"version":\d+/, '"version":0')}\n`);
  const parts = { records, tiers: tiers.digest('hex'), boards: boards.digest('hex') };
  return { ...parts, hash: createHash('sha256').update(`${parts.records} ${parts.tiers} ${parts.boards}`).digest('hex') };
}
