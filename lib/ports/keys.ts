import type { MerchantId } from '../model/ids.ts';
import type { MaybePromise } from '../model/maybe-promise.ts';

export type Scope = 'read' | 'upload' | 'admin' | 'embed';
/** `settings` = what the page of one machine may do beside reading and uploading: change settings and the meaning of reasons. No key is made for it. */
export type Permission = Scope | 'settings';
export const scopes: readonly Scope[] = ['read', 'upload', 'admin', 'embed'];

/** An API key at rest. What a caller sends is `aftertier_{id}_{secret}`; only the SHA-256 of the whole is kept. */
export interface StoredKey {
  readonly id: string;
  readonly merchant: MerchantId;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the key as it was shown, hex. Compared in constant time. */
  readonly sha256: string;
  readonly createdMs: number;
  readonly revokedMs: number | null;
}

export interface Keys {
  /** Makes a key of 256 random bits. `secretOnce` is the whole key, shown now and never again. */
  create(merchant: MerchantId, scopes: readonly Scope[], nowMs: number): Promise<{ id: string; secretOnce: string }>;
  /** Revoked keys are found too: the caller looks at `revokedMs`. Where nothing has to be waited for, a key is the same object for as long as it is stored unchanged. */
  find(id: string): MaybePromise<StoredKey | null>;
  list(merchant: MerchantId): Promise<StoredKey[]>;
  /** False where the merchant has no such key. */
  revoke(merchant: MerchantId, id: string, nowMs: number): Promise<boolean>;
}

const SHOWN = /^aftertier_([a-z0-9]{16})_[A-Za-z0-9_-]{43}$/;

/** The id inside a key as it is sent; null when it is no key at all. */
export const keyIdOf = (shown: string): string | null => SHOWN.exec(shown)?.[1] ?? null;
