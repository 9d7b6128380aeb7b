import { boardNames, withAnalysis, type Analysis } from './analyse.ts';
import { Failure } from '../model/failure.ts';
import { trusted, type CustomerKey, type MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { Publication, StoredTier } from '../ports/tiers.ts';
import { differences } from '../publish/differences.ts';
import { rulesOf } from '../tier/customers/rules.ts';
import { policiesOf } from '../tier/customers/policies.ts';
import { storedBody, tierCustomers } from '../tier/customers/tier-customers.ts';

export interface Published {
  readonly version: number;
  readonly asOf: string;
  /** Look-up answers written and removed: as many as changed. */
  readonly written: number;
  readonly removed: number;
}

/** Analyses the merchant's current version whole and writes what differs from what is stored. Null where there is nothing to publish. */
export async function publish(edition: Edition, merchant: MerchantId): Promise<Published | null> {
  return withAnalysis(edition, merchant, null, async (analysis) => {
    const changes = await differences(bodies(analysis), edition.tiers.all(merchant), analysis.asOf);
    const next: Publication = {
      version: analysis.manifest.version, asOf: analysis.asOf, settingsRevision: analysis.settings.revision,
      policies: Object.fromEntries(Object.entries(policiesOf(analysis.settings.settings)).map(([tier, policy]) => [tier, JSON.stringify(policy)])),
    };
    const applied = await edition.tiers.publish(merchant, next, changes.put, changes.remove);
    if (applied) for (const name of boardNames) await putBoard(edition, merchant, name, JSON.stringify(analysis.boards[name]));
    const done = { version: next.version, asOf: next.asOf, written: applied ? changes.put.length : 0, removed: applied ? changes.remove.length : 0 };
    edition.log.info('published', { merchant, version: done.version, as_of: done.asOf, written: done.written, removed: done.removed, current: applied });
    return done;
  });
}

/** Everybody's recomputed answer as it is stored. */
export async function* bodies({ snapshot, settings, overrides }: Analysis): AsyncIterable<StoredTier[]> {
  for await (const batch of tierCustomers(snapshot, rulesOf(settings.settings.preset), overrides)) {
    yield batch.map(({ key, answer }) => ({ key: trusted<CustomerKey>(key), body: storedBody(answer) }));
  }
}

async function putBoard({ documents }: Edition, merchant: MerchantId, name: string, text: string): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const stored = await documents.get(merchant, `board:${name}`);
    if (stored !== null && versionIn(stored.text) > versionIn(text)) return;
    if (stored?.text === text || (await documents.put(merchant, `board:${name}`, text, stored?.revision ?? 0))) return;
  }
  throw new Failure('contention', 'A board is being written by others.', { retry: 'same' });
}

const versionIn = (text: string): number => Number(/"version":(\d+)/.exec(text)?.[1] ?? 0);
