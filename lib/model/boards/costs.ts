import type { CostSettings } from '../settings.ts';

export interface CostLine {
  line: string;
  actual_minor: number;
  assumed_minor: number;
}

/** One member of a dimension; `key: null` = what cannot be attributed. */
export interface CostMember {
  key: string | null;
  cost_minor: number;
  cases: number;
}

/** The cost of the cases opened in a week, from Monday on; the window may hold a part of the first and of the last. */
export interface CostWeek {
  start: string;
  cases: number;
  actual_minor: number;
  assumed_minor: number;
}

export type CostDimension = 'reason_group' | 'fault' | 'product_id' | 'channel' | 'region' | 'customer_tier';

/** The cost of the window, line by line and by every dimension; every list sums to `total_minor`. */
export interface CostsBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  total_minor: number;
  assumed_minor: number;
  /** Money paid back, beside the cost and never in it. */
  refund_minor: number;
  cases: number;
  lines: CostLine[];
  /** Oldest first, without gaps. They sum to the total less what has no week: contacts of no case. */
  weeks: CostWeek[];
  by: Record<CostDimension, CostMember[]>;
  /** Outside the total: fixed monthly costs and the hidden cost per case, where the merchant set them. */
  beside: { fixed_monthly_minor: number; hidden_minor: number };
  /** What was assumed where a file did not say. */
  assumptions: CostSettings;
}
