import { createHash } from 'node:crypto';
import type { Table } from '../model/tables.ts';
import { tableNames, tables } from '../model/tables.ts';
import type { Benches } from '../ports/bench.ts';
import type { Objects } from '../ports/objects.ts';
import { allPaths, findLosers, folded, needsFold } from './fold.ts';
import { localFiles } from './local-files.ts';
import type { Manifest } from './manifest.ts';
import { contentColumns, identifier } from './table-sql.ts';

/**
 * SHA-256 (hex) over the folded records of a version: for each table the number of rows and the sum of the rows' MD5 digests, so that no
 * order matters and nothing is sorted. Where a row came from (upload, registration, row number) is left out.
 */
export async function recordsHash({ objects, benches }: { objects: Objects; benches: Benches }, manifest: Manifest | null): Promise<string> {
  const hash = createHash('sha256');
  for (const name of tableNames) hash.update(`${name} ${await tableDigest(objects, benches, manifest, tables[name])}\n`);
  return hash.digest('hex');
}

async function tableDigest(objects: Objects, benches: Benches, manifest: Manifest | null, table: Table): Promise<string> {
  const files = manifest === null ? null : await localFiles(objects, manifest, table);
  if (files === null || files.parts.length === 0) return '0 0 0';
  const bench = await benches.open(allPaths(files));
  try {
    const losers = needsFold(files) ? 'losers' : null;
    if (losers !== null) await findLosers(bench, files, losers);
    const [sums] = await bench.rows(`
      SELECT count(*)::VARCHAR AS rows, coalesce(sum((digest >> 64)::HUGEINT), 0)::VARCHAR AS upper,
        coalesce(sum((digest & 18446744073709551615::UHUGEINT)::HUGEINT), 0)::VARCHAR AS lower
      FROM (SELECT md5_number(${lineOf(table)}) AS digest FROM (${folded(files, losers)}))`);
    return `${sums?.['rows']} ${sums?.['upper']} ${sums?.['lower']}`;
  } finally {
    await bench.close();
  }
}

/** A row as text that no other row has: texts after their length (none: null), the rest up to a semicolon. Adding zero makes -0.0 be 0.0. */
function lineOf(table: Table): string {
  const values = contentColumns(table).map(({ name, type }) => {
    const column = identifier(name);
    if (type === 'text') return `strlen(${column}), ':', ${column}`;
    return `${type === 'time' || type === 'day' ? `epoch_ms(${column})` : type === 'double' ? `${column} + 0.0` : column}, ';'`;
  });
  return `concat(${values.join(', ')})`;
}
