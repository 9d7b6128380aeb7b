import { reasonOf } from '../reasons.ts';
import { cubeDimensions, type CubeDimension } from './cube.ts';

/** Stands for "not known" where a value does. */
export const UNKNOWN_VALUE = '';
/** Names, in a filtered board, the rare values that the cube folded into one. */
export const OTHER_VALUE = '*';

/** What a person narrows a board down to. Within a dimension any of the values, between dimensions all of them; an empty list = everything. */
export type BoardFilter = Readonly<Record<CubeDimension, readonly string[]>> & {
  /** Days up to as_of; null = the board's own window. */
  readonly period: number | null;
};

export const noFilter: BoardFilter = { period: null, channel: [], category: [], region: [], reason: [], tier: [] };

export const isFiltered = (filter: BoardFilter): boolean => filter.period !== null || cubeDimensions.some((dimension) => filter[dimension].length > 0);

/** Part of a board that a filter leaves without an answer, and the dimension to drop for it to return. */
export interface Unanswered {
  part: 'rates' | 'customers' | 'products' | 'drivers';
  drop: CubeDimension | 'period';
}

/** What a filtered board says beside its own fields. */
export interface Filtered {
  filter: BoardFilter;
  unanswered: Unanswered[];
}

/** What can be chosen: the document behind the row of chips. */
export interface FilterOptions {
  as_of: string;
  version: number;
  currency: string;
  /** IANA name; days are days in it. */
  time_zone: string;
  settings_revision: number;
  window_days: number;
  periods: number[];
  channel: string[];
  category: string[];
  region: string[];
}

/** Both must hold: what is asked for within what is allowed at all. Null where they have nothing in common. */
export function narrowed(asked: BoardFilter, allowed: BoardFilter): BoardFilter | null {
  const joined = cubeDimensions.map((dimension) => {
    if (allowed[dimension].length === 0) return [dimension, asked[dimension]] as const;
    if (asked[dimension].length === 0) return [dimension, allowed[dimension]] as const;
    return [dimension, common(dimension, asked[dimension], allowed[dimension])] as const;
  });
  if (joined.some(([dimension, values]) => values.length === 0 && (asked[dimension].length > 0 || allowed[dimension].length > 0))) return null;
  return { ...asked, ...Object.fromEntries(joined), period: asked.period ?? allowed.period };
}

/** A reason lies inside its group. */
function common(dimension: CubeDimension, asked: readonly string[], allowed: readonly string[]): string[] {
  const groupOf = (value: string): string | undefined => (dimension === 'reason' ? reasonOf(value)?.group : undefined);
  return asked.flatMap((value) => (allowed.some((one) => one === value || one === groupOf(value)) ? [value] : allowed.filter((one) => groupOf(one) === value)));
}

/** As it stands in an address: `period=30&channel=douyin`. Empty for no filter. */
export function filterQuery(filter: BoardFilter): string {
  const query = new URLSearchParams();
  if (filter.period !== null) query.set('period', String(filter.period));
  for (const dimension of cubeDimensions) for (const value of filter[dimension]) query.append(dimension, value);
  return query.toString();
}

/** The filter that an address asks for; what is malformed is left out. */
export function filterIn(query: URLSearchParams): BoardFilter {
  const period = query.get('period');
  const lists = cubeDimensions.map((dimension) => [dimension, [...new Set(query.getAll(dimension))].filter((value) => value.length <= 200).slice(0, 50)]);
  return { ...noFilter, ...Object.fromEntries(lists), period: period !== null && /^\d{1,4}$/.test(period) ? Number(period) : null };
}
