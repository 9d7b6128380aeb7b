import { maskText } from '../map/mask.ts';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { customerKey } from '../model/pseudonym.ts';
import { reasonOf } from '../model/reasons.ts';
import type { Override } from '../model/tier.ts';
import type { Edition } from '../ports/edition.ts';

/**
 * A person's tier for a customer; null takes it back. The caller publishes. The store keeps the pseudonym, never the raw id;
 * every change is logged with who made it.
 */
export async function setOverride(edition: Edition, merchant: MerchantId, customer: string, override: Override | null): Promise<void> {
  const key = customerKey(await edition.secrets.pseudonymKey(merchant), customer);
  await change(edition, merchant, `override:${key}`, () => (override === null ? '' : JSON.stringify(override)));
  edition.log.info(override === null ? 'override.removed' : 'override.set', { merchant, customer_key: key, ...(override === null ? {} : { tier: override.tier, by: override.by, until: override.until }) });
}

/** A customer's objection to how they are treated, as a person at the merchant reads it; what looks like personal data is masked. */
export interface Objection {
  readonly id: string;
  readonly text: string;
  readonly received_at: string;
}

/** Kept under the pseudonym until somebody decides on it (an override, or erasure, which removes it). */
export async function objectTo(edition: Edition, merchant: MerchantId, customer: string, text: string): Promise<Objection> {
  const key = customerKey(await edition.secrets.pseudonymKey(merchant), customer);
  const objection = { id: edition.newId(), text: maskText(text), received_at: new Date(edition.clock.nowMs()).toISOString() };
  await change(edition, merchant, `objection:${key}`, (stored) => JSON.stringify([...objectionsIn(stored), objection].slice(-MOST_OBJECTIONS)));
  edition.log.info('objection.received', { merchant, customer_key: key, objection: objection.id });
  return objection;
}

export async function objectionsOf({ documents, secrets }: Pick<Edition, 'documents' | 'secrets'>, merchant: MerchantId, customer: string): Promise<readonly Objection[]> {
  const key = customerKey(await secrets.pseudonymKey(merchant), customer);
  return objectionsIn((await documents.get(merchant, `objection:${key}`))?.text ?? null);
}

const MOST_OBJECTIONS = 50;
const objectionsIn = (stored: string | null): Objection[] => (stored === null || stored === '' ? [] : JSON.parse(stored));

/** The merchant's own reading of a raw reason; null gives it back to the classifier. The caller publishes. Answers the whole map. */
export async function setReason(edition: Edition, merchant: MerchantId, raw: string, reason: string | null): Promise<Readonly<Record<string, string>>> {
  if (reason !== null && reasonOf(reason) === undefined) throw new Failure('bad_reason', `There is no reason ${reason} in the taxonomy.`);
  const text = await change(edition, merchant, 'reasons', (stored) => {
    const map = new Map(Object.entries<string>(stored === null || stored === '' ? {} : JSON.parse(stored)));
    if (reason === null) map.delete(raw);
    else map.set(raw, reason);
    return JSON.stringify(Object.fromEntries(map));
  });
  edition.log.info('reason.mapped', { merchant, reason });
  return JSON.parse(text);
}

/** Reads, changes and writes a document, again where somebody else was quicker. Answers what was written. */
export async function change({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId, name: string, next: (stored: string | null) => string): Promise<string> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const stored = await documents.get(merchant, name);
    const text = next(stored?.text ?? null);
    if (stored?.text === text || (await documents.put(merchant, name, text, stored?.revision ?? 0))) return text;
  }
  throw new Failure('contention', 'This document is being changed by others.', { retry: 'same' });
}
