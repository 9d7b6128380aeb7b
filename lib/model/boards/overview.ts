import type { Fault } from '../reasons.ts';
import type { Owner, Strategy } from '../strategies.ts';
import type { CustomerTier, ProblemTier } from '../tiers.ts';

/**
 * The `overview` board: every number that the one page shows, worked out once per commit. Plain JSON and a function of
 * (version, settings revision, as_of): no clock, no locale, lists in a stated order.
 *
 * Units end the names: `_minor` money in the currency's minor unit, `_bp` basis points (2400 = 24.0%), `_days` a number with one
 * decimal at most. Codes (reason, reason group, fault, tier, owner, strategy) get their labels where they are shown. A null means
 * "cannot be said", never zero. *Now* = the `window_days` that end on `as_of`; *before* = as many days just before them.
 */
export interface OverviewBoard {
  board: 'overview';
  /** The last day of the window, `yyyy-mm-dd`. */
  as_of: string;
  version: number;
  /** Revision of the merchant's settings that the numbers were worked out with. */
  settings_revision: number;
  /** IANA name; days are days in it. */
  time_zone: string;
  currency: string;
  window_days: number;
  /** The window of the customer facts. */
  customer_window_days: number;
  /**
   * What the data can carry: `empty` = no case in the window and no order; `cases` = cases without orders: shares of cases, no rates
   * (`return_rate`, `weeks`' and channels' rates are null, sales are null); `full` = rates too.
   */
  basis: 'empty' | 'cases' | 'full';
  totals: Totals;
  /** The same sums of the window before; null where the data does not reach back over the whole of it. */
  before: Totals | null;
  figures: Figures;
  /** Ship weeks (order weeks where shipments are unknown; opening weeks of cases under basis `cases`), oldest first, gaps filled with zeros; whole weeks but for the last. */
  weeks: Week[];
  /** Every fault side that has cost or cases, in the taxonomy's order; costs sum to `totals.cost_minor`. */
  faults: FaultCost[];
  problems: Problems;
  /** All five tiers in the order vip, regular, at_risk, problem, new; customers sum to `totals.customers`. */
  tiers: TierCount[];
  /** Customers who changed tier in the last 30 days; null without a day 30 days ago to compare with. */
  tier_movers: number | null;
  heat: Heat;
  /** By cost, greatest first; at most eight, the rest folded into the row of kind `other`. Costs sum to `totals.cost_minor`. */
  channels: Channel[];
}

export interface Totals {
  /** After-sales cost = actual + assumed. Hidden and fixed costs are outside. */
  cost_minor: number;
  actual_minor: number;
  assumed_minor: number;
  /** Paid for the units of the window's orders; null without orders. */
  paid_minor: number | null;
  refund_minor: number;
  cases: number;
  units_shipped: number;
  /** Every customer known by then; those without an order in the window are `new`. */
  customers: number;
}

export interface Figures {
  return_rate: Rate | null;
  /** The projected rate of the window before. */
  return_rate_before_bp: number | null;
  /** Excess cost that the drivers explain, scaled to 90 days ("a quarter"), with its 90% interval. */
  preventable_minor: number;
  preventable_interval_minor: [number, number];
  /** Median days from opening to resolution of the cases resolved in the window. */
  resolve_days: number | null;
  resolve_before_days: number | null;
  at_risk: number;
  /** Against 30 days ago. */
  at_risk_change: number | null;
  /** Small lines without an axis, week by week and oldest first; empty where there is no history to draw. */
  sparks: {
    cost_minor: number[];
    preventable_minor: number[];
    resolve_days: number[];
    at_risk: number[];
  };
}

/** `too_few` = under the least number of units; `too_early` = under 0.2 mature. `ok` alone may be shown as a rate. */
export type RateStatus = 'ok' | 'too_few' | 'too_early';

export interface Rate {
  status: RateStatus;
  units: number;
  returned: number;
  /** Mature share of the units (exposed units over units). */
  mature_bp: number;
  observed_bp: number;
  /** Null unless the status is `ok`. */
  projected_bp: number | null;
  /** 90%. */
  interval_bp: [number, number] | null;
}

export interface Week {
  /** Monday. */
  start: string;
  units: number;
  returned: number;
  cases: number;
  cost_minor: number;
  mature_bp: number;
  observed_bp: number | null;
  projected_bp: number | null;
  interval_bp: [number, number] | null;
  status: RateStatus;
  /** The projected rate of the week at the same place in the window before. */
  before_bp: number | null;
}

export interface FaultCost {
  fault: Fault;
  cost_minor: number;
  cases: number;
}

export interface Problems {
  /** Problems with a case in the window. */
  total: number;
  /** Those with a claimed driver, so with something preventable. */
  with_excess: number;
  /** At most eight, in the order to fix them: tier, then preventable, then cost. */
  top: Problem[];
}

export interface Problem {
  /** `category|reason`. */
  id: string;
  tier: ProblemTier;
  category: string | null;
  reason: string;
  reason_group: string;
  fault: Fault;
  cases: number;
  /** In the window. */
  cost_minor: number;
  /** A quarter (90 days), with the 90% interval; 0 without a claimed driver. */
  preventable_minor: number;
  preventable_interval_minor: [number, number];
  owner: Owner;
  strategy: Strategy;
}

export interface TierCount {
  tier: CustomerTier;
  customers: number;
  /** Against 30 days ago. */
  change: number | null;
}

export interface Heat {
  /** Reason group codes: the columns, in the taxonomy's order; those without cost are left out. */
  groups: string[];
  /** By cost, greatest first; at most eight categories, then `other`, then `unknown` (cases without a category), where they have cost. */
  rows: HeatRow[];
}

export interface HeatRow {
  kind: 'category' | 'other' | 'unknown';
  /** Null unless the kind is `category`. */
  category: string | null;
  cost_minor: number;
  /** One per column. They sum to the row's cost, the rows to the total. */
  cells: HeatCell[];
}

export interface HeatCell {
  cost_minor: number;
  cases: number;
  /** A driver is claimed in it: significantly more cases than were to be expected. */
  significant: boolean;
}

export interface Channel {
  kind: 'channel' | 'other' | 'unknown';
  /** Null unless the kind is `channel`. */
  channel: string | null;
  cost_minor: number;
  cases: number;
  rate: Rate | null;
  before_bp: number | null;
  /** The change against the window before is beyond both 90% intervals. */
  drifting: boolean;
  /** At the places of the board's `weeks`. */
  weeks: { projected_bp: number | null; interval_bp: [number, number] | null; mature_bp: number }[];
}
