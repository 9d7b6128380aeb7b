import type { MerchantId } from '../model/ids.ts';
import type { Head, Heads } from '../ports/state.ts';
import type { Store } from './lmdb-store.ts';

/** The heads of all merchants in one table: a compare-and-set inside a transaction. */
export function embeddedHeads(store: Store): Heads {
  const heads = store.table<Head>('heads');
  const read = (merchant: MerchantId): Head => heads.get(merchant) ?? { version: 0, manifest: null, commitId: '' };
  return {
    async read(merchant) {
      store.refresh();
      return read(merchant);
    },
    advance: (merchant, next) =>
      store.write('head', () => {
        if (read(merchant).version !== next.version - 1) return false;
        void heads.put(merchant, { ...next });
        return true;
      }),
  };
}
