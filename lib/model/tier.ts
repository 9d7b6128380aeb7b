import type { CustomerTier } from './tiers.ts';
import type { Words } from './words.ts';

/** A customer's tier as apps see it: what the look-up answers (lib/api) and `tiers` prints. Scores and percentiles are whole points. */
export interface TierAnswer {
  customer: string;
  known: boolean;
  tier: CustomerTier;
  /** The day this tier was first published; for showing only. */
  since: string | null;
  policy: Policy;
  reasons: readonly TierReason[];
  /** 0..100; null = cannot be said. */
  satisfaction: number | null;
  satisfaction_source: SatisfactionSource;
  loyalty: number | null;
  churn_risk: number | null;
  /** Percentile of net contribution, 0..100. */
  value: number | null;
  trust: number;
  flags: readonly Flag[];
  grids: Grids;
  /** What a customer may be told. */
  wording: Words;
  override: Override | null;
  version: number;
  as_of: string;
}

/** The part of an answer that belongs to the customer alone; the rest is joined on when it is served. */
export type StoredAnswer = Omit<TierAnswer, 'customer' | 'known' | 'version' | 'as_of' | 'policy'>;

export type SatisfactionSource = 'rated' | 'proxy' | 'unknown';

/** Why: the metric, what it is, what it is measured against; in words, with the evidence and what would change it. */
export interface TierReason {
  code: string;
  metric: string;
  value: number | string | null;
  threshold: number | string | null;
  zh: string;
  en: string;
}

export type FlagCode =
  | 'serial_return' | 'refund_only_share' | 'not_received_claims' | 'bracketing' | 'wardrobing' | 'reason_escalation' | 'linked_accounts';

/** A kind of evidence against a customer. `expected` and `at_least` (lower bound of count / expected) are null where a count alone decides. */
export interface Flag {
  code: FlagCode;
  strong: boolean;
  count: number;
  expected: number | null;
  at_least: number | null;
  zh: string;
  en: string;
}

export interface Grids {
  satisfaction_loyalty: 'loyal' | 'hurt' | 'content' | 'leaving' | 'unknown';
  value_cost: 'best' | 'valuable_but_costly' | 'steady' | 'improvable' | 'occasional' | 'costly' | 'unknown';
}

/** A person's correction of a tier. It holds up to and including the day `until` (null: until taken back). */
export interface Override {
  tier: CustomerTier;
  by: string;
  why: string;
  until: string | null;
}

/** How much of a courtesy: from the slowest to the quickest. `manual` = a person decides each refund. */
export type RefundMode = 'manual' | 'after_inspection' | 'on_scan' | 'instant';

/** How a tier is treated. A denial is always a recommendation to a person. */
export interface Policy {
  refund_mode: RefundMode;
  /** Who pays the way back where the law leaves it open; faults of the goods are always the merchant's. */
  return_freight: 'customer' | 'merchant';
  /** Up to this paid amount an item need not come back (minor units). */
  keep_item_limit_minor: number;
  exchange_first: boolean;
  /** Goodwill a service agent may grant without asking (minor units). */
  compensation_limit_minor: number;
  /** 1 = first in the queue .. 5. */
  queue_priority: number;
  first_response_hours: number;
  resolution_days: number;
  human_review: boolean;
  /** Days to return goods without a reason. */
  return_window_days: number;
  /** Days within which a due refund is paid. */
  refund_within_days: number;
  /** What the law grants everybody in this market, in words. */
  legal_floor: Words;
}

/** Facts of the window that `tiers` prints and the portrait shows; each is a column of the facts' SQL (lib/analyse/customers). */
export const customerFactNames = [
  'orders', 'mature_orders', 'units', 'returned_units', 'paid_minor', 'refund_minor', 'goods_minor', 'goods_assumed_minor', 'cost_minor',
  'contribution_minor', 'value', 'cost_percentile', 'service_minutes', 'any_cases', 'cases', 'merchant_cases', 'customer_cases', 'shared_cases',
  'open_cases', 'slow', 'complained', 'came_back', 'let_down_last', 'bought_after', 'first_day', 'last_day', 'silent_days', 'gap_days',
  'tenure_days', 'ratings', 'satisfaction', 'satisfaction_source', 'loyalty', 'churn', 'attributable', 'expected', 'ratio', 'ratio_low',
  'kept_claims', 'kept_expected', 'kept_low', 'wardrobes', 'wardrobe_expected', 'wardrobe_low', 'wardrobe_share', 'bracketing', 'not_received',
  'escalations', 'linked', 'flag_kinds', 'strong_flags', 'merchant_share',
] as const;
export type CustomerFacts = Readonly<Record<(typeof customerFactNames)[number], string | number | null>>;

/** One cell of the migration between two days: customers who were in `from` and are in `to`, and what they cost and bring. */
export interface Migration {
  from: CustomerTier | null;
  to: CustomerTier;
  customers: number;
  cost_minor: number;
  cost_before_minor: number;
  contribution_minor: number;
  contribution_before_minor: number;
}
