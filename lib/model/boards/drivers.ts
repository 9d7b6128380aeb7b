import type { Fault } from '../reasons.ts';

/** What a driver's claim is about; only what it names is there. */
export type Dimension = 'product_id' | 'category' | 'channel' | 'shop' | 'region' | 'carrier' | 'warehouse' | 'batch' | 'age_band' | 'tier';

/** A tested cell: more cases than among its like. Excess and money are net of the drivers ranked above it, so no case counts twice. */
export interface Driver {
  /** Stable while the claim is the same: its dimensions and reason group in words. */
  id: string;
  /** From 1; the claims first. */
  rank: number;
  dimensions: Partial<Record<Dimension, string>>;
  /** Null = all reasons together. */
  reason_group: string | null;
  fault: Fault;
  /** In the window, with a known order line. `cases` - `expected` = `excess`. */
  cases: number;
  expected: number;
  excess: number;
  /** 90%, of the excess in cases. */
  interval: [number, number];
  /** Adjusted p: the false discovery rate at which it would still be claimed. */
  q: number;
  /** Excess at the mean cost of the cell's cases. */
  excess_minor: number;
  /** Claimed: false discovery held, large enough, no cause twice. The others are a list to look at. */
  significant: boolean;
  /** `category|reason` of the problem that holds most of its excess. */
  problem: string;
}

export interface DriversBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  /** Cells tested, whatever was observed in them: what false discovery is held over. */
  tested: number;
  drivers: Driver[];
}

/** A problem's id, as drivers name it. */
export const problemId = (category: string | null, reason: string): string => `${category ?? ''}|${reason}`;

/** What a problem's id names. Categories may hold bars, `女装|连衣裙`; reasons are codes and hold none. */
export function problemOf(id: string): { readonly category: string; readonly reason: string } {
  const bar = id.lastIndexOf('|');
  return { category: id.slice(0, Math.max(0, bar)), reason: id.slice(bar + 1) };
}
