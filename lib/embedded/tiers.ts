import type { CustomerKey, MerchantId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Publication, StoredTier, TierStore } from '../ports/tiers.ts';
import type { Store } from './lmdb-store.ts';
import { keyOf, nameOf, rangeOf } from './lmdb-store.ts';

const PAGE = 1000;
/** Answers written in one transaction: others wait for no longer than that. */
const WRITTEN_AT_ONCE = 5000;

/** How often a merchant's answers were changed, and for which version last: ahead of the publication while one is being written. */
interface Progress {
  readonly revision: number;
  readonly version: number;
}

/** Tiers as text by `merchant/customer`: one read of the memory map is one look-up. */
export function embeddedTiers(store: Store): TierStore {
  const tiers = store.table<string>('tiers', 'string');
  const publications = store.table<Publication>('publications');
  const progress = store.table<Progress>('publishing');
  const reached = (merchant: MerchantId): Progress => progress.get(merchant) ?? { revision: 0, version: 0 };
  const [publicationOf, progressOf] = [store.steady(publications), store.steady(progress)];
  return {
    get: (merchant, key) => tiers.get(keyOf(merchant, key)) ?? null,
    publication: (merchant) => publicationOf(merchant),
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
    revision: (merchant) => progressOf(merchant)?.revision ?? 0,
    async publish(merchant, next, put, remove, revision) {
      const changes = [...put.map(({ key, body }) => ({ key, body })), ...remove.map((key) => ({ key, body: null }))];
      let seen = revision;
      for (let first = 0; ; first += WRITTEN_AT_ONCE) {
        const page = changes.slice(first, first + WRITTEN_AT_ONCE);
        const isLast = first + WRITTEN_AT_ONCE >= changes.length;
        const written = await store.write('tiers', () => {
          const stored = publications.get(merchant);
          const now = reached(merchant);
          if ((stored !== undefined && isOlder(next, stored)) || next.version < now.version || (seen !== undefined && seen !== now.revision)) return null;
          for (const { key, body } of page) void (body === null ? tiers.remove(keyOf(merchant, key)) : tiers.put(keyOf(merchant, key), body));
          if (isLast) void publications.put(merchant, { ...next });
          const after: Progress = { revision: now.revision + 1, version: next.version };
          void progress.put(merchant, after);
          return after;
        });
        if (written === null) return null;
        seen = written.revision;
        if (isLast) return seen;
      }
    },
  };
}

/** Versions come from the head and only go up; the settings' revision decides between publications of one version. */
function isOlder(next: Publication, stored: Publication): boolean {
  return next.version !== stored.version ? next.version < stored.version : next.settingsRevision < stored.settingsRevision;
}
