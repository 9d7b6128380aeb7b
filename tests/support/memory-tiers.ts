import type { CustomerKey } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Publication, TierStore } from '../../lib/ports/tiers.ts';

export function memoryTiers(): TierStore {
  const merchants = new Map<string, { tiers: Map<string, string>; publication: Publication | null; revision: number }>();
  const of = (merchant: string) => {
    const found = merchants.get(merchant) ?? { tiers: new Map<string, string>(), publication: null, revision: 0 };
    merchants.set(merchant, found);
    return found;
  };
  return {
    get: async (merchant, key) => of(merchant).tiers.get(key) ?? null,
    publication: async (merchant) => of(merchant).publication,
    async *all(merchant) {
      for (const [key, body] of [...of(merchant).tiers].sort(([a], [b]) => (a < b ? -1 : 1))) yield { key: trusted<CustomerKey>(key), body };
    },
    revision: async (merchant) => of(merchant).revision,
    async publish(merchant, next, put, remove, revision) {
      const state = of(merchant);
      const { publication } = state;
      const newer = publication === null || next.version > publication.version
        || (next.version === publication.version && next.settingsRevision >= publication.settingsRevision);
      if (!newer || (revision !== undefined && revision !== state.revision)) return null;
      state.revision += 1;
      for (const { key, body } of put) state.tiers.set(key, body);
      for (const key of remove) state.tiers.delete(key);
      state.publication = next;
      return state.revision;
    },
  };
}
