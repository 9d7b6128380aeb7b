import type { CustomerKey, MerchantId } from '../model/ids.ts';
import type { MaybePromise } from '../model/maybe-promise.ts';

/** A customer's stored look-up answer, ready to send: JSON text without customer, version and as_of, which are joined on when it is served. */
export interface StoredTier {
  readonly key: CustomerKey;
  readonly body: string;
}

/** What the whole of a merchant's published answers has in common; served with each of them. */
export interface Publication {
  readonly version: number;
  readonly asOf: string;
  readonly settingsRevision: number;
  /** tier → its policy, as JSON text. */
  readonly policies: Readonly<Record<string, string>>;
}

/** Point look-ups in microseconds; written only by publishing, and only what differs. */
export interface TierStore {
  /** At once where the store lies in memory; elsewhere a promise. */
  get(merchant: MerchantId, key: CustomerKey): MaybePromise<string | null>;
  publication(merchant: MerchantId): MaybePromise<Publication | null>;
  /** Every stored answer of a merchant, in key order. */
  all(merchant: MerchantId): AsyncIterable<StoredTier>;
  /** Counts the changes of a merchant's stored answers and publication: read before `all`, it says what differences were made against. */
  revision(merchant: MerchantId): MaybePromise<number>;
  /**
   * Applies differences, many at a time, and with the last of them the new publication. Answers the revision after it; null, and no publication, where a newer one is
   * there or on its way, or where `revision` is given and the answers changed since: the differences are then to be made again.
   */
  publish(merchant: MerchantId, next: Publication, put: readonly StoredTier[], remove: readonly CustomerKey[], revision?: number): Promise<number | null>;
}
