import type { Migration, Policy, SatisfactionSource } from '../tier.ts';
import type { CustomerTier } from '../tiers.ts';

/** A cell of a grid with what its customers cost and bring over the window. */
export interface GridCell {
  cell: string;
  customers: number;
  cost_minor: number;
  contribution_minor: number;
}

/** One customer as the board lists them: under a pseudonym, which `key:…` looks up. */
export interface CustomerRow {
  key: string;
  tier: CustomerTier;
  /** The tier of thirty days ago; null = not known then. */
  previous: CustomerTier | null;
  contribution_minor: number;
  cost_minor: number;
  /** Percentile of net contribution, 0..100. */
  value: number | null;
  cases: number;
  merchant_cases: number;
  silent_days: number | null;
  gap_days: number | null;
  satisfaction: number | null;
  satisfaction_source: SatisfactionSource;
  loyalty: number | null;
  churn: number | null;
}

/** Who is in which tier, where they moved from, and how they stand on the two grids. Every list but `people` counts each customer once. */
export interface CustomersBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  customers: number;
  tiers: {
    tier: CustomerTier; customers: number; before: number | null; cost_minor: number; contribution_minor: number;
    /** How the tier is served, in short. */
    policy: Pick<Policy, 'refund_mode' | 'first_response_hours' | 'human_review'>;
  }[];
  migration: Migration[];
  satisfaction_loyalty: GridCell[];
  value_cost: GridCell[];
  /** The first twenty of each tier; empty where a filter asks for more than a tier. */
  people: CustomerRow[];
}
