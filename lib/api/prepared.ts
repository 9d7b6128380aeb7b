import { hash } from 'node:crypto';
import { finder, textOf, type Common } from '../flows/look-up.ts';
import type { CustomerKey, MerchantId } from '../model/ids.ts';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import type { Locale } from '../model/words.ts';
import type { Edition } from '../ports/edition.ts';

/** An answer ready for the wire, and what it was made from. */
export interface Prepared {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly etag: string;
  readonly key: CustomerKey;
  readonly body: string;
  readonly common: Common;
}

/** About 15 MB. */
const MOST_KEPT = 4_000;

/** The stored answer as it is; the language joins it as text, nothing is parsed. */
export const told = (text: string, locale: Locale): string => `${text.slice(0, -1)},"language":"${locale}"}`;

/**
 * Look-ups that are sent as they were made while nothing changed: what is stored is read each time and compared, so an answer is never
 * older than the store; only making it again (pseudonym, bytes, tag) is saved for who is asked about again and again.
 */
export function preparedLookUps(edition: Pick<Edition, 'tiers' | 'secrets' | 'documents'>): { of(merchant: MerchantId, customer: string, locale: Locale): MaybePromise<Prepared> } {
  const find = finder(edition);
  const kept = new Map<string, Prepared>();
  return {
    of(merchant, customer, locale) {
      const name = `${merchant} ${locale} ${customer}`;
      const last = kept.get(name);
      return whenThere(find(merchant, customer, last?.key ?? null), (found) => {
        if (last !== undefined && last.body === found.body && last.common === found.common) return last;
        const bytes = Buffer.from(told(textOf(customer, found), locale));
        const prepared = { bytes, etag: `"${hash('sha1', bytes, 'base64url')}"`, key: found.key, body: found.body, common: found.common };
        if (kept.size >= MOST_KEPT) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
        kept.set(name, prepared);
        return prepared;
      });
    },
  };
}
