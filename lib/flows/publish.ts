import { boardNames, withAnalysis, type Analysis } from './analyse.ts';
import { Failure } from '../model/failure.ts';
import { trusted, type CustomerKey, type MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { Publication, StoredTier } from '../ports/tiers.ts';
import { differences, type Known, type Recomputed } from '../publish/differences.ts';
import { digestOf, digestWriter, readDigests, type Digest, type DigestWriter } from '../publish/digests.ts';
import { rulesOf } from '../tier/customers/rules.ts';
import { policiesOf } from '../tier/customers/policies.ts';
import { formOf, storedBody, tierCustomers } from '../tier/customers/tier-customers.ts';

export interface Published {
  readonly version: number;
  readonly asOf: string;
  /** Look-up answers written and removed: as many as changed. */
  readonly written: number;
  readonly removed: number;
}

/** Analyses the merchant's current version whole and writes what differs from what is stored. Null where there is nothing to publish. */
export async function publish(edition: Edition, merchant: MerchantId): Promise<Published | null> {
  const said = await saidRevision(edition, merchant);
  return withAnalysis(edition, merchant, null, async (analysis) => {
    const next: Publication = {
      version: analysis.manifest.version, asOf: analysis.asOf, settingsRevision: analysis.settings.revision,
      policies: Object.fromEntries(Object.entries(policiesOf(analysis.settings.settings)).map(([tier, policy]) => [tier, JSON.stringify(policy)])),
    };
    const written = await putTiers(edition, merchant, analysis, next);
    if (written !== null) {
      const isCurrent = async (): Promise<boolean> => (await edition.tiers.revision(merchant)) === written.revision;
      for (const name of boardNames) await putDocument(edition, merchant, `board:${name}`, JSON.stringify(analysis.boards[name]), isCurrent);
      await putDocument(edition, merchant, MARK, `${next.version} ${said} ${DOCUMENTS}`, isCurrent);
    }
    const done = { version: next.version, asOf: next.asOf, written: written?.put ?? 0, removed: written?.removed ?? 0 };
    edition.log.info('published', { merchant, version: done.version, as_of: done.asOf, written: done.written, removed: done.removed, current: written !== null });
    return done;
  });
}

/** Written last: of which version, and of which words of people, everything shown is. */
const MARK = 'published';
/** Goes up when boards or answers are made differently: what an older edition published is published again when the next one starts. */
const DOCUMENTS = 2;

/** Whether what is shown is that of the current version and of what people said since: also after a crash in the middle of publishing. */
export async function isPublished(edition: Edition, merchant: MerchantId, version: number): Promise<boolean> {
  return (await edition.documents.get(merchant, MARK))?.text === `${version} ${await saidRevision(edition, merchant)} ${DOCUMENTS}`;
}

/** Goes up with everything that people say beside files: settings, reasons, corrections of tiers. */
async function saidRevision({ documents }: Edition, merchant: MerchantId): Promise<number> {
  const said = [await documents.get(merchant, 'settings'), await documents.get(merchant, 'reasons'), ...(await documents.list(merchant, 'override:'))];
  return said.reduce((sum, document) => sum + (document?.revision ?? 0), 0);
}

/** Writes the answers that differ; made again where somebody else changed them meanwhile. Null where a newer version is there: its publisher has the word. */
async function putTiers(edition: Edition, merchant: MerchantId, analysis: Analysis, next: Publication): Promise<{ put: number; removed: number; revision: number } | null> {
  const form = digestOf(formOf(rulesOf(analysis.settings.settings.preset)));
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const seen = await edition.tiers.revision(merchant);
    const digests = digestWriter(form);
    const { put, remove } = await differences(recomputed(analysis, digests), await stored(edition, merchant, seen, form), analysis.asOf);
    const revision = await edition.tiers.publish(merchant, next, put, remove, seen);
    if (revision !== null) {
      await keepDigests(edition, merchant, revision, digests.bytes());
      return { put: put.length, removed: remove.length, revision };
    }
    const published = await edition.tiers.publication(merchant);
    const isBehind = published !== null && published.version === next.version && published.settingsRevision > next.settingsRevision;
    if (isBehind || (await edition.heads.read(merchant)).version > next.version) return null;
  }
  throw new Failure('contention', 'The answers are being written by others.', { retry: 'same' });
}

/** Digests are of exactly one revision of the answers: of any other, or where they were not kept, the answers themselves are read. */
const digestsPrefix = (merchant: MerchantId): string => `answers/${merchant}/`;

async function stored(edition: Edition, merchant: MerchantId, revision: number, form: string): Promise<AsyncIterable<Known> | Iterable<Known>> {
  const bytes = revision === 0 ? null : await edition.objects.get(`${digestsPrefix(merchant)}${revision}.txt`);
  const digests = bytes === null ? null : readDigests(bytes, form);
  return digests === null ? everybody(edition, merchant) : known(edition, merchant, digests);
}

async function* everybody({ tiers }: Edition, merchant: MerchantId): AsyncIterable<Known> {
  for await (const { key, body } of tiers.all(merchant)) yield { key, digest: null, body: () => body };
}

function* known({ tiers }: Edition, merchant: MerchantId, digests: Iterable<Digest>): Iterable<Known> {
  for (const { key, digest } of digests) yield { key, digest, body: () => tiers.get(merchant, trusted<CustomerKey>(key)) };
}

async function keepDigests({ objects }: Edition, merchant: MerchantId, revision: number, bytes: Uint8Array): Promise<void> {
  const name = `${digestsPrefix(merchant)}${revision}.txt`;
  await objects.put(name, bytes);
  for await (const { key } of objects.list(digestsPrefix(merchant))) if (key !== name) await objects.remove(key);
}

async function* recomputed({ snapshot, settings, overrides }: Analysis, digests: DigestWriter): AsyncIterable<Recomputed[]> {
  for await (const batch of tierCustomers(snapshot, rulesOf(settings.settings.preset), overrides)) {
    yield batch.map((customer) => {
      const key = trusted<CustomerKey>(customer.key);
      const digest = digestOf(customer.facts);
      digests.add({ key, digest });
      return { key, digest, body: () => storedBody(customer.answer) };
    });
  }
}

/** Everybody's recomputed answer as it is stored. */
export async function* bodies({ snapshot, settings, overrides }: Analysis): AsyncIterable<StoredTier[]> {
  for await (const batch of tierCustomers(snapshot, rulesOf(settings.settings.preset), overrides)) {
    yield batch.map(({ key, answer }) => ({ key: trusted<CustomerKey>(key), body: storedBody(answer) }));
  }
}

/** Leaves it to others where they published since: what they write comes after their answers. */
async function putDocument({ documents }: Edition, merchant: MerchantId, name: string, text: string, isCurrent: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const stored = await documents.get(merchant, name);
    if (stored?.text === text || !(await isCurrent()) || (await documents.put(merchant, name, text, stored?.revision ?? 0))) return;
  }
  throw new Failure('contention', 'A board is being written by others.', { retry: 'same' });
}
