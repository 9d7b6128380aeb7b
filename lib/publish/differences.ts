import type { CustomerKey } from '../model/ids.ts';
import type { StoredTier } from '../ports/tiers.ts';

/** What publishing has to write so that the store equals the recomputed answers: nothing where nothing changed. */
export interface Differences {
  readonly put: readonly StoredTier[];
  readonly remove: readonly CustomerKey[];
}

/**
 * Compares every recomputed body with the stored one. `since` is the day a tier was first published: kept while the tier stays, else `asOf`;
 * it is for showing only and never counts as a difference.
 */
export async function differences(computed: AsyncIterable<readonly StoredTier[]>, stored: AsyncIterable<StoredTier>, asOf: string): Promise<Differences> {
  const there = new Map<CustomerKey, string>();
  for await (const { key, body } of stored) there.set(key, body);
  const put: StoredTier[] = [];
  for await (const batch of computed) {
    for (const { key, body } of batch) {
      const old = there.get(key);
      there.delete(key);
      const next = withSince(body, old === undefined ? asOf : tierIn(old) === tierIn(body) ? sinceIn(old) ?? asOf : asOf);
      if (next !== old) put.push({ key, body: next });
    }
  }
  return { put, remove: [...there.keys()] };
}

const SINCE = /"since":(null|"\d{4}-\d{2}-\d{2}")/;
/** Bodies are written by storedBody: `{"tier":"vip","since":null,…`. */
export const withSince = (body: string, since: string | null): string => body.replace(SINCE, `"since":${since === null ? 'null' : `"${since}"`}`);
const tierIn = (body: string): string | undefined => /^\{"tier":"([a-z_]+)"/.exec(body)?.[1];
const sinceIn = (body: string): string | undefined => SINCE.exec(body)?.[1]?.replaceAll('"', '').replace(/^null$/, '') || undefined;
