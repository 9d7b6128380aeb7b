import type { Table } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import { collide, scanOf, WINNER_FIRST } from './collide.ts';
import type { TableFiles } from './fold.ts';
import { everything } from './fold.ts';

/** What a fresh part does to the committed rows of its table: `rows = inserted + updated + unchanged + stale`. */
export interface Changes {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  /** Says the same as the row that stands. */
  readonly unchanged: number;
  /** Loses against what is there, or against another row of the part. */
  readonly stale: number;
  /** Some key of the part is in more than one row: reading must fold. Becomes `Part.overlaps`. */
  readonly overlaps: boolean;
}

export const nothingChanged: Changes = { rows: 0, inserted: 0, updated: 0, unchanged: 0, stale: 0, overlaps: false };

/**
 * Counts on a bench that may read `fresh` and the files of `existing`. `fresh`: the files of the part, in canonical columns.
 * `existing`: the files that reading the current version looks at; null when there is no version yet.
 */
export async function countChanges(bench: Bench, table: Table, fresh: readonly string[], existing: TableFiles | null): Promise<Changes> {
  const name = `changes_${(made += 1)}`;
  const old = existing === null ? { paths: [], filter: 'true', firstFile: 0 } : everything(existing);
  const buckets = await collide(bench, table, { paths: fresh, filter: 'true', firstFile: old.paths.length }, old, name);
  const [counted] = await bench.rows(`SELECT count(*) AS rows FROM ${scanOf(fresh)}`);
  const rows = Number(counted?.['rows'] ?? 0);
  const total = { judged: 0, inserted: 0, updated: 0, unchanged: 0, stale: 0 };
  let most = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const [judged] = await bench.rows(judge(`SELECT * FROM ${name} WHERE bucket = ${bucket}`));
    for (const word of ['judged', 'inserted', 'updated', 'unchanged', 'stale'] as const) total[word] += Number(judged?.[word] ?? 0);
    most = Math.max(most, Number(judged?.['most'] ?? 0));
  }
  await bench.run(`DROP TABLE ${name}`);
  const { judged, inserted, updated, unchanged, stale } = total;
  return { rows, inserted: rows - judged + inserted, updated, unchanged, stale, overlaps: most > 1 };
}

let made = 0;

/**
 * `before`: the content that stood; `after`: the one that stands now. Of several rows of the part that say what stands now, one made the
 * change and the others repeat it.
 */
const judge = (rows: string): string => `
  WITH judged AS (
    SELECT *, count(*) OVER (PARTITION BY k) AS among, NOT bool_and(is_some) OVER (PARTITION BY k) AS known,
      first_value(content) OVER (PARTITION BY k ORDER BY is_some, ${WINNER_FIRST}) AS before,
      first_value(content) OVER (PARTITION BY k ORDER BY ${WINNER_FIRST}) AS after
    FROM (${rows})),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY k ORDER BY is_some AND content = after DESC, order_key, row_no, place) AS position FROM judged),
  named AS (
    SELECT among, CASE
      WHEN known AND content = before THEN 'unchanged'
      WHEN content <> after THEN 'stale'
      WHEN position > 1 THEN 'unchanged'
      WHEN known THEN 'updated'
      ELSE 'inserted' END AS word
    FROM placed WHERE is_some)
  SELECT count(*) AS judged, max(among) AS most, count_if(word = 'inserted') AS inserted, count_if(word = 'updated') AS updated,
    count_if(word = 'unchanged') AS unchanged, count_if(word = 'stale') AS stale
  FROM named`;
