import type { TableName } from '../model/tables.ts';
import type { Words } from '../model/words.ts';

/**
 * How a layout maps to canonical records, as data. One declaration per platform (platforms/*.ts); compile.ts turns it into SQL.
 * What a text becomes (money, instant, count) follows from the type of the canonical column it feeds; a declaration only says where it stands.
 */
export type Expr =
  | { readonly op: 'cell'; readonly names: readonly string[] }
  | { readonly op: 'constant'; readonly value: string }
  | { readonly op: 'first'; readonly of: readonly Expr[] }
  | { readonly op: 'words'; readonly of: Expr; readonly map: Readonly<Record<string, string>>; readonly contains: readonly (readonly [string, string])[] }
  | { readonly op: 'minus' | 'times'; readonly left: Expr; readonly right: Expr }
  | { readonly op: 'positive'; readonly of: Expr }
  | { readonly op: 'when'; readonly test: Test; readonly then: Expr; readonly else: Expr | null }
  | { readonly op: 'joined'; readonly of: readonly Expr[]; readonly by: string }
  | { readonly op: 'extract'; readonly of: Expr; readonly pattern: string }
  | { readonly op: 'digest'; readonly of: readonly Expr[] }
  | { readonly op: 'occurrence'; readonly base: Expr; readonly within: Expr; readonly of: readonly Expr[] };

export type Test =
  | { readonly op: 'filled'; readonly of: Expr }
  | { readonly op: 'matches'; readonly of: Expr; readonly pattern: string }
  | { readonly op: 'above_zero'; readonly of: Expr }
  | { readonly op: 'not'; readonly of: Test }
  | { readonly op: 'all' | 'any'; readonly of: readonly Test[] };

/** The first filled cell among these columns (aliases of one column, or alternatives in order of trust). */
export const cell = (...names: string[]): Expr => ({ op: 'cell', names });
export const constant = (value: string): Expr => ({ op: 'constant', value });
export const first = (...of: Expr[]): Expr => ({ op: 'first', of });
/** Translates a platform's words; `contains` is tried in order where no word is equal. A word that is in neither reads as null. */
export const words = (of: Expr, map: Record<string, string>, contains: [string, string][] = []): Expr => ({ op: 'words', of, map, contains });
export const minus = (left: Expr, right: Expr): Expr => ({ op: 'minus', left, right });
export const times = (left: Expr, right: Expr): Expr => ({ op: 'times', left, right });
/** The absolute value: layouts that write a return as a negative quantity. */
export const positive = (of: Expr): Expr => ({ op: 'positive', of });
export const when = (test: Test, then: Expr, otherwise: Expr | null = null): Expr => ({ op: 'when', test, then, else: otherwise });
export const joined = (by: string, ...of: Expr[]): Expr => ({ op: 'joined', of, by });
/** The first group of a regular expression (RE2). */
export const extract = (of: Expr, pattern: string): Expr => ({ op: 'extract', of, pattern });
/** A short digest of contents: the identity of a line whose layout gives it none. Equal lines have equal digests, in whatever file they stand. */
export const digest = (...of: Expr[]): Expr => ({ op: 'digest', of });
/** `base`, and `base#2`, `base#3` … for further *different* lines of one order (`within`) with the same base; equal lines share a number. */
export const occurrence = (base: Expr, within: Expr, ...of: Expr[]): Expr => ({ op: 'occurrence', base, within, of });

export const filled = (of: Expr): Test => ({ op: 'filled', of });
export const matches = (of: Expr, pattern: string): Test => ({ op: 'matches', of, pattern });
export const aboveZero = (of: Expr): Test => ({ op: 'above_zero', of });
export const not = (of: Test): Test => ({ op: 'not', of });
export const all = (...of: Test[]): Test => ({ op: 'all', of });
export const any = (...of: Test[]): Test => ({ op: 'any', of });

/** Canonical column (or an input alias of it: `paid` for `paid_minor`, `customer_id` for `customer_key`) → where it stands. */
export type Columns = Readonly<Record<string, Expr>>;

/** Records that pass `when` become rows of `table`. A record may feed several emits (an order line and its case). */
export interface Emit {
  readonly table: TableName;
  readonly when?: Test;
  readonly columns: Columns;
}

export interface Layout {
  /** As `aftertier platforms` lists it, and reports name it. */
  readonly id: string;
  /** The family in `source`; a shop named in the file is appended. */
  readonly source: string;
  readonly label: Words;
  /** It is this layout if every name of one of these sets is in the header. */
  readonly signature: readonly (readonly string[])[];
  /** The layout's other known names; what share of the header they make raises the confidence. */
  readonly known?: readonly string[];
  readonly timeZone?: string;
  readonly currency?: string;
  /** The day-month order its exports use, where a column's values leave it open. */
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly decimal?: '.' | ',';
  /** Totals below the table, notices within it: no records. */
  readonly footer?: Test;
  /** Records that are understood and yield no row, by the word they are counted under. */
  readonly ignore?: readonly { readonly when: Test; readonly word: string }[];
  /** Columns filled only on an order's first record (Shopify): carried to the others of the same `by`. */
  readonly carried?: { readonly by: string; readonly names: readonly string[] };
  readonly emits: readonly Emit[];
}
