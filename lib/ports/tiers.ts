import type { CustomerKey, MerchantId } from '../model/ids.ts';

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
  get(merchant: MerchantId, key: CustomerKey): Promise<string | null>;
  publication(merchant: MerchantId): Promise<Publication | null>;
  /** Every stored answer of a merchant, in key order. */
  all(merchant: MerchantId): AsyncIterable<StoredTier>;
  /**
   * Applies differences and the new publication, if that is not older than the stored one (false where it is).
   * One machine: one transaction. Elsewhere: each item conditional on its version.
   */
  publish(merchant: MerchantId, next: Publication, put: readonly StoredTier[], remove: readonly CustomerKey[]): Promise<boolean>;
}
