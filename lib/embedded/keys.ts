import { createHash, randomBytes } from 'node:crypto';
import type { Keys, StoredKey } from '../ports/keys.ts';
import type { Store } from './lmdb-store.ts';

/** API keys by id. A stolen store gives no key away: a hash of 256 random bits cannot be guessed back. */
export function embeddedKeys(store: Store): Keys {
  const keys = store.table<StoredKey>('keys');
  const find = store.steady(keys);
  return {
    async create(merchant, scopes, nowMs) {
      const id = randomBytes(8).toString('hex');
      const secretOnce = `aftertier_${id}_${randomBytes(32).toString('base64url')}`;
      const sha256 = createHash('sha256').update(secretOnce).digest('hex');
      await store.write('keys', () => void keys.put(id, { id, merchant, scopes: [...scopes], sha256, createdMs: nowMs, revokedMs: null }));
      return { id, secretOnce };
    },
    find,
    async list(merchant) {
      store.refresh();
      return [...keys.getRange()].map(({ value }) => value).filter((key) => key.merchant === merchant).sort((a, b) => a.createdMs - b.createdMs);
    },
    revoke: (merchant, id, nowMs) =>
      store.write('keys', () => {
        const key = keys.get(id);
        if (key === undefined || key.merchant !== merchant) return false;
        void keys.put(id, { ...key, revokedMs: key.revokedMs ?? nowMs });
        return true;
      }),
  };
}
