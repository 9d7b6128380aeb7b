import type { RateStatus } from './overview.ts';

/** A member's return rate over `window_days`: what was seen, what it will be when all returns are in, and its tier by excess cost. */
export interface RateMember {
  units: number;
  /** Units x the share of their returns already seen. */
  mature_units: number;
  returned: number;
  observed_bp: number | null;
  /** k / n; null while too early. */
  projected_bp: number | null;
  /** Shrunken to its parent: what members are ranked by. */
  shrunken_bp: number | null;
  /** 90%, Wilson on the shrunken counts. */
  interval_bp: [number, number] | null;
  status: RateStatus;
  /** A to D by excess cost rate: D = above its parent beyond doubt and costly, A = below beyond doubt. Null while too few or too early. */
  tier: 'A' | 'B' | 'C' | 'D' | null;
  /** (shrunken - parent's rate) x mean cost of a case / paid per unit, basis points of sales. */
  excess_cost_bp: number | null;
  /** The rate of its parent without it: what it is measured against. */
  expected_bp: number | null;
  /** Cases in force. */
  cases: number;
  cost_minor: number;
  paid_minor: number;
}

export interface ProductsBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  products: ({ product_id: string; name: string | null; category: string | null } & RateMember)[];
}

export interface ChannelsBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  channels: ({ channel: string } & RateMember)[];
}
