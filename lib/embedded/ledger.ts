import { Failure } from '../model/failure.ts';
import { givenIdOf, isSameDrop, newEntry, uploadIdOf } from '../ports/registration.ts';
import type { Ledger, LedgerEntry } from '../ports/state.ts';
import type { Store } from './lmdb-store.ts';
import { keyOf, rangeOf } from './lmdb-store.ts';

/** The ledger in one table; the registration number comes from a counter in the same transaction. */
export function embeddedLedger(store: Store): Ledger {
  const entries = store.table<LedgerEntry>('ledger');
  const counters = store.table<number>('ledger_counters');
  return {
    register: (drop, nowMs) => {
      return store.write('ledger', () => {
        const given = givenIdOf(drop);
        const first = given === null ? undefined : entries.get(keyOf(drop.merchant, given));
        const upload = given !== null && (first === undefined || isSameDrop(first, drop)) ? given : uploadIdOf(drop);
        const known = entries.get(keyOf(drop.merchant, upload));
        if (known !== undefined) return known;
        const orderKey = (counters.get(drop.merchant) ?? 0) + 1;
        const entry = newEntry(drop, upload, orderKey, nowMs);
        void counters.put(drop.merchant, orderKey);
        void entries.put(keyOf(drop.merchant, upload), entry);
        return entry;
      });
    },
    async get(merchant, upload) {
      store.refresh();
      return entries.get(keyOf(merchant, upload)) ?? null;
    },
    update: async (merchant, upload, change) => {
      const changed = await store.write('ledger', () => {
        const known = entries.get(keyOf(merchant, upload));
        if (known === undefined) return null;
        // What identifies a registration is fixed once.
        const entry = { ...known, ...change, merchant: known.merchant, upload: known.upload, orderKey: known.orderKey };
        void entries.put(keyOf(merchant, upload), entry);
        return entry;
      });
      if (changed === null) throw new Failure('not_found', 'no such upload');
      return changed;
    },
    async list(merchant) {
      store.refresh();
      return [...entries.getRange(rangeOf(merchant))].map(({ value }) => value).sort((a, b) => a.orderKey - b.orderKey);
    },
  };
}
