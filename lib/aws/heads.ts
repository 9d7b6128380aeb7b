import type { MerchantId } from '../model/ids.ts';
import type { Head, Heads } from '../ports/state.ts';
import type { Expression, Item, Items } from './items.ts';
import { isNew, keyOf, number, numberOf, putItem, readItem, text, textOf } from './items.ts';

/** A merchant's head as one item, written on the version before it. */
export function dynamodbHeads(items: Items): Heads {
  return {
    async read(merchant) {
      const item = await readItem(items, merchant, HEAD);
      return item === null ? { version: 0, manifest: null, commitId: '' } : headOf(item);
    },
    async advance(merchant, next) {
      if (next.version < 1) return false;
      // Where the answer to the client's first try was lost, its second finds what the first one wrote and this is false: the commit reads the head again and knows its own.
      return (await putItem(items, itemOf(merchant, next), next.version === 1 ? isNew : isAt(next.version - 1))).done;
    },
  };
}

const HEAD = 'head';

const isAt = (version: number): Expression => ({ text: '#version = :before', names: { '#version': 'version' }, values: { ':before': number(version) } });

const itemOf = (merchant: MerchantId, { version, manifest, commitId }: Head): Item => ({
  ...keyOf(merchant, HEAD), version: number(version), commit: text(commitId), ...(manifest === null ? {} : { manifest: text(manifest) }),
});

const headOf = (item: Item): Head => ({ version: numberOf(item, 'version'), manifest: item['manifest']?.S ?? null, commitId: textOf(item, 'commit') });
