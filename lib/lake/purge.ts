import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Table } from '../model/tables.ts';
import { tableNames, tables } from '../model/tables.ts';
import { scanOf } from './collide.ts';
import type { Committed } from './commit.ts';
import { localParts } from './local-files.ts';
import type { Manifest, Part } from './manifest.ts';
import { currentManifest } from './read-manifest.ts';
import type { Rewrite, Rewriting } from './rewrite.ts';
import { commitRewrite, writePart } from './rewrite.ts';
import { literal, names } from './table-sql.ts';

/**
 * Rewrites every part, read or not, that still holds rows of erased customers, without them. Reading answers the same before and after.
 * The old files go with garbage collection. Begins again where another rewrite came between; throws `contention` (retry: same) after too many.
 */
export async function purge(rewriting: Rewriting, merchant: MerchantId): Promise<Committed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const purged = await purgeOnce(rewriting, merchant);
    if (purged !== null) return purged;
  }
  throw new Failure('contention', 'the lake is being rewritten by others', { retry: 'same' });
}

const ATTEMPTS = 16;

async function purgeOnce(rewriting: Rewriting, merchant: MerchantId): Promise<Committed | null> {
  const base = await currentManifest(rewriting.heads, rewriting.objects, merchant);
  if (base === null || base.tombstones.length === 0) return { committed: false, manifest: base };
  const rewrites: Rewrite[] = [];
  for (const table of tableNames.map((name) => tables[name]).filter((table) => names(table).includes('customer_key'))) {
    for (const part of base.parts.filter((known) => known.table === table.name)) {
      const rewrite = await without(rewriting, base, table, part);
      if (rewrite !== null) rewrites.push(rewrite);
    }
  }
  const done = await commitRewrite(rewriting, base, rewrites);
  return done.committed || rewrites.length === 0 ? done : null;
}

async function without(rewriting: Rewriting, base: Manifest, table: Table, part: Part): Promise<Rewrite | null> {
  const { parts } = await localParts(rewriting.objects, base, table, [part]);
  const paths = parts.flatMap((placed) => placed.paths);
  const bench = await rewriting.benches.open(paths);
  try {
    const erased = `customer_key IN (${base.tombstones.map(literal).join(', ')})`;
    const [found] = await bench.rows(`SELECT count(*) AS rows FROM ${scanOf(paths)} WHERE ${erased}`);
    if (Number(found?.['rows']) === 0) return null;
    const rest = `SELECT * FROM ${scanOf(paths)} WHERE customer_key IS NULL OR NOT (${erased})`;
    const written = await writePart(rewriting, bench, base.merchant, table, [rest]);
    const { overlaps, lostMs } = part;
    return { gone: [part], come: written === null ? [] : [{ ...written, overlaps, ...(lostMs === undefined ? {} : { lostMs }) }] };
  } finally {
    await bench.close();
  }
}
