/** Seeded randomness of the demo: the same seed and label give the same numbers on every machine that runs V8. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number in [low, high]. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An index drawn in proportion to the weights whose running sums are given (last = total). */
  weighted(cumulative: ArrayLike<number>): number;
  normal(): number;
  logNormal(median: number, sigma: number): number;
  /** Gamma by Marsaglia and Tsang (2000). */
  gamma(shape: number, mean: number): number;
  poisson(mean: number): number;
}

/** Streams of different labels are independent, so that one part of the world may draw more without moving the others. */
export function rng(seed: number, label: string): Rng {
  let state = hash(`${seed}/${label}`);

  /** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, period 2^32. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  const between = (low: number, high: number): number => low + (high - low) * next();
  const int = (low: number, high: number): number => low + Math.floor((high - low + 1) * next());
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  function pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  }

  function weighted(cumulative: ArrayLike<number>): number {
    const target = next() * (cumulative[cumulative.length - 1] ?? 0);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function gamma(shape: number, mean: number): number {
    if (shape < 1) return gamma(shape + 1, (mean * (shape + 1)) / shape) * Math.pow(1 - next(), 1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v * mean) / shape;
    }
  }

  function poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let product = next();
    let count = 0;
    while (product > limit) {
      product *= next();
      count += 1;
    }
    return count;
  }

  return {
    next, int, between, pick, weighted, normal, gamma, poisson,
    chance: (probability) => next() < probability,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  };
}

export function cumulative(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let total = 0;
  weights.forEach((weight, i) => { sums[i] = total += weight; });
  return sums;
}

/** FNV-1a over UTF-16 units, finished by a multiply-shift mix. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) | 0;
}
