import type { Driver } from '../../model/boards/drivers.ts';
import { problemId } from '../../model/boards/drivers.ts';
import type { Fault } from '../../model/reasons.ts';
import { reasonGroups } from '../../model/reasons.ts';
import type { Family, TestedCell } from './cells.ts';
import type { Tally, Verdict } from './cell-test.ts';
import { falseDiscovery, ratioInterval, testCell } from './cell-test.ts';
import type { Extent, Overlap } from './overlap.ts';
import { sum } from './overlap.ts';

export const FALSE_DISCOVERY = 0.05;
export const LEAST_CASES = 5;
export const LEAST_RATIO = 1.25;
/** Log likelihood ratios this near to each other tell nothing apart. */
const AS_GOOD = 1;
const MOST_UNCLAIMED = 50;
const families: readonly Family[] = ['single', 'pair'];

interface Standing {
  readonly extent: Extent;
  readonly tally: Tally;
  readonly verdict: Verdict;
}

interface Chosen extends Standing {
  readonly driver: Omit<Driver, 'rank' | 'q' | 'significant'>;
  readonly claimed: boolean;
}

/**
 * One cause is claimed once: the cell of the greatest likelihood ratio is chosen, its excess taken out of everything that overlaps it, the
 * rest tested again, until nothing is left that would be claimed; then false discovery is held once more over the chosen, with the p values
 * they were chosen at and every tested cell counted. What remains above its expectation is listed, unclaimed, in the same way.
 */
export function claimDrivers(overlap: Overlap, tested: Readonly<Record<Family, number>>, firstP: Readonly<Record<Family, number>>): Driver[] {
  const open = new Set(overlap.extents);
  const chosen: Chosen[] = [];
  const choose = (claimed: boolean, good: (standing: Standing) => boolean): boolean => {
    const standing = strongest([...open].map((extent) => stand(overlap, extent)).filter(good));
    if (standing === undefined) return false;
    open.delete(standing.extent);
    chosen.push({ ...standing, claimed, driver: describe(overlap, standing) });
    overlap.takeOut(standing.extent, standing.tally.expected / standing.tally.cases);
    return true;
  };
  // What the first pass let through, or what would hold false discovery beside the claims so far.
  const limit = (family: Family): number => Math.max(firstP[family],
    (FALSE_DISCOVERY * (1 + chosen.filter((one) => one.extent.cell.family === family).length)) / Math.max(1, tested[family]));
  const claimable = ({ extent, tally, verdict }: Standing): boolean =>
    verdict.p <= limit(extent.cell.family) && tally.cases >= LEAST_CASES && ratioInterval(tally)[0] >= LEAST_RATIO;
  while (choose(true, claimable));
  while (chosen.length < overlap.extents.length && chosen.filter((one) => !one.claimed).length < MOST_UNCLAIMED
    && choose(false, ({ tally }) => tally.cases - tally.expected >= 1 && tally.cases >= LEAST_CASES));

  const q = new Map<Chosen, number>();
  for (const family of families) {
    for (const claimed of [true, false]) {
      const own = chosen.filter((one) => one.extent.cell.family === family && (one.claimed || !claimed));
      const adjusted = falseDiscovery(own.map((one) => one.verdict.p), tested[family]);
      own.forEach((one, place) => { if (one.claimed === claimed) q.set(one, adjusted[place] ?? 1); });
    }
  }
  const drivers = chosen.map((one) => ({
    ...one.driver, q: q.get(one) ?? 1, significant: one.claimed && (q.get(one) ?? 1) <= FALSE_DISCOVERY, likelihood: one.verdict.likelihood,
  }));
  return drivers
    .sort((a, b) => Number(b.significant) - Number(a.significant) || b.likelihood - a.likelihood || (a.id < b.id ? -1 : 1))
    .map(({ likelihood: _, ...driver }, place) => ({ ...driver, rank: place + 1 }));
}

function stand(overlap: Overlap, extent: Extent): Standing {
  const tally = overlap.retally(extent);
  return { extent, tally, verdict: testCell(tally) };
}

/** The greatest likelihood ratio; among those that are as good as it, the wider cell, then the plainer, then by name. */
function strongest(standings: readonly Standing[]): Standing | undefined {
  const best = Math.max(...standings.map(({ verdict }) => verdict.likelihood));
  return standings.filter(({ verdict }) => verdict.likelihood >= best - AS_GOOD).sort((a, b) =>
    b.tally.fair - a.tally.fair || plainness(a) - plainness(b) || (driverId(a.extent.cell) < driverId(b.extent.cell) ? -1 : 1))[0];
}

const plainness = ({ extent }: Standing): number => Object.keys(extent.cell.dimensions).length;

function describe(overlap: Overlap, { extent, tally }: Standing): Chosen['driver'] {
  const { cell } = extent;
  const excess = tally.cases - tally.expected;
  const meanCost = sum(extent.cases.map((atom) => atom.left * atom.costMinor)) / Math.max(tally.cases, Number.MIN_VALUE);
  const byReason = overlap.excessByReason(extent).sort((a, b) => b.excess - a.excess || (problemId(a.category, a.reason) < problemId(b.category, b.reason) ? -1 : 1));
  const main = byReason[0];
  const group = cell.group ?? main?.group ?? 'unknown';
  const [low, high] = ratioInterval(tally);
  return {
    id: driverId(cell),
    dimensions: cell.dimensions,
    reason_group: cell.group,
    fault: faultOf(group),
    cases: Math.round(sum(extent.cases.map((atom) => atom.cases))),
    expected: cents(sum(extent.cases.map((atom) => atom.cases)) - excess),
    excess: cents(excess),
    interval: [cents(tally.cases * (1 - 1 / low)), cents(tally.cases * (1 - 1 / high))],
    excess_minor: Math.round(excess * meanCost),
    problem: problemId(main?.category ?? null, main?.reason ?? 'unknown'),
  };
}

/** `carrier=YD;region=Hubei;logistics`: the dimensions in their own order, then the reason group or `any`. */
export const driverId = (cell: Pick<TestedCell, 'dimensions' | 'group'>): string =>
  [...Object.entries(cell.dimensions).map(([name, value]) => `${name}=${value}`), cell.group ?? 'any'].join(';');

const faultOf = (group: string): Fault => reasonGroups.find((known) => known.code === group)?.fault ?? 'unknown';
const cents = (value: number): number => Math.round(value * 100) / 100;
