import { trusted, type CustomerKey } from '../model/ids.ts';
import type { MaybePromise } from '../model/maybe-promise.ts';
import type { StoredTier } from '../ports/tiers.ts';

/** What publishing has to write so that the store equals the recomputed answers: nothing where nothing changed. */
export interface Differences {
  readonly put: readonly StoredTier[];
  readonly remove: readonly CustomerKey[];
}

/** An answer worked out anew: its text is made only where it may differ. */
export interface Recomputed {
  readonly key: CustomerKey;
  readonly digest: string;
  body(): string;
}

/** What is stored of a customer: the digest of its facts where that is known, and the text. */
export interface Known {
  readonly key: string;
  readonly digest: string | null;
  body(): MaybePromise<string | null>;
}

/**
 * Compares every recomputed answer with the stored one: by the digest of its facts, and where that differs or is not known, by its text. `since` is the
 * day a tier was first published: kept while the tier stays, else `asOf`; it is for showing only and never counts as a difference. Both come in the
 * order of their keys, and only what differs is held.
 */
export async function differences(computed: AsyncIterable<readonly Recomputed[]>, stored: AsyncIterable<Known> | Iterable<Known>, asOf: string): Promise<Differences> {
  const put: StoredTier[] = [];
  const remove: CustomerKey[] = [];
  const there = Symbol.asyncIterator in stored ? stored[Symbol.asyncIterator]() : stored[Symbol.iterator]();
  /** Waits only for what has to be waited for: there may be millions. */
  const next = (): MaybePromise<Known | null> => {
    const step = there.next();
    return step instanceof Promise ? step.then(valueOf) : valueOf(step);
  };
  let old = await next();
  for await (const batch of computed) {
    const changed: { answer: Recomputed; was: Known | null }[] = [];
    for (const answer of batch) {
      while (old !== null && old.key < answer.key) {
        remove.push(trusted<CustomerKey>(old.key));
        const step = next();
        old = step instanceof Promise ? await step : step;
      }
      const was: Known | null = old?.key === answer.key ? old : null;
      if (was === null || was.digest !== answer.digest) changed.push({ answer, was });
      if (was === null) continue;
      const step = next();
      old = step instanceof Promise ? await step : step;
    }
    // Their stored texts are asked for together: each may be a request.
    const texts = await Promise.all(changed.map(({ was }) => was?.body() ?? null));
    for (const [place, { answer }] of changed.entries()) {
      const was = texts[place] ?? null;
      const body = answer.body();
      const said = withSince(body, was === null ? asOf : sinceOf(was, body) ?? asOf);
      if (said !== was) put.push({ key: answer.key, body: said });
    }
  }
  for (; old !== null; old = await next()) remove.push(trusted<CustomerKey>(old.key));
  return { put, remove };
}

const valueOf = ({ value, done }: IteratorResult<Known, unknown>): Known | null => (done === true ? null : value as Known);

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
