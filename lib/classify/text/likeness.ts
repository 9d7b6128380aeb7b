const CELLS = 1 << 18;
/** Smoothing: what an unseen feature counts in each code, and for how many. */
const PRIOR = 0.05;
const PRIOR_PHRASES = 40;
/** A code this many times less likely than the best (in logarithm) has no share. */
const FAR = 6;

export interface Example {
  readonly code: string;
  readonly features: readonly number[];
  readonly weight: number;
}

/** Fills `shares` (one per code, adding up to 1, or all 0 when nothing is known) with how like each code the features are. */
export type Likeness = (features: Int32Array, length: number, shares: Float64Array) => void;

/**
 * Multinomial naive Bayes over the features of examples, each code equally likely beforehand. Words of a text are not
 * independent, so the sum of logarithms is tempered (0..1).
 */
export function createLikeness(codes: readonly string[], examples: readonly Example[], temper: number): Likeness {
  const counts = new Map<number, Map<number, number>>();
  const total = new Float64Array(codes.length);
  for (const { code, features, weight } of examples) {
    const at = codes.indexOf(code);
    for (const feature of new Set(features)) {
      const row = counts.get(feature) ?? new Map<number, number>();
      row.set(at, (row.get(at) ?? 0) + weight);
      counts.set(feature, row);
    }
    total[at] = (total[at] ?? 0) + weight;
  }
  if (counts.size > CELLS / 2) throw new Error('the examples have outgrown their table');
  // What a code says of a feature it never saw is the same for all features: only what was seen is kept.
  const unseen = total.map((phrases) => Math.log(PRIOR / (phrases + PRIOR * PRIOR_PHRASES)) * temper);
  const keys = new Int32Array(CELLS);
  const firstOf = new Int32Array(CELLS);
  const lastOf = new Int32Array(CELLS);
  const seenCode: number[] = [];
  const seenMore: number[] = [];
  const cellOf = (feature: number): number => {
    let cell = Math.imul(feature, 0x9e3779b1) >>> 14;
    while (keys[cell] !== 0 && keys[cell] !== feature) cell = (cell + 1) & (CELLS - 1);
    return cell;
  };
  for (const [feature, row] of counts) {
    const cell = cellOf(feature);
    keys[cell] = feature;
    firstOf[cell] = seenCode.length;
    for (const [at, count] of row) {
      seenCode.push(at);
      seenMore.push(Math.log((PRIOR + count) / PRIOR) * temper);
    }
    lastOf[cell] = seenCode.length;
  }
  const codeOf = Uint8Array.from(seenCode);
  const moreOf = Float64Array.from(seenMore);

  return (features, length, shares) => {
    shares.fill(0);
    let known = 0;
    for (let next = 0; next < length; next += 1) {
      const cell = cellOf(features[next] ?? 0);
      if (keys[cell] === 0) continue;
      known += 1;
      const last = lastOf[cell] ?? 0;
      for (let entry = firstOf[cell] ?? 0; entry < last; entry += 1) {
        const at = codeOf[entry] ?? 0;
        shares[at] = (shares[at] ?? 0) + (moreOf[entry] ?? 0);
      }
    }
    if (known === 0) return;
    for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) + known * (unseen[at] ?? 0);
    let most = -Infinity;
    for (let at = 0; at < shares.length; at += 1) if ((shares[at] ?? 0) > most) most = shares[at] ?? 0;
    let sum = 0;
    for (let at = 0; at < shares.length; at += 1) {
      const behind = most - (shares[at] ?? 0);
      const share = behind > FAR ? 0 : Math.exp(-behind);
      shares[at] = share;
      sum += share;
    }
    for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
  };
}
