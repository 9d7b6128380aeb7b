import type { Migration } from '../tier.ts';
import type { CustomerTier } from '../tiers.ts';

/** Who is in which tier, where they moved from, and how they stand on the two grids. */
export interface CustomersBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  customers: number;
  tiers: { tier: CustomerTier; customers: number; before: number | null }[];
  migration: Migration[];
  satisfaction_loyalty: { cell: string; customers: number }[];
  value_cost: { cell: string; customers: number }[];
}
