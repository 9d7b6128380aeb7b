import type { Fault } from '../reasons.ts';
import type { Owner, Strategy } from '../strategies.ts';
import type { ProblemTier } from '../tiers.ts';
import type { Words } from '../words.ts';

/** The window's cases of one category and reason, as counted. */
export interface ProblemCount {
  category: string | null;
  reason: string;
  reason_group: string;
  fault: Fault;
  /** All of them, rejected and withdrawn ones too. */
  cases: number;
  /** Those in force. */
  counted: number;
  /** Those with a known order line, on which excess and growth rest. */
  matched: number;
  cost_minor: number;
  /** Significantly more than the window before led to expect; null where that window is not covered. */
  growing: boolean | null;
  /** Days from shipment by which 20, 60 and 80% of the cases had come. */
  lag_days: { p20: number; p60: number; p80: number } | null;
}

/**
 * What can be said of a problem: `excess` a driver is claimed (under a filter one may reach beyond it, and is then not in `drivers`) · `growing` more than in the window before, without a place to blame ·
 * `expected` nothing beyond what its like lead to expect · `too_few` under five cases · `unmatched` no case has a known order line.
 */
export type ProblemState = 'excess' | 'growing' | 'expected' | 'too_few' | 'unmatched';

export interface Problem {
  /** `category|reason`. */
  id: string;
  /** From 1: tier, then preventable, then cost. */
  rank: number;
  tier: ProblemTier;
  category: string | null;
  reason: string;
  reason_group: string;
  fault: Fault;
  cases: number;
  cost_minor: number;
  /** By cumulative cost: A the first 80%, B up to 95%. */
  class: 'A' | 'B' | 'C';
  /** Excess cost of the claimed drivers, a quarter, with its 90% interval; 0 without one. */
  preventable_minor: number;
  preventable_interval_minor: [number, number];
  strategy: Strategy;
  owner: Owner;
  first_step: Words;
  state: ProblemState;
  growing: boolean | null;
  /** With the strategy `preventive_maintenance`: the age in days at which to get in touch; else null. */
  contact_age_days: number | null;
  /** Claimed drivers that have most of their excess here, in rank order. */
  drivers: string[];
  /** Cases in force in the last 13 weeks from Monday on, oldest first, the last one up to as_of; empty where they are not known one by one. */
  weeks: number[];
}

export interface ProblemsBoard {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
  /** They partition the window's cases: cases and costs sum to the totals. */
  problems: Problem[];
}
