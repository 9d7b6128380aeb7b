import type { Table } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import type { TableFiles } from './fold.ts';
import { allPaths, contentHash, keyHash, scanOf, visible, WINNER_FIRST } from './fold.ts';
import { identifier } from './table-sql.ts';

/** What a fresh part does to the committed rows of its table: `rows = inserted + updated + unchanged + stale`. */
export interface Changes {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  /** Same content as the row that stands. */
  readonly unchanged: number;
  /** Loses against what is there, or against another row of the part. */
  readonly stale: number;
  /** Some key of the part is in more than one row: reading must fold. Becomes `Part.overlaps`. */
  readonly overlaps: boolean;
}

/**
 * Counts by SQL on a bench that may read `fresh` and the files of `existing`. `fresh`: the part's files, in canonical columns.
 * `existing`: the table's files at the current version, null when there is no version yet.
 *
 * A key is updated when the row that stands changes; a second row of one key in the part is then stale, or unchanged if it says the same.
 */
export async function countChanges(bench: Bench, table: Table, fresh: readonly string[], existing: TableFiles | null): Promise<Changes> {
  const old = existing === null || existing.parts.length === 0 ? null : existing;
  const name = `changes_${(made += 1)}`;
  await bench.run(sharedKeys(name, table, fresh, old));
  try {
    const [counted] = await bench.rows(`SELECT (SELECT count(*) FROM ${scanOf(fresh)}) AS rows, (SELECT count(*) FROM ${name}) AS shared`);
    const rows = Number(counted?.['rows'] ?? 0);
    if (Number(counted?.['shared'] ?? 0) === 0) return { rows, inserted: rows, updated: 0, unchanged: 0, stale: 0, overlaps: false };
    const [judged] = await bench.rows(judge(name, table, fresh, old));
    const count = (word: string): number => Number(judged?.[word] ?? 0);
    const alone = rows - count('judged');
    return {
      rows, inserted: alone + count('inserted'), updated: count('updated'), unchanged: count('unchanged'), stale: count('stale'),
      overlaps: Number(judged?.['most'] ?? 0) > 1,
    };
  } finally {
    await bench.run(`DROP TABLE ${name}`);
  }
}

let made = 0;

/** Hashes of the part's keys that are in a second row, of the part or of the table: the only ones that need comparing. */
function sharedKeys(name: string, table: Table, fresh: readonly string[], old: TableFiles | null): string {
  const part = `SELECT ${keyHash(table)} AS h FROM ${scanOf(fresh)}`;
  const twice = `SELECT h FROM (${part}) GROUP BY h HAVING count(*) > 1`;
  if (old === null) return `CREATE TABLE ${name} AS ${twice}`;
  const there = `SELECT ${keyHash(table)} AS h FROM ${scanOf(allPaths(old))} WHERE ${visible(old)}`;
  return `CREATE TABLE ${name} AS ${twice} UNION SELECT h FROM (${there}) SEMI JOIN (${part}) USING (h)`;
}

function judge(name: string, table: Table, fresh: readonly string[], old: TableFiles | null): string {
  const key = table.key.map(identifier).join(', ');
  const narrow = (paths: readonly string[], isFresh: boolean, filter: string): string => `
    SELECT ${key}, source_updated_at, order_key, row_no, ${contentHash(table)} AS content, ${isFresh} AS is_fresh
    FROM (SELECT *, ${keyHash(table)} AS h FROM ${scanOf(paths)} WHERE ${filter}) SEMI JOIN ${name} USING (h)`;
  const rows = [narrow(fresh, true, 'true'), ...(old === null ? [] : [narrow(allPaths(old), false, visible(old))])].join(' UNION ALL ');
  return `
    WITH rows AS (${rows}),
    judged AS (
      SELECT *, count(*) OVER k AS among, NOT bool_and(is_fresh) OVER k AS known,
        first_value(content) OVER (PARTITION BY ${key} ORDER BY is_fresh, ${WINNER_FIRST}) AS before,
        first_value(content) OVER (PARTITION BY ${key} ORDER BY ${WINNER_FIRST}) AS after
      FROM rows WINDOW k AS (PARTITION BY ${key})),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY ${key} ORDER BY (content = after AND is_fresh) DESC, order_key, row_no) AS position
      FROM judged),
    named AS (
      SELECT among, CASE
        WHEN known AND content = before THEN 'unchanged'
        WHEN content <> after THEN 'stale'
        WHEN position > 1 THEN 'unchanged'
        WHEN known THEN 'updated'
        ELSE 'inserted' END AS word
      FROM placed WHERE is_fresh)
    SELECT count(*) AS judged, max(among) AS most, count_if(word = 'inserted') AS inserted, count_if(word = 'updated') AS updated,
      count_if(word = 'unchanged') AS unchanged, count_if(word = 'stale') AS stale
    FROM named`;
}
