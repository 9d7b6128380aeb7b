import { cellsOf, text, type Reading } from './compile.ts';
import type { Emit, Layout } from './declare.ts';
import { completed } from './emit.ts';
import type { Pseudonyms } from './keys.ts';
import type { ColumnProfile } from './profile.ts';

/** More people than this are not held in memory at once: their keys are made row by row. */
const AT_MOST = 500_000;
const WORTH_IT = 20_000;

/** The text that names an emit's customer; null where it has none. */
export function personOf(emit: Emit, layout: Layout, reading: Reading): string | null {
  const expr = completed(emit, layout)['customer_id'];
  return expr === undefined ? null : text(expr, reading);
}

/**
 * `people(who, key)`: the key of every customer that the file names, made once; null where the customers are too many or hardly come twice.
 * A key is two hashes: dearer than finding it.
 */
export function peopleSql(layout: Layout, reading: Reading, profile: readonly ColumnProfile[], records: number, keys: Pseudonyms): string | null {
  const emits = layout.emits.filter((emit) => personOf(emit, layout, reading) !== null);
  const places = new Set(emits.flatMap((emit) => cellsOf(completed(emit, layout)['customer_id'] ?? { op: 'constant', value: '' }, reading.places)));
  const distinct = [...places].reduce((sum, i) => sum + (profile[i]?.distinct ?? 0), 0);
  if (emits.length === 0 || records < WORTH_IT || distinct > AT_MOST || distinct * 2 > records) return null;
  const texts = emits.map((emit) => `SELECT ${personOf(emit, layout, reading)} AS who FROM cells`);
  return `SELECT who, ${keys.customer('who')} AS key FROM (SELECT DISTINCT who FROM (${texts.join(' UNION ALL ')}) WHERE who IS NOT NULL)`;
}

/** The cells with `person_key` beside them. */
export const withPerson = (person: string): string => `(SELECT c.*, k.key AS person_key FROM (SELECT *, ${person} AS person FROM cells) c LEFT JOIN people k ON k.who = c.person)`;
