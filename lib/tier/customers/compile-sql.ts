import type { FlagCode } from '../../model/tier.ts';
import type { CustomerTier } from '../../model/tiers.ts';
import { metricOn, threshold, type Side } from './condition.ts';
import { metrics, type Condition, type FlagRule, type RuleSet } from './rules.ts';

/**
 * The rule set for everybody, as SQL expressions over the columns of `customer_judged_*` (Trino's dialect).
 * The same as lib/tier/customers/compile-ts.ts; a property test holds them equal. Names come from the list of metrics only.
 */
export interface CompiledSql {
  /** `flag_x` or `held_x`: 0, 1 (raised) or 2 (strong). */
  flag(code: FlagCode, side: Side): string;
  /** Columns over the flags: flag_kinds, strong_flags, held_kinds, held_strong, merchant_share, trust. */
  judged(): string;
  /** First match, given a column `previous` (null where there was none); without one tier where `without` says so. */
  tier(options?: { without?: CustomerTier; memory?: boolean }): string;
}

export const flagCodes: readonly FlagCode[] = [
  'serial_return', 'refund_only_share', 'not_received_claims', 'bracketing', 'wardrobing', 'reason_escalation', 'linked_accounts',
];

export function compileSql(rules: RuleSet): CompiledSql {
  const flagRule = (code: FlagCode): FlagRule | undefined => rules.flags.find((flag) => flag.code === code);
  const enters = (tier: CustomerTier, side: Side): string => {
    const any = rules.tiers.find((rule) => rule.tier === tier)?.any ?? [];
    return any.length === 0 ? 'FALSE' : `(${any.map((rule) => all(rule.all, side)).join(' OR ')})`;
  };
  return {
    flag(code, side) {
      const rule = flagRule(code);
      return rule === undefined ? '0' : `CASE WHEN ${all(rule.strong, side)} THEN 2 WHEN ${all(rule.when, side)} THEN 1 ELSE 0 END`;
    },
    judged: () => {
      const sums = (prefix: string, side: Side) => {
        const names = flagCodes.map((code) => `${prefix}_${code}`);
        const oneKind = `${prefix}_serial_return > 0 AND ${prefix}_wardrobing > 0 AND NOT (${all(rules.twoKinds, side)})`;
        const least = `CASE WHEN ${prefix}_serial_return < ${prefix}_wardrobing THEN ${prefix}_serial_return ELSE ${prefix}_wardrobing END`;
        return {
          kinds: `${names.map((name) => `CASE WHEN ${name} > 0 THEN 1 ELSE 0 END`).join(' + ')} - CASE WHEN ${oneKind} THEN 1 ELSE 0 END`,
          strong: names.map((name) => `CASE WHEN ${name} = 2 THEN 1 ELSE 0 END`).join(' + '),
          points: `(${names.join(' + ')} - CASE WHEN ${oneKind} THEN ${least} ELSE 0 END)`,
        };
      };
      const entry = sums('flag', 'entry');
      const held = sums('held', 'held');
      const evidence = `CASE WHEN flag_refund_only_share > 0 THEN coalesce(kept_quality_cases, 0) ELSE 0 END
    + CASE WHEN flag_not_received_claims > 0 THEN coalesce(not_received_cases, 0) ELSE 0 END
    + CASE WHEN flag_reason_escalation > 0 THEN coalesce(escalation_cases, 0) ELSE 0 END`;
      return `${entry.kinds} AS flag_kinds,
  ${entry.strong} AS strong_flags,
  ${held.kinds} AS held_kinds,
  ${held.strong} AS held_strong,
  CASE WHEN cases > 0 THEN CAST(round(100e0 * greatest(0, coalesce(merchant_cases, 0) - (${evidence})) / cases) AS bigint) END AS merchant_share,
  CAST(greatest(0e0, round(100 - 25 * least(2e0, greatest(0e0, coalesce(ratio_low, 0e0) - 1)) - 25 * ${entry.points})) AS bigint) AS trust`;
    },
    tier({ without, memory = true } = {}) {
      const tiers = rules.tiers.map((rule) => rule.tier).filter((tier) => tier !== without);
      const stays = memory ? tiers.filter((tier) => tier !== 'new').map((tier) => `WHEN previous = '${tier}' AND ${enters(tier, 'held')} THEN '${tier}'`) : [];
      const starts = tiers.filter((tier) => tier !== 'new').map((tier) => `WHEN ${enters(tier, 'entry')} THEN '${tier}'`);
      return `CASE WHEN ${enters('new', 'entry')} THEN 'new' ${[...stays, ...starts].join(' ')} ELSE 'regular' END`;
    },
  };
}

const all = (conditions: readonly Condition[], side: Side): string => `(${conditions.map((condition) => one(condition, side)).join(' AND ')})`;

function one(condition: Condition, side: Side): string {
  const metric = metricOn(condition, side);
  if (!metrics.includes(metric)) throw new RangeError('not a metric of the rules');
  return `coalesce(${metric} ${condition.op} ${threshold(condition, side)}e0, ${condition.unknown === true ? 'TRUE' : 'FALSE'})`;
}
