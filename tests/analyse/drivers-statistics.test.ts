import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tally } from '../../lib/analyse/drivers/cell-test.ts';
import { falseDiscovery, ratioInterval, testCell } from '../../lib/analyse/drivers/cell-test.ts';
import { incompleteBeta, inverseIncompleteBeta, logGamma } from '../../lib/analyse/drivers/special.ts';

/** P(X >= k) of a binomial, term by term. */
function binomialTail(k: number, n: number, p: number): number {
  let total = 0;
  for (let i = n; i >= k; i -= 1) {
    total += Math.exp(logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1) + i * Math.log(p) + (n - i) * Math.log(1 - p));
  }
  return total;
}

/** One category of `all` cases, of which the cell ships `share` of the units and has `cases`. */
const inOneCategory = (cases: number, all: number, share: number, more: Partial<Tally> = {}): Tally => ({
  cases, expected: (share / (1 - share)) * (all - cases), fair: share * all, spread: (share * share * all) / (1 - share), clumping: 1, variance: 0, ...more,
});

describe('the incomplete beta function', () => {
  it('has its known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12);
    expect(logGamma(171)).toBeCloseTo(706.5730622457873, 9);
    expect(incompleteBeta(0.5, 2, 3)).toBeCloseTo(0.6875, 13);
    expect(incompleteBeta(0.2, 1, 5)).toBeCloseTo(1 - 0.8 ** 5, 13);
    expect(incompleteBeta(0.3, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.3)), 12);
  });

  it('keeps its relative accuracy far into the tail', () => {
    expect(incompleteBeta(0.01, 50, 1) / 1e-100).toBeCloseTo(1, 9);
    expect(incompleteBeta(0.001, 80, 1) / 1e-240).toBeCloseTo(1, 9);
  });

  it('is the binomial tail at whole numbers, and mirrors itself', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p, at) => {
      const k = Math.max(1, Math.round(at * n));
      const tail = binomialTail(k, n, p);
      expect(Math.abs(incompleteBeta(p, k, n - k + 1) - tail)).toBeLessThan(1e-9 * Math.max(tail, 1e-3));
      expect(incompleteBeta(p, k, n + 1) + incompleteBeta(1 - p, n + 1, k)).toBeCloseTo(1, 10);
    }));
  });

  it('is undone by its inverse', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.5, max: 500, noNaN: true }), fc.double({ min: 0.5, max: 500, noNaN: true }),
      (p, a, b) => { expect(incompleteBeta(inverseIncompleteBeta(p, a, b), a, b)).toBeCloseTo(p, 6); }));
  });
});

describe('the test of a cell against its rest', () => {
  it('is the exact conditional binomial within one category', () => {
    expect(testCell(inOneCategory(30, 120, 0.1)).p / binomialTail(30, 120, 0.1)).toBeCloseTo(1, 8);
    // A rest without a case: all twelve fell on a tenth of the units.
    expect(testCell(inOneCategory(12, 12, 0.1)).p / 1e-12).toBeCloseTo(1, 8);
  });

  it('calls no shortage a finding', () => {
    expect(testCell(inOneCategory(5, 120, 0.1))).toEqual({ p: 1, likelihood: 0 });
  });

  it('takes one customer with many cases for no more than a witness or two', () => {
    const alone = testCell(inOneCategory(30, 120, 0.1)).p;
    expect(testCell(inOneCategory(30, 120, 0.1, { clumping: 10 })).p).toBeGreaterThan(1000 * alone);
    expect(testCell(inOneCategory(30, 120, 0.1, { variance: 0.1 })).p).toBeGreaterThan(10 * alone);
  });

  it('brackets what was observed over what was expected', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 800 }), fc.double({ min: 0.02, max: 0.8, noNaN: true }), (cases, rest, share) => {
      const tally = inOneCategory(cases, cases + rest, share);
      const [low, high] = ratioInterval(tally);
      expect(low).toBeLessThan(cases / tally.expected);
      expect(high).toBeGreaterThan(cases / tally.expected);
    }));
  });
});

describe('false discovery', () => {
  it('adjusts p as Benjamini and Hochberg do, counting the tests that are not listed', () => {
    expect(falseDiscovery([0.01, 0.001, 0.04], 3)).toEqual([0.015, 0.003, 0.04]);
    expect(falseDiscovery([0.01, 0.001], 100)).toEqual([0.5, 0.1]);
    expect(falseDiscovery([0.02, 0.019], 2)).toEqual([0.02, 0.02]);
  });
});
