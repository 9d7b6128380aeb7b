import { createHash, randomBytes } from 'node:crypto';
import type { MerchantId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import { scopes as allScopes, type Keys, type StoredKey } from '../ports/keys.ts';
import type { Item, Items } from './items.ts';
import { isNew, keyOf, number, numberOf, putItem, readItem, readItems, sortOf, text, textOf, updateItem } from './items.ts';

/** API keys by the id that a caller shows; the merchant's own partition says which they are. A stolen table gives no key away. */
export function dynamodbKeys(items: Items): Keys {
  const find = async (id: string): Promise<StoredKey | null> => {
    const item = await readItem(items, partitionOf(id), KEY);
    return item === null ? null : storedOf(id, item);
  };
  return {
    async create(merchant, scopes, nowMs) {
      const id = randomBytes(8).toString('hex');
      const secretOnce = `aftertier_${id}_${randomBytes(32).toString('base64url')}`;
      const sha256 = createHash('sha256').update(secretOnce).digest('hex');
      // Listed before it works: no key is good that its merchant cannot see.
      await putItem(items, keyOf(merchant, `${LISTED}${id}`));
      await putItem(items, { ...keyOf(partitionOf(id), KEY), merchant: text(merchant), scopes: { L: scopes.map(text) }, sha256: text(sha256), created: number(nowMs) }, isNew);
      return { id, secretOnce };
    },
    find,
    async list(merchant) {
      const found: StoredKey[] = [];
      for await (const listed of readItems(items, merchant, { prefix: LISTED })) {
        const key = await find(sortOf(listed).slice(LISTED.length));
        if (key !== null && key.merchant === merchant) found.push(key);
      }
      return found.sort((a, b) => a.createdMs - b.createdMs);
    },
    async revoke(merchant, id, nowMs) {
      const written = await updateItem(items, keyOf(partitionOf(id), KEY), { text: 'SET #revoked = if_not_exists(#revoked, :now)', names: { '#revoked': 'revoked' }, values: { ':now': number(nowMs) } },
        { text: '#merchant = :merchant', names: { '#merchant': 'merchant' }, values: { ':merchant': text(merchant) } });
      return written.done;
    },
  };
}

const KEY = 'key';
const LISTED = 'key#';
const partitionOf = (id: string): string => `:key:${id}`;

const storedOf = (id: string, item: Item): StoredKey => ({
  id, merchant: trusted<MerchantId>(textOf(item, 'merchant')), scopes: allScopes.filter((scope) => item['scopes']?.L?.some(({ S }) => S === scope)),
  sha256: textOf(item, 'sha256'), createdMs: numberOf(item, 'created'), revokedMs: item['revoked'] === undefined ? null : numberOf(item, 'revoked'),
});
