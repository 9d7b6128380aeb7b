import { createHash, randomBytes } from 'node:crypto';
import type { Keys, StoredKey } from '../../lib/ports/keys.ts';

export function memoryKeys(): Keys {
  const keys = new Map<string, StoredKey>();
  return {
    async create(merchant, scopes, createdMs) {
      const id = randomBytes(8).toString('hex');
      const secretOnce = `aftertier_${id}_${randomBytes(32).toString('base64url')}`;
      keys.set(id, { id, merchant, scopes, sha256: createHash('sha256').update(secretOnce).digest('hex'), createdMs, revokedMs: null });
      return { id, secretOnce };
    },
    find: async (id) => keys.get(id) ?? null,
    list: async (merchant) => [...keys.values()].filter((key) => key.merchant === merchant).sort((a, b) => a.createdMs - b.createdMs),
    async revoke(merchant, id, nowMs) {
      const key = keys.get(id);
      if (key?.merchant !== merchant) return false;
      keys.set(id, { ...key, revokedMs: key.revokedMs ?? nowMs });
      return true;
    },
  };
}
