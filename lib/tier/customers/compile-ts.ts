import type { FlagCode } from '../../model/tier.ts';
import type { CustomerTier } from '../../model/tiers.ts';
import { metricOn, threshold, type Side } from './condition.ts';
import type { Condition, FlagRule, Metrics, Rule, RuleSet } from './rules.ts';

/** 0 = not raised, 1 = raised, 2 = strong. */
export type FlagLevels = Readonly<Record<FlagCode, 0 | 1 | 2>>;

export interface Judged {
  readonly flags: FlagLevels;
  /** The metrics with what the flags say of them: kinds, strong ones, trust, share of cases that are the merchant's fault. */
  readonly metrics: Metrics;
}

export interface Compiled {
  judge(metrics: Metrics): Judged;
  /** The tier before the cap, given the tier of thirty days ago; `otherwise` where the cap leaves no room for a problem customer. */
  tier(metrics: Metrics, previous: CustomerTier | null): { tier: CustomerTier; otherwise: CustomerTier };
  /** The rules that gave the tier: those that hold, on entry or, for somebody who was in it, still. */
  because(metrics: Metrics, tier: CustomerTier, previous: CustomerTier | null): { rule: Rule; side: Side }[];
}

/** The rule set for one customer. lib/tier/customers/compile-sql.ts says the same for everybody; a property test holds them equal. */
export function compileTs(rules: RuleSet): Compiled {
  const tierRules = new Map<CustomerTier, readonly Rule[]>(rules.tiers.map((rule) => [rule.tier, rule.any]));
  const enters = (metrics: Metrics, tier: CustomerTier, side: Side): boolean =>
    (tierRules.get(tier) ?? []).some((rule) => all(rule.all, metrics, side));

  function firstMatch(metrics: Metrics, previous: CustomerTier | null, without: CustomerTier | null): CustomerTier {
    if (enters(metrics, 'new', 'entry')) return 'new';
    if (previous !== null && previous !== 'new' && previous !== without && enters(metrics, previous, 'held')) return previous;
    return rules.tiers.find(({ tier }) => tier !== without && enters(metrics, tier, 'entry'))?.tier ?? 'regular';
  }

  return {
    judge: (metrics) => judge(rules, metrics),
    tier: (metrics, previous) => ({ tier: firstMatch(metrics, previous, null), otherwise: firstMatch(metrics, previous, 'problem') }),
    because(metrics, tier, previous) {
      const known = tierRules.get(tier);
      if (known === undefined) return [];
      const found = known.filter((rule) => all(rule.all, metrics, 'entry')).map((rule) => ({ rule, side: 'entry' as const }));
      if (found.length > 0 || previous !== tier) return found;
      return known.filter((rule) => all(rule.all, metrics, 'held')).map((rule) => ({ rule, side: 'held' as const }));
    },
  };
}

function judge(rules: RuleSet, metrics: Metrics): Judged {
  const levels = (side: Side): FlagLevels => {
    const level = (code: FlagCode): 0 | 1 | 2 => levelOf(rules.flags.find((flag) => flag.code === code), metrics, side);
    return {
      serial_return: level('serial_return'), refund_only_share: level('refund_only_share'),
      not_received_claims: level('not_received_claims'), bracketing: level('bracketing'), wardrobing: level('wardrobing'),
      reason_escalation: level('reason_escalation'), linked_accounts: level('linked_accounts'),
    };
  };
  const flags = levels('entry');
  const held = levels('held');
  const sums = sum(rules, flags, metrics, 'entry');
  const heldSums = sum(rules, held, metrics, 'held');
  const evidence = (flags.refund_only_share > 0 ? metrics.kept_quality_cases ?? 0 : 0)
    + (flags.not_received_claims > 0 ? metrics.not_received_cases ?? 0 : 0)
    + (flags.reason_escalation > 0 ? metrics.escalation_cases ?? 0 : 0);
  const cases = metrics.cases ?? 0;
  const excess = Math.min(2, Math.max(0, (metrics.ratio_low ?? 0) - 1));
  return {
    flags,
    metrics: {
      ...metrics,
      flag_kinds: sums.kinds,
      strong_flags: sums.strong,
      held_kinds: heldSums.kinds,
      held_strong: heldSums.strong,
      merchant_share: cases > 0 ? Math.round((100 * Math.max(0, (metrics.merchant_cases ?? 0) - evidence)) / cases) : null,
      trust: Math.max(0, Math.round(100 - 25 * excess - 25 * sums.points)),
    },
  };
}

function sum(rules: RuleSet, levels: FlagLevels, metrics: Metrics, side: Side): { kinds: number; strong: number; points: number } {
  const values = Object.values(levels);
  const oneKind = levels.serial_return > 0 && levels.wardrobing > 0 && !all(rules.twoKinds, metrics, side);
  return {
    kinds: values.filter((level) => level > 0).length - (oneKind ? 1 : 0),
    strong: values.filter((level) => level === 2).length,
    points: values.reduce<number>((total, level) => total + level, 0) - (oneKind ? Math.min(levels.serial_return, levels.wardrobing) : 0),
  };
}

function levelOf(flag: FlagRule | undefined, metrics: Metrics, side: Side): 0 | 1 | 2 {
  if (flag === undefined) return 0;
  if (all(flag.strong, metrics, side)) return 2;
  return all(flag.when, metrics, side) ? 1 : 0;
}

const all = (conditions: readonly Condition[], metrics: Metrics, side: Side): boolean => {
  for (const condition of conditions) if (!holds(condition, metrics[metricOn(condition, side)], threshold(condition, side))) return false;
  return true;
};

function holds(condition: Condition, value: number | null, limit: number): boolean {
  if (value === null) return condition.unknown === true;
  switch (condition.op) {
    case '>=': return value >= limit;
    case '>': return value > limit;
    case '<=': return value <= limit;
    case '<': return value < limit;
  }
}
