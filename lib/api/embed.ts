import { cubeDimensions } from '../model/boards/cube.ts';
import { noFilter, type BoardFilter } from '../model/boards/filter.ts';
import { isViewName } from '../model/boards/views.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Locale } from '../model/words.ts';
import type { Edition } from '../ports/edition.ts';
import type { View } from '../flows/views.ts';
import type { Principal } from './authenticate.ts';
import { examineToken, lifetimeSeconds, readToken, signToken } from './tokens.ts';

type World = Pick<Edition, 'secrets' | 'clock'>;
type Token = 'embed_entry' | 'embed_session';

/** What a merchant's server grants a reader: boards, the data they may see of them, and the language they read. */
export interface Grant {
  readonly view: View;
  readonly locale: Locale | null;
}

/** Who holds a token, and whether it is over. */
export interface Granted extends Grant {
  readonly merchant: MerchantId;
  readonly expired: boolean;
}

/** An entry token opens a view within a minute; a session of ten minutes goes on asking for it. */
export async function signGrant({ secrets, clock }: World, token: Token, merchant: MerchantId, { view, locale }: Grant): Promise<{ text: string; expiresIn: number }> {
  const expiresIn = lifetimeSeconds(token);
  const filters = Object.fromEntries(cubeDimensions.filter((dimension) => view.filter[dimension].length > 0).map((dimension) => [dimension, view.filter[dimension]]));
  const text = await signToken(secrets, token, merchant, { boards: view.boards, filters, ...(locale === null ? {} : { locale }) }, clock.nowMs() + expiresIn * 1000);
  return { text, expiresIn };
}

/** Null for anything that is not ours; one that is over is told apart, to say so. */
export async function examineEntry({ secrets, clock }: World, token: string): Promise<Granted | null> {
  const read = await examineToken(secrets, 'embed_entry', token, clock.nowMs());
  const grant = read === null ? null : grantIn(read.payload);
  return read === null || grant === null ? null : { merchant: read.merchant, expired: read.expired, ...grant };
}

/** The reader that a session's bearer token stands for: no scopes, one view. */
export const viewSession = ({ secrets, clock }: World) => async (token: string): Promise<Principal | null> => {
  const read = await readToken(secrets, 'embed_session', token, clock.nowMs());
  const grant = read === null ? null : grantIn(read.payload);
  return read === null || grant === null ? null : { merchant: read.merchant, scopes: [], id: 'embed', view: grant.view };
};

/** Boards and filters as they stand in a token or a body; null where anything is not as it should be: a filter that is not understood must not be left out. */
export function grantIn({ boards, filters = {}, locale }: Readonly<Record<string, unknown>>): Grant | null {
  const names = texts(boards)?.filter(isViewName);
  if (names === undefined || names.length === 0 || names.length !== texts(boards)?.length) return null;
  if (typeof filters !== 'object' || filters === null || Object.keys(filters).some((name) => !cubeDimensions.some((dimension) => dimension === name))) return null;
  const lists: Partial<Record<keyof BoardFilter, string[]>> = {};
  for (const dimension of cubeDimensions) {
    const given: unknown = Reflect.get(filters, dimension);
    if (given === undefined) continue;
    const values = texts(given);
    // An empty list would allow everything.
    if (values === undefined || values.length === 0) return null;
    lists[dimension] = [...new Set(values)];
  }
  return { view: { boards: [...new Set(names)], filter: { ...noFilter, ...lists, period: null } }, locale: locale === 'zh' || locale === 'en' ? locale : null };
}

const texts = (value: unknown): string[] | undefined => (Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined);
