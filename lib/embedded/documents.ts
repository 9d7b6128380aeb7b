import type { MerchantId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Documents } from '../ports/state.ts';
import type { Store } from './lmdb-store.ts';
import { keyOf, nameOf, rangeOf } from './lmdb-store.ts';

/** Documents in one table; a write is a compare-and-set on the revision. */
export function embeddedDocuments(store: Store): Documents {
  const documents = store.table<{ text: string; revision: number }>('documents');
  return {
    async get(merchant, name) {
      store.refresh();
      return documents.get(keyOf(merchant, name)) ?? null;
    },
    put: (merchant, name, text, revision) =>
      store.write('document', () => {
        const stored = documents.get(keyOf(merchant, name))?.revision ?? 0;
        if (stored !== revision) return false;
        void documents.put(keyOf(merchant, name), { text, revision: revision + 1 });
        return true;
      }),
    async list(merchant, prefix) {
      store.refresh();
      const found: { name: string; text: string; revision: number }[] = [];
      const start = keyOf(merchant, prefix);
      for (const { key, value } of documents.getRange(rangeOf(merchant, prefix))) {
        if (!key.startsWith(start)) break;
        found.push({ name: nameOf(key), ...value });
      }
      return found;
    },
    async merchants() {
      store.refresh();
      const found: MerchantId[] = [];
      for (const key of documents.getKeys()) {
        const merchant = trusted<MerchantId>(key.slice(0, key.indexOf('/')));
        if (found.at(-1) !== merchant) found.push(merchant);
      }
      return found;
    },
  };
}
