import { incompleteBeta, inverseIncompleteBeta } from './special.ts';

/** What is known of a cell and one reason group, in cases; see cells.sql. */
export interface Tally {
  readonly cases: number;
  /** At the rate of the rest: the cell's categories without the cell, or a category's own past. */
  readonly expected: number;
  /** At the rate of the whole, the cell included: what a draw without a cause gives it on average. */
  readonly fair: number;
  /** The variance that comes from the rest being no larger than it is: sum of fair² / rest over the categories. */
  readonly spread: number;
  /** Squares of the cases per customer, over the cases: how many cases make one witness. At least 1. */
  readonly clumping: number;
  /** Variance of observed / expected among like cells without a cause; see natural-variance.ts. */
  readonly variance: number;
}

/** A log likelihood ratio below this means a p above 0.05 by far: not worth its computing, for there are many such cells. */
const NOTHING = 0.5;

export interface Verdict {
  /** Chance of as many cases or more without a cause; 1 where there is next to no excess. */
  readonly p: number;
  /**
   * Log likelihood ratio of the cell's own rate against the rest's; 0 where there is no excess. It tells which of several cells a cause sits
   * in, so it leaves out how much like cells vary by nature: that is not known alike of every dimension, and would favour the unknown.
   */
  readonly likelihood: number;
}

/**
 * The conditional binomial test of a cell against its rest: of all their cases, a known share belongs to the cell where nothing is the
 * matter. Several categories with a share each are taken as one binomial of the same mean and variance; one category is exact.
 * Counts are taken in witnesses, so that one customer's many cases are not many; between whole numbers the binomial tail goes on as an
 * incomplete beta function.
 */
export function testCell(tally: Tally): Verdict {
  const counted = witnesses(tally);
  const { own, rest, share } = counted;
  if (!(own / (own + rest) > share)) return { p: 1, likelihood: 0 };
  return {
    p: likelihoodOf(counted) < NOTHING ? 1 : incompleteBeta(share, own, rest + 1),
    likelihood: likelihoodOf(witnesses({ ...tally, variance: 0 })),
  };
}

function likelihoodOf({ own, rest, share }: Witnesses): number {
  const part = own / (own + rest);
  const log = (count: number, ratio: number): number => (count > 0 ? count * Math.log(ratio) : 0);
  return log(own, part / share) + log(rest, (1 - part) / (1 - share));
}

/** Bounds of observed / expected with 90% between them (Clopper and Pearson's, on the same counts); the upper may be infinite. */
export function ratioInterval(tally: Tally): [number, number] {
  const { own, rest, share } = witnesses(tally);
  if (own <= 0) return [0, Infinity];
  const ratioAt = (part: number): number => ((part / (1 - part)) * (1 - share)) / share;
  return [
    ratioAt(inverseIncompleteBeta(0.05, own, rest + 1)),
    rest > 0 ? ratioAt(inverseIncompleteBeta(0.95, own + 1, rest)) : Infinity,
  ];
}

interface Witnesses {
  readonly own: number;
  readonly rest: number;
  readonly share: number;
}

/**
 * Witnesses in the cell and in its rest, and the cell's share of them where nothing is the matter. Like cells that differ by nature make
 * the cell's own cases say less: their variance is clumping x expected + variance x expected².
 */
function witnesses({ cases, expected, fair, spread, clumping, variance }: Tally): Witnesses {
  if (fair <= 0 || spread <= 0) return { own: 0, rest: 0, share: 1 };
  const each = clumping + variance * expected;
  return { own: cases / each, rest: (expected * fair) / spread / clumping, share: spread / each / (fair / clumping + spread / each) };
}

/**
 * Benjamini and Hochberg's adjusted p of each of some p values, among `tested` tests (those not given count as 1).
 * A finding holds the false discovery rate α where its adjusted p ≤ α.
 */
export function falseDiscovery(ps: readonly number[], tested: number): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => (ps[b] ?? 1) - (ps[a] ?? 1));
  const adjusted = ps.map(() => 1);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, ((ps[index] ?? 1) * Math.max(tested, ps.length)) / (order.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}
