import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MerchantId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Keys } from '../../lib/ports/keys.ts';
import { keyIdOf } from '../../lib/ports/keys.ts';

const m1 = trusted<MerchantId>('m1');
const m10 = trusted<MerchantId>('m10');

/** API keys: shown once, kept as a hash. */
export function keysContract(name: string, make: () => Promise<{ port: Keys; close(): Promise<void> }>): void {
  describe(`keys: ${name}`, () => {
    let made: Awaited<ReturnType<typeof make>>;
    beforeEach(async () => void (made = await make()));
    afterEach(() => made.close());

    test('a key is found by the id inside it and only its hash is kept', async () => {
      const { id, secretOnce } = await made.port.create(m1, ['read', 'upload'], 7);
      expect(keyIdOf(secretOnce)).toBe(id);
      const stored = await made.port.find(id);
      expect(stored).toEqual({ id, merchant: m1, scopes: ['read', 'upload'], sha256: createHash('sha256').update(secretOnce).digest('hex'), createdMs: 7, revokedMs: null });
      expect(JSON.stringify(stored)).not.toContain(secretOnce.slice(-43));
    });

    test('two keys live side by side, and one can be revoked by its own merchant only', async () => {
      const [old, next] = [await made.port.create(m1, ['read'], 1), await made.port.create(m1, ['read'], 2)];
      expect(await made.port.revoke(m10, old.id, 3)).toBe(false);
      expect(await made.port.revoke(m1, old.id, 4)).toBe(true);
      expect((await made.port.list(m1)).map(({ id, revokedMs }) => [id, revokedMs])).toEqual([[old.id, 4], [next.id, null]]);
      expect(await made.port.list(m10)).toEqual([]);
    });

    test('what is no key has no id', () => {
      for (const text of ['', 'aftertier_', 'Bearer x', `aftertier_${'g'.repeat(15)}_${'A'.repeat(43)}`]) expect(keyIdOf(text)).toBeNull();
    });

    test('an unknown id is null, also when it is named as a property of every object', async () => {
      for (const id of ['0000000000000000', '__proto__', 'constructor']) expect(await made.port.find(id)).toBeNull();
    });
  });
}
