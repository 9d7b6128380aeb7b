import { tables } from '../model/tables.ts';
import { literal } from './compile.ts';
import { identifier, JOINED, type EmitSql } from './emit.ts';

/**
 * What of a file does not become rows, as statements over the views `m0`, `m1`, … (one per emit, all its rows), `e0`, `e1`, … (its good rows, as
 * they were written) and `cells`. They fill
 * `excluded(record_no, fate, reject)`: rejected records, later copies within the file, records of erased customers; and
 * `copies(emit, record_no)`: rows that say what an earlier row of their emit says.
 */
export const nothingExcluded =
  'DROP TABLE IF EXISTS copies; CREATE TABLE copies (emit INTEGER, record_no BIGINT); DROP TABLE IF EXISTS excluded; CREATE TABLE excluded (record_no BIGINT, fate VARCHAR, reject VARCHAR)';

/** One row: how many rows the emits have, and how many of them were written. */
export const writtenCountsSql = (emits: readonly EmitSql[]): string =>
  `SELECT ${emits.map((_, i) => `(SELECT count(*) FROM m${i})`).join(' + ')} AS mapped, ${emits.map((_, i) => `(SELECT count(*) FROM e${i})`).join(' + ')} AS written`;

export const rejectedSql = (emits: readonly EmitSql[]): string =>
  `INSERT INTO excluded SELECT record_no, 'rejected', min(reject)
    FROM (${emits.map((_, i) => `SELECT record_no, unnest(CASE WHEN reject IS NULL THEN [] ELSE [reject] END) AS reject FROM m${i}`).join(' UNION ALL ')}) GROUP BY record_no`;

/** Null where no emit names a customer. */
export function suppressedSql(emits: readonly EmitSql[], tombstones: readonly string[]): string | null {
  const keyed = emits.flatMap((e, i) => (tables[e.table].columns.some((c) => c.name === 'customer_key') ? [`SELECT record_no FROM e${i} WHERE customer_key IN (${tombstones.map(literal).join(', ')})`] : []));
  return tombstones.length === 0 || keyed.length === 0 ? null
    : `INSERT INTO excluded SELECT DISTINCT record_no, 'suppressed', NULL FROM (${keyed.join(' UNION ALL ')}) ANTI JOIN excluded USING (record_no)`;
}

const keyHash = ({ table }: EmitSql): string => `hash(${tables[table].key.map(identifier).join(', ')})`;

/** `twice(h)`: hashes of the keys that several rows of an emit share. */
export const twiceSql = (emit: EmitSql, i: number): string =>
  `DROP TABLE IF EXISTS twice; CREATE TABLE twice AS SELECT h FROM (SELECT ${keyHash(emit)} AS h FROM e${i} ANTI JOIN excluded USING (record_no)) GROUP BY h HAVING count(*) > 1`;

export function copiesSql(emit: EmitSql, i: number): string {
  const content = tables[emit.table].columns.filter((c) => !JOINED.has(c.name));
  const digest = `md5(concat_ws(chr(31), ${content.map((c) => `coalesce(CAST(${identifier(c.name)} AS VARCHAR), chr(30))`).join(', ')}))`;
  return `INSERT INTO copies SELECT ${i}, record_no FROM (SELECT record_no, row_number() OVER (PARTITION BY digest ORDER BY record_no) AS nth
    FROM (SELECT record_no, ${digest} AS digest FROM e${i} SEMI JOIN twice ON ${keyHash(emit)} = twice.h ANTI JOIN excluded USING (record_no))) WHERE nth > 1`;
}

/** Keys whose rows contradict each other: there are several and none is a copy. */
export const contradictionsSql = (emit: EmitSql, i: number): string =>
  `SELECT count(*) AS n FROM (SELECT ${keyHash(emit)} AS h FROM e${i} SEMI JOIN twice ON ${keyHash(emit)} = twice.h ANTI JOIN excluded USING (record_no)
    WHERE record_no NOT IN (SELECT record_no FROM copies WHERE emit = ${i}) GROUP BY h HAVING count(*) > 1)`;

/** A record is a copy when every row it yields is one. */
export function duplicatesSql(emits: readonly EmitSql[]): string {
  const rows = emits.map((_, i) => `SELECT ${i} AS emit, record_no FROM e${i} SEMI JOIN (SELECT DISTINCT record_no FROM copies) USING (record_no)`).join(' UNION ALL ');
  return `INSERT INTO excluded SELECT record_no, 'duplicate', NULL
    FROM (SELECT r.record_no, count(*) AS n, count(c.record_no) AS copied FROM (${rows}) r LEFT JOIN copies c ON c.emit = r.emit AND c.record_no = r.record_no GROUP BY r.record_no)
    ANTI JOIN excluded USING (record_no) WHERE n = copied`;
}

export const fatesSql = `SELECT fate, count(*) AS n FROM excluded GROUP BY fate UNION ALL SELECT 'footer', count(*) FROM aside WHERE word = ''`;

/** Records that are understood and yield no row; null where every record yields one. */
export const rowlessSql = (emits: readonly EmitSql[]): string | null => (emits.some((e) => !e.some) ? null
  : `SELECT count(*) AS n FROM cells ANTI JOIN excluded USING (record_no) ANTI JOIN (${emits.map((_, i) => `SELECT record_no FROM e${i}`).join(' UNION ALL ')}) USING (record_no)`);
