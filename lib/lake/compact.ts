import type { MerchantId } from '../model/ids.ts';
import type { Table } from '../model/tables.ts';
import { tableNames, tables } from '../model/tables.ts';
import type { Bench } from '../ports/bench.ts';
import { scanOf } from './collide.ts';
import type { Committed } from './commit.ts';
import { allPaths, findLosers, folded, needsFold, partsToRead, unread, visible } from './fold.ts';
import { localParts } from './local-files.ts';
import type { Manifest, Part } from './manifest.ts';
import { currentManifest } from './read-manifest.ts';
import type { Rewrite, Rewriting } from './rewrite.ts';
import { commitRewrite, writePart } from './rewrite.ts';
import { identifier } from './table-sql.ts';

export const policy = {
  /** A part below this many rows is small. */
  smallRows: 100_000,
  /** More small parts than this are merged. */
  manySmall: 16,
  /** More parts than this are all merged: far below the thousand that one query can name. */
  manyParts: 500,
  /** Above this many rows, and this share of the table, in overlapping parts, reading compares too much: all are merged. */
  manyOverlapping: 250_000,
  overlappingShare: 0.2,
  /** Rows in a file of a merged part; more go into several files by hash bucket of the key. */
  fileRows: 2_000_000,
  keepLostMs: 30 * 86_400_000,
};

/** The parts of each table that should be merged now. */
export function partsToMerge(manifest: Manifest, table: Table): Part[] {
  const read = partsToRead(manifest, table);
  const rowsOf = (parts: readonly Part[]): number => parts.reduce((sum, { rows }) => sum + rows, 0);
  const overlapping = rowsOf(read.filter(({ overlaps }) => overlaps));
  if (read.length > policy.manyParts) return read;
  if (overlapping > policy.manyOverlapping && overlapping > policy.overlappingShare * rowsOf(read)) return read;
  const small = read.filter(({ rows }) => rows < policy.smallRows);
  return small.length > policy.manySmall ? small : [];
}

/**
 * Merges parts into folded ones, and drops what lost more than 30 days ago. Reading answers the same before and after. Each row keeps its
 * upload. `choose` decides what is merged (tests and a command by hand merge all).
 */
export async function compact(
  rewriting: Rewriting, merchant: MerchantId, nowMs: number, choose: (manifest: Manifest, table: Table) => Part[] = partsToMerge,
): Promise<Committed> {
  const base = await currentManifest(rewriting.heads, rewriting.objects, merchant);
  if (base === null) return { committed: false, manifest: null };
  const expired = base.parts.filter(({ lostMs }) => lostMs !== undefined && nowMs - lostMs > policy.keepLostMs);
  const rewrites: Rewrite[] = expired.length === 0 ? [] : [{ gone: expired, come: [] }];
  for (const name of tableNames) {
    const chosen = choose(base, tables[name]);
    if (chosen.length > 0) rewrites.push(await merge(rewriting, base, tables[name], chosen, nowMs));
  }
  return commitRewrite(rewriting, base, rewrites);
}

async function merge(rewriting: Rewriting, base: Manifest, table: Table, chosen: readonly Part[], nowMs: number): Promise<Rewrite> {
  const { objects, benches } = rewriting;
  const ids = new Set(chosen.map(({ part }) => part));
  const inputs = await localParts(objects, base, table, chosen);
  const others = await localParts(objects, base, table, partsToRead(base, table).filter(({ part }) => !ids.has(part)));
  const bench = await benches.open([...allPaths(inputs), ...allPaths(others)]);
  try {
    const losers = needsFold(inputs) ? 'losers' : null;
    if (losers !== null) await findLosers(bench, inputs, losers, 'greatest');
    const rows = chosen.reduce((sum, part) => sum + part.rows, 0);
    const winners = await writePart(rewriting, bench, base.merchant, table, inBuckets(table, folded(inputs, losers), rows));
    const lost = await writePart(rewriting, bench, base.merchant, table, [unread(inputs, losers)]);
    const come: Part[] = [];
    if (winners !== null) {
      const paths = await Promise.all(winners.files.map((key) => objects.local(key)));
      come.push({ ...winners, overlaps: allPaths(others).length > 0 && (await shareKeys(rewriting, table, paths, allPaths(others), visible(others))) });
    }
    if (lost !== null) come.push({ ...lost, overlaps: true, lostMs: nowMs });
    return { gone: chosen, come };
  } finally {
    await bench.close();
  }
}

function inBuckets(table: Table, select: string, rows: number): string[] {
  const buckets = Math.max(1, Math.ceil(rows / policy.fileRows));
  if (buckets === 1) return [select];
  const hash = `hash(${table.key.map(identifier).join(', ')})`;
  return Array.from({ length: buckets }, (_, bucket) => `SELECT * FROM (${select}) WHERE ${hash} % ${buckets} = ${bucket}`);
}

/** On a bench of its own: the first one was jailed before these files had their names. */
async function shareKeys({ benches }: Rewriting, table: Table, ours: readonly string[], others: readonly string[], filter: string): Promise<boolean> {
  const bench: Bench = await benches.open([...ours, ...others]);
  try {
    const hash = `SELECT hash(${table.key.map(identifier).join(', ')}) AS h FROM`;
    const [shared] = await bench.rows(`
      SELECT count(*) AS rows FROM (${hash} ${scanOf(others)} WHERE ${filter}) SEMI JOIN (${hash} ${scanOf(ours)}) USING (h)`);
    return Number(shared?.['rows']) > 0;
  } finally {
    await bench.close();
  }
}
