import type { CountedCell } from './cells.ts';

/** A cell says something about variance from this many expected cases on. */
const LEAST_EXPECTED = 4;
/** Three warehouses make no distribution, and each is the rest of the others. */
const LEAST_VALUES = 12;
/** Median of the square of a standard normal variable. */
const MEDIAN_SQUARE = 0.4549;

/**
 * How much the rates of like cells differ without a cause, as the variance of observed / expected: no two products are alike. Worked out
 * per dimension (all reason groups of it together, and all reasons as one) as that variance which gives the squared deviations of its cells
 * the median they should have. A median, because the causes that are looked for lie in the tail and must not widen what counts as usual;
 * 0 where a dimension has too few values to say. A pair has the variances of both its dimensions, a batch at least its product's.
 */
export function naturalVariance(cells: readonly CountedCell[]): (cell: Pick<CountedCell, 'dimensions' | 'group'>) => number {
  const like = new Map<string, CountedCell[]>();
  for (const cell of cells) {
    if (cell.family !== 'single' || cell.tally.fair < LEAST_EXPECTED) continue;
    const key = keyOf(Object.keys(cell.dimensions)[0] ?? '', cell.group);
    const own = like.get(key);
    if (own === undefined) like.set(key, [cell]);
    else own.push(cell);
  }
  const found = new Map([...like].map(([key, own]) => [key, valuesIn(own) < LEAST_VALUES ? 0 : varianceOf(own)]));
  const variance = (name: string, group: string | null): number =>
    Math.max(found.get(keyOf(name, group)) ?? 0, name === 'batch' ? variance('product_id', group) : 0);
  return ({ dimensions, group }) => {
    const names = Object.keys(dimensions);
    return names
      // In a pair a category stands beside other channels, not against its own past.
      .filter((name) => names.length === 1 || name !== 'category')
      .reduce((total, name) => total + variance(name, group), 0);
  };
}

const keyOf = (dimension: string, group: string | null): string => `${dimension}|${group === null ? 'any' : 'group'}`;

const valuesIn = (cells: readonly CountedCell[]): number => new Set(cells.flatMap(({ dimensions }) => Object.values(dimensions))).size;

function varianceOf(cells: readonly CountedCell[]): number {
  const tooWide = (variance: number): boolean => 2 * cells.filter(({ tally }) => (tally.cases - tally.expected) ** 2 > MEDIAN_SQUARE
    * (tally.clumping * tally.expected * (1 + tally.spread / tally.fair) + variance * tally.expected ** 2)).length > cells.length;
  let [low, high] = [0, 4];
  if (!tooWide(low)) return 0;
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (tooWide(middle)) low = middle;
    else high = middle;
  }
  return high;
}
