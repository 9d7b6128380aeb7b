import type { CustomerKey } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Publication, StoredTier, TierStore } from '../ports/tiers.ts';
import type { Store } from './lmdb-store.ts';
import { keyOf, nameOf, rangeOf } from './lmdb-store.ts';

const PAGE = 1000;

/** Tiers as text by `merchant/customer`: one read of the memory map is one look-up. */
export function embeddedTiers(store: Store): TierStore {
  const tiers = store.table<string>('tiers', 'string');
  const publications = store.table<Publication>('publications');
  return {
    async get(merchant, key) {
      return tiers.get(keyOf(merchant, key)) ?? null;
    },
    async publication(merchant) {
      return publications.get(merchant) ?? null;
    },
    async *all(merchant) {
      store.refresh();
      const { end } = rangeOf(merchant);
      let start = keyOf(merchant, '');
      // Read in pages: a read transaction held open while the caller works would keep old pages from being reused.
      for (;;) {
        const page: StoredTier[] = [...tiers.getRange({ start, end: end ?? '', limit: PAGE })].map(({ key, value }) => ({
          key: trusted<CustomerKey>(nameOf(key)), body: value,
        }));
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        start = `${keyOf(merchant, last.key)}\0`;
      }
    },
    publish: (merchant, next, put, remove) =>
      store.write('tiers', () => {
        const stored = publications.get(merchant);
        if (stored !== undefined && isOlder(next, stored)) return false;
        for (const tier of put) void tiers.put(keyOf(merchant, tier.key), tier.body);
        for (const key of remove) void tiers.remove(keyOf(merchant, key));
        void publications.put(merchant, { ...next });
        return true;
      }),
  };
}

/** Versions come from the head and only go up; the settings' revision decides between publications of one version. */
function isOlder(next: Publication, stored: Publication): boolean {
  return next.version !== stored.version ? next.version < stored.version : next.settingsRevision < stored.settingsRevision;
}
