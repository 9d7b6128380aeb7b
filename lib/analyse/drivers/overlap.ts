import { problemId } from '../../model/boards/drivers.ts';
import { reasonGroups } from '../../model/reasons.ts';
import type { Row } from '../../ports/query.ts';
import type { TestedCell } from './cells.ts';
import { number, text, unitDimensions } from './cells.ts';
import type { Tally } from './cell-test.ts';

const groups = reasonGroups.map((group) => group.code);
/** A category of which a cell leaves less than a tenth has no rest to compare with: as in cells.sql. */
const MOST_SHARE = 0.9;

/** Cases of one category, reason and joint value of the candidates' dimensions. `left` = the part that no claim has taken out. */
export interface CaseAtom {
  readonly place: Place;
  readonly group: string;
  readonly reason: string;
  /** As the case has it, which names its problem; its order line's may differ. */
  readonly problemCategory: string;
  readonly cases: number;
  readonly costMinor: number;
  left: number;
}

interface Place {
  readonly category: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/** The cases of a candidate that are held against a rest, and that rest. */
export interface Extent {
  readonly cell: TestedCell;
  readonly cases: readonly CaseAtom[];
  /** category → reason group → the cell's part of the cases of a category that behaves everywhere alike. */
  readonly shares: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface Overlap {
  readonly extents: readonly Extent[];
  /** The candidate's tally without what claims have taken out. */
  retally(extent: Extent): Tally;
  /** Excess by the problems' category and reason, as the tally stands. */
  excessByReason(extent: Extent): { category: string; reason: string; group: string; excess: number }[];
  /** Leaves of the extent's cases only what was to be expected. */
  takeOut(extent: Extent, keep: number): void;
}

/** Where candidates overlap, from the rows of atoms-units.sql and atoms-cases.sql. */
export function overlapOf(candidates: readonly TestedCell[], unitRows: readonly Row[], caseRows: readonly Row[]): Overlap {
  const units = unitRows.map((row) => ({ place: placeOf(row), weights: groups.map((group) => number(row, group) / 1e9) }));
  const atoms: CaseAtom[] = caseRows.map((row) => ({
    place: placeOf(row),
    group: text(row, 'reason_group'),
    reason: text(row, 'reason'),
    problemCategory: text(row, 'problem_category'),
    cases: number(row, 'cases'),
    costMinor: number(row, 'cost_minor'),
    left: 1,
  }));
  const byCategory = groupBy(atoms, (atom) => atom.place.category);
  const whole = new Map([...byCategory].map(([category, own]) => [category, countBy(own, (atom) => atom.group, (atom) => atom.cases)]));

  const extents = candidates.map((cell): Extent => {
    const weights = new Map<string, Map<string, number>>();
    for (const unit of units) {
      if (!holds(cell, unit.place)) continue;
      const own = at(weights, unit.place.category, () => new Map<string, number>());
      groups.forEach((group, index) => own.set(group, (own.get(group) ?? 0) + (unit.weights[index] ?? 0)));
    }
    const tested = cell.group === null ? groups : [cell.group];
    const shares = new Map<string, ReadonlyMap<string, number>>();
    for (const [category, own] of weights) {
      const all = whole.get(category);
      const total = sum(tested.map((group) => all?.get(group) ?? 0));
      const fair = sum(tested.map((group) => own.get(group) ?? 0));
      if (!isOwnPast(cell) && (fair <= 0 || fair > MOST_SHARE * total)) continue;
      shares.set(category, new Map([...own].map(([group, weight]) => [group, weight / (all?.get(group) ?? Infinity)])));
    }
    return {
      cell,
      cases: atoms.filter((atom) => shares.has(atom.place.category) && (cell.group === null || atom.group === cell.group) && holds(cell, atom.place)),
      shares,
    };
  });

  /** Reason or group → cases left in a category. */
  const leftIn = (category: string, name: (atom: CaseAtom) => string): Map<string, number> =>
    countBy(byCategory.get(category) ?? [], name, (atom) => atom.cases * atom.left);

  const ownPast = (extent: Extent): boolean => isOwnPast(extent.cell);

  function retally(extent: Extent): Tally {
    const { cell } = extent;
    if (ownPast(extent)) return { ...cell.tally, cases: sum(extent.cases.map((atom) => atom.cases * atom.left)) };
    const own = groupBy(extent.cases, (atom) => atom.place.category);
    let [cases, expected, fair, spread] = [0, 0, 0, 0];
    for (const [category, shares] of extent.shares) {
      const all = leftIn(category, (atom) => atom.group);
      const tested = cell.group === null ? groups : [cell.group];
      const total = sum(tested.map((group) => all.get(group) ?? 0));
      const categoryFair = sum(tested.map((group) => (all.get(group) ?? 0) * (shares.get(group) ?? 0)));
      const share = total > 0 ? categoryFair / total : 0;
      if (share <= 0 || share >= 1) continue;
      const within = sum((own.get(category) ?? []).map((atom) => atom.cases * atom.left));
      const odds = share / (1 - share);
      cases += within;
      expected += odds * (total - within);
      fair += categoryFair;
      spread += odds * categoryFair;
    }
    return { ...cell.tally, cases, expected, fair, spread };
  }

  function excessByReason(extent: Extent): { category: string; reason: string; group: string; excess: number }[] {
    const rate = ownPast(extent) ? extent.cell.tally.expected / Math.max(1, extent.cell.tally.cases) : 0;
    const found = [...groupBy(extent.cases, (atom) => atom.place.category)].flatMap(([category, own]) => {
      const all = leftIn(category, (atom) => atom.reason);
      return [...groupBy(own, (atom) => atom.reason)].flatMap(([reason, atoms]) => {
        const group = atoms[0]?.group ?? 'unknown';
        const count = sum(atoms.map((atom) => atom.cases * atom.left));
        const share = Math.min(MOST_SHARE, extent.shares.get(category)?.get(group) ?? 0);
        const expected = ownPast(extent) ? rate * count : (share / (1 - share)) * Math.max(0, (all.get(reason) ?? 0) - count);
        // Where the cases name their category otherwise than their order lines, each name gets its part.
        return [...countBy(atoms, (atom) => atom.problemCategory, (atom) => atom.cases * atom.left)].map(([named, part]) =>
          ({ category: named, reason, group, excess: count > 0 ? ((count - expected) * part) / count : 0 }));
      });
    });
    return [...groupBy(found, ({ category, reason }) => problemId(category, reason)).values()].flatMap((parts) =>
      parts.slice(0, 1).map((part) => ({ ...part, excess: sum(parts.map(({ excess }) => excess)) })));
  }

  return { extents, retally, excessByReason, takeOut: (extent, keep) => extent.cases.forEach((atom) => { atom.left *= keep; }) };
}

/** A category is compared with its own past, everything else with its categories' rest. */
export const isOwnPast = (cell: TestedCell): boolean =>
  cell.dimensions.category !== undefined && Object.keys(cell.dimensions).length === 1;

function holds(cell: TestedCell, place: Place): boolean {
  for (const [name, value] of Object.entries(cell.dimensions)) {
    if (name === 'category' ? place.category !== value : place.values[name] !== value) return false;
  }
  return true;
}

const placeOf = (row: Row): Place => ({
  category: text(row, 'category'),
  values: Object.fromEntries(unitDimensions.map((name) => [name, row[name] === null ? null : text(row, name)])),
});

function groupBy<T, K>(items: readonly T[], name: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) at(found, name(item), () => []).push(item);
  return found;
}

function countBy<T>(items: readonly T[], name: (item: T) => string, size: (item: T) => number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + size(item));
  return counts;
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
