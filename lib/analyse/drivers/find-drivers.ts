import type { Driver } from '../../model/boards/drivers.ts';
import { Failure } from '../../model/failure.ts';
import type { Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';
import type { Family, TestedCell } from './cells.ts';
import { testedCells, unitDimensions } from './cells.ts';
import { falseDiscovery } from './cell-test.ts';
import { claimDrivers, FALSE_DISCOVERY, LEAST_CASES } from './claim.ts';
import { overlapOf } from './overlap.ts';

/** How far above the limit of false discovery a cell may stand and still be looked at again. */
const LOOSE = 10;
const MOST_CANDIDATES = 60;

/** In order of definition. */
const relations = [
  ['traced_cases', 'traced-cases', 'read'], ['heard_sources', 'heard-sources', 'keep'], ['tested_cases', 'tested-cases', 'keep'], ['exposure', 'exposure', 'keep'],
  ['driver_weights', 'weights', 'keep'],
] as const;

/**
 * The cells with more cases than their like. Reads the relations `params`, `case_facts`, `shipped_lines` and `ship_days`; defines `driver_span`,
 * those listed above and, where there is anything to tell apart, `driver_values`.
 */
export async function findDrivers(
  snapshot: Pick<Snapshot, 'define' | 'rows'>, options: { readonly windowDays: number },
): Promise<{ drivers: Driver[]; cells: TestedCell[] }> {
  await defineDrivers(snapshot, options);
  return testDrivers(snapshot);
}

/** The relations alone, for who asks other questions of them at the same time. */
export async function defineDrivers(snapshot: Pick<Snapshot, 'define'>, options: { readonly windowDays: number }): Promise<void> {
  if (!Number.isSafeInteger(options.windowDays) || options.windowDays < 1) throw new Failure('bad_window', 'a window is a whole number of days');
  await snapshot.define('driver_span', sql('span').replaceAll(':window_days', String(options.windowDays)));
  for (const [name, file, kept] of relations) await snapshot.define(name, sql(file), kept);
}

/** The drivers, over what `defineDrivers` defined. */
export async function testDrivers(snapshot: Pick<Snapshot, 'define' | 'rows'>): Promise<{ drivers: Driver[]; cells: TestedCell[] }> {
  const cells = testedCells(await snapshot.rows(sql('cells')));

  const tested = { single: testedIn(cells, 'single'), pair: testedIn(cells, 'pair') };
  const adjusted = new Map<TestedCell, number>();
  const firstP = { single: 0, pair: 0 };
  for (const family of ['single', 'pair'] as const) {
    const own = cells.filter((cell) => cell.family === family);
    falseDiscovery(own.map((cell) => cell.verdict.p), tested[family]).forEach((q, place) => {
      const cell = own[place];
      if (cell === undefined) return;
      adjusted.set(cell, q);
      if (q <= FALSE_DISCOVERY) firstP[family] = Math.max(firstP[family], cell.verdict.p);
    });
  }
  const candidates = cells
    .filter((cell) => cell.tally.cases >= LEAST_CASES && cell.tally.cases > cell.tally.expected && (adjusted.get(cell) ?? 1) <= FALSE_DISCOVERY * LOOSE)
    .sort((a, b) => b.verdict.likelihood - a.verdict.likelihood)
    .slice(0, MOST_CANDIDATES);
  if (candidates.length === 0) return { drivers: [], cells };

  await snapshot.define('driver_values', valuesOf(candidates));
  const [units, cases] = await Promise.all([snapshot.rows(sql('atoms-units')), snapshot.rows(sql('atoms-cases'))]);
  const overlap = overlapOf(candidates, units, cases);
  return { drivers: claimDrivers(overlap, tested, firstP), cells };
}

const sql = (name: string): string => loadSql(import.meta.url, `./${name}.sql`);
const testedIn = (cells: readonly TestedCell[], family: Family): number => cells.find((cell) => cell.family === family)?.tested ?? 0;

/** The values that candidates name, as a relation (dimension, member): never empty, so that it has its types. */
function valuesOf(candidates: readonly TestedCell[]): string {
  const rows = new Set<string>([`('', '')`]);
  for (const { dimensions } of candidates) {
    for (const name of unitDimensions) {
      const value = dimensions[name];
      if (value !== undefined) rows.add(`('${name}', '${value.replaceAll("'", "''")}')`);
    }
  }
  return `SELECT dimension, member FROM (VALUES ${[...rows].join(', ')}) AS named (dimension, member)`;
}
