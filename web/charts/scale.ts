/** Positions are percentages in SVG attributes, so that text keeps its size at any width without script or style. */

/** `37.5` → `37.5%`, at most three decimals. */
export const pct = (n: number): string => `${Math.round(n * 1000) / 1000}%`;

/** Share of a whole in percent, inside 0..100. */
export const partOf = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(100, Math.max(0, (100 * part) / whole)));

/** Middle of the i-th of n bands, in percent. */
export const bandMiddle = (i: number, n: number): number => (100 * (i + 0.5)) / n;

/** Two decimals are below a tenth of a pixel. */
export const round2 = (n: number): number => Math.round(n * 100) / 100;

/** Runs of neighbours that hold, as index lists. */
export function runs<T>(items: readonly T[], holds: (item: T) => boolean): number[][] {
  const out: number[][] = [];
  items.forEach((item, i) => {
    if (!holds(item)) return;
    const last = out.at(-1);
    if (last !== undefined && last.at(-1) === i - 1) last.push(i);
    else out.push([i]);
  });
  return out;
}
