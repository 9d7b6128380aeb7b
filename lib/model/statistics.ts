/** z of a two-sided 90% interval. */
export const Z90 = 1.6448536269514722;

/** Wilson score interval of k successes in n trials (Wilson 1927), n > 0; k and n need not be whole. */
export function wilson(k: number, n: number, z = Z90): [number, number] {
  if (n <= 0) return [0, 1];
  const p = Math.min(1, Math.max(0, k / n));
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * Beta prior shared by the children of one parent, by the method of moments (Kleinman 1973); M = a + b within [2, 1000].
 * Null where there is nothing to learn from.
 */
export function betaPrior(children: readonly { k: number; n: number }[]): { a: number; b: number } | null {
  const used = children.filter((c) => c.n > 0);
  const n = used.reduce((sum, c) => sum + c.n, 0);
  const k = used.reduce((sum, c) => sum + c.k, 0);
  if (n <= 0) return null;
  const mean = k / n;
  const spread = n - used.reduce((sum, c) => sum + c.n * c.n, 0) / n - (used.length - 1);
  const s = used.reduce((sum, c) => sum + c.n * (c.k / c.n - mean) ** 2, 0);
  const rho = mean <= 0 || mean >= 1 || spread <= 0 ? 0 : (s / (mean * (1 - mean)) - (used.length - 1)) / spread;
  const m = rho <= 1 / 1001 ? 1000 : rho >= 1 / 3 ? 2 : 1 / rho - 1;
  return { a: mean * m, b: (1 - mean) * m };
}

export const basisPoints = (share: number): number => Math.round(share * 10_000);
