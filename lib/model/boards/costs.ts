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
  by: Record<CostDimension, CostMember[]>;
  /** Outside the total: fixed monthly costs and the hidden cost per case, where the merchant set them. */
  beside: { fixed_monthly_minor: number; hidden_minor: number };
}
