import { appendFile, writeFile } from 'node:fs/promises';
import { classify } from '../classify/classify.ts';
import { literal } from '../map/compile.ts';
import type { EmitSql } from '../map/emit.ts';
import type { Bench } from '../ports/bench.ts';

interface Unmapped { readonly raw: string; readonly count: number }

/** How many raw reasons that nobody knows a report lists. */
const LISTED = 100;
const COLUMNS = { r: 'VARCHAR', c: 'VARCHAR', reason: 'VARCHAR', fault: 'VARCHAR', confidence: 'DOUBLE', evidence: 'VARCHAR' };

/** Classifies the distinct reasons and comments in TypeScript and leaves them as `classes`. */
export async function classifyReasons(bench: Bench, emits: readonly EmitSql[], platform: string, path: string): Promise<void> {
  const cases = emits.flatMap((e, i) => (e.table === 'cases' ? [i] : []));
  const columns = Object.entries(COLUMNS);
  await bench.run(`DROP TABLE IF EXISTS classes; CREATE TABLE classes (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
  if (cases.length === 0) return;
  await writeFile(path, '');
  const pairs = cases.map((i) => `SELECT reason_raw AS r, comment AS c FROM m${i}`).join(' UNION ALL ');
  for await (const batch of bench.batches(`SELECT DISTINCT r, c FROM (${pairs})`)) {
    const lines = batch.map((row) => {
      const r = row['r'] === null ? null : String(row['r']);
      const c = row['c'] === null ? null : String(row['c']);
      const found = classify({ platform, reasonRaw: r, comment: c });
      return JSON.stringify({ r: r ?? '', c: c ?? '', reason: found.reason, fault: found.fault, confidence: found.confidence, evidence: found.evidence });
    });
    await appendFile(path, lines.map((line) => `${line}\n`).join(''));
  }
  await bench.run(`INSERT INTO classes SELECT ${columns.map(([name]) => name).join(', ')} FROM read_json(${literal(path)}, format = 'newline_delimited', maximum_object_size = 33554432, columns = {${columns.map(([name, type]) => `${name}: '${type}'`).join(', ')}})`);
}

/** The reasons of written cases that nobody knows, by frequency. */
export async function unmappedReasons(bench: Bench, emits: readonly EmitSql[]): Promise<Unmapped[]> {
  const cases = emits.flatMap((e, i) => (e.table === 'cases' ? [`SELECT reason_raw AS raw FROM e${i} ANTI JOIN excluded USING (record_no) WHERE evidence = 'unknown' AND reason_raw IS NOT NULL`] : []));
  if (cases.length === 0) return [];
  const unmapped = await bench.rows(`SELECT raw, count(*) AS n FROM (${cases.join(' UNION ALL ')}) GROUP BY raw`);
  return unmapped.map((row) => ({ raw: String(row['raw']), count: Number(row['n']) })).sort((a, b) => b.count - a.count || (a.raw < b.raw ? -1 : 1)).slice(0, LISTED);
}
