import { BREAK, firstWord } from './tokens.ts';

const CELLS = 1 << 18;
/** Smoothing: what an unseen word counts in each code, and how much of it. */
const PRIOR = 0.15;
const PRIOR_PHRASES = 40;
/** Words of a phrase are not independent: sharpens less than the product of their odds would. */
const TEMPER = 0.5;

export interface Example {
  readonly code: string;
  readonly ids: readonly number[];
  readonly weight: number;
}

/** Fills `shares` (one per code, adding up to 1, or all 0 when no word is known) with how like each code the words are. */
export type Likeness = (ids: Int32Array, length: number, masked: Uint8Array, shares: Float64Array) => void;

/** Calls back for each word and each pair of neighbours, fillers and breaks left out. */
function features(ids: ArrayLike<number>, length: number, fillers: Uint8Array, masked: Uint8Array | undefined, take: (feature: number) => void): void {
  let before = 0;
  for (let at = 0; at < length; at += 1) {
    const id = ids[at] ?? 0;
    if (id < firstWord || masked?.[at] === 1) {
      if (id === BREAK || masked?.[at] === 1) before = 0;
      continue;
    }
    if (fillers[id] === 1) continue;
    take(id);
    if (before !== 0) take(before * 16_384 + id);
    before = id;
  }
}

/** Multinomial naive Bayes over words and neighbouring words of the examples (each code equally likely beforehand). */
export function createLikeness(codes: readonly string[], examples: readonly Example[], fillers: Uint8Array): Likeness {
  const counts = new Map<number, Map<number, number>>();
  const total = new Float64Array(codes.length);
  for (const { code, ids, weight } of examples) {
    const at = codes.indexOf(code);
    const seen = new Set<number>();
    features(ids, ids.length, fillers, undefined, (feature) => seen.add(feature));
    for (const feature of seen) {
      const row = counts.get(feature) ?? new Map<number, number>();
      row.set(at, (row.get(at) ?? 0) + weight);
      counts.set(feature, row);
    }
    total[at] = (total[at] ?? 0) + weight;
  }
  const floor = total.map((phrases) => PRIOR / (phrases + PRIOR * PRIOR_PHRASES));
  const rows = new Float32Array(counts.size * codes.length);
  const keys = new Int32Array(CELLS);
  const rowOf = new Int32Array(CELLS);
  const cellOf = (feature: number): number => {
    let cell = Math.imul(feature, 0x9e3779b1) >>> 14;
    while (keys[cell] !== 0 && keys[cell] !== feature) cell = (cell + 1) & (CELLS - 1);
    return cell;
  };
  let used = 0;
  for (const [feature, row] of counts) {
    const cell = cellOf(feature);
    keys[cell] = feature;
    rowOf[cell] = used;
    const chances = Array.from(floor, (chance, at) => chance + (row.get(at) ?? 0) / ((total[at] ?? 0) + PRIOR * PRIOR_PHRASES));
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / codes.length;
    for (let at = 0; at < codes.length; at += 1) rows[used * codes.length + at] = Math.log((chances[at] ?? mean) / mean) * TEMPER;
    used += 1;
  }

  return (ids, length, masked, shares) => {
    shares.fill(0);
    let known = 0;
    features(ids, length, fillers, masked, (feature) => {
      const cell = cellOf(feature);
      if (keys[cell] === 0) return;
      known += 1;
      const row = (rowOf[cell] ?? 0) * codes.length;
      for (let at = 0; at < codes.length; at += 1) shares[at] = (shares[at] ?? 0) + (rows[row + at] ?? 0);
    });
    if (known === 0) return;
    let most = -Infinity;
    for (const share of shares) most = Math.max(most, share);
    let sum = 0;
    for (let at = 0; at < shares.length; at += 1) {
      const share = Math.exp((shares[at] ?? 0) - most);
      shares[at] = share;
      sum += share;
    }
    for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
  };
}
