import type { CustomerKey } from '../model/ids.ts';
import type { StoredTier } from '../ports/tiers.ts';

/** What publishing has to write so that the store equals the recomputed answers: nothing where nothing changed. */
export interface Differences {
  readonly put: readonly StoredTier[];
  readonly remove: readonly CustomerKey[];
}

/**
 * Compares every recomputed body with the stored one. `since` is the day a tier was first published: kept while the tier stays, else `asOf`;
 * it is for showing only and never counts as a difference. Both come in the order of their keys, and only what differs is held.
 */
export async function differences(computed: AsyncIterable<readonly StoredTier[]>, stored: AsyncIterable<StoredTier>, asOf: string): Promise<Differences> {
  const put: StoredTier[] = [];
  const remove: CustomerKey[] = [];
  const there = stored[Symbol.asyncIterator]();
  const next = async (): Promise<StoredTier | null> => {
    const { value, done } = await there.next();
    return done === true ? null : value;
  };
  let old = await next();
  for await (const batch of computed) {
    for (const { key, body } of batch) {
      while (old !== null && old.key < key) {
        remove.push(old.key);
        old = await next();
      }
      const was = old?.key === key ? old.body : null;
      const said = withSince(body, was === null ? asOf : sinceOf(was, body) ?? asOf);
      if (said !== was) put.push({ key, body: said });
      if (was !== null) old = await next();
    }
  }
  for (; old !== null; old = await next()) remove.push(old.key);
  return { put, remove };
}

/** Since when a tier that stays is known; null where it changed. */
function sinceOf(old: string, body: string): string | null {
  const was = headOf(old);
  return was.tier === headOf(body).tier ? was.since : null;
}

const HEAD = /^\{"tier":"([a-z_]+)","since":(null|"\d{4}-\d{2}-\d{2}")/;
/** Bodies are written by storedBody: `{"tier":"vip","since":null,…`. */
export function withSince(body: string, since: string | null): string {
  const at = body.indexOf(SINCE) + SINCE.length;
  const end = body.indexOf(',', at);
  return `${body.slice(0, at)}${since === null ? 'null' : `"${since}"`}${body.slice(end)}`;
}
const SINCE = '"since":';
const headOf = (body: string): { tier: string | undefined; since: string | null } => {
  const [, tier, since = 'null'] = HEAD.exec(body) ?? [];
  return { tier, since: since === 'null' ? null : since.slice(1, -1) };
};
