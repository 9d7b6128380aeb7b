import type { FlagCode } from '../../model/tier.ts';
import type { CustomerTier } from '../../model/tiers.ts';

/** Facts of a customer that a rule may read; each is a column of `customer_judged_*`. This list is the allow-list of generated SQL. */
export const metrics = [
  'mature_orders', 'value', 'contribution_minor', 'churn', 'satisfaction', 'merchant_cases', 'cases', 'kept_quality_cases',
  'not_received_cases', 'escalation_cases', 'attributable', 'ratio_low', 'attributable_rest', 'ratio_rest_low', 'kept_claims', 'kept_low',
  'not_received', 'bracketing', 'wardrobes', 'wardrobe_low', 'wardrobe_share', 'escalations', 'linked',
  'flag_kinds', 'held_kinds', 'strong_flags', 'held_strong', 'merchant_share', 'trust',
] as const;
export type Metric = (typeof metrics)[number];
export type Metrics = Readonly<Record<Metric, number | null>>;

/** `metric op value`. Null makes it false, or true where `unknown` says so. To leave a tier the value must pass by 10% more, or by `exit`. */
export interface Condition {
  readonly metric: Metric;
  readonly op: '>=' | '>' | '<=' | '<';
  readonly value: number;
  readonly exit?: number;
  /** The metric to read when it is asked whether the tier still holds. */
  readonly held?: Metric;
  readonly unknown?: true;
}

/** All conditions hold. */
export interface Rule {
  readonly code: string;
  readonly all: readonly Condition[];
}

export interface TierRule {
  readonly tier: Exclude<CustomerTier, 'regular'>;
  /** One is enough. */
  readonly any: readonly Rule[];
}

export interface FlagRule {
  readonly code: FlagCode;
  readonly when: readonly Condition[];
  readonly strong: readonly Condition[];
}

export interface RuleSet {
  readonly flags: readonly FlagRule[];
  /** serial_return and wardrobing are two kinds only when serial_return stands without the wardrobing cases. */
  readonly twoKinds: readonly Condition[];
  /** First match wins; none: regular. */
  readonly tiers: readonly TierRule[];
  /** At most this share of all customers are problem customers, rounded up (basis points). */
  readonly problemCapBp: number;
}

export const presetNames = ['cautious', 'standard', 'strict'] as const;
export type Preset = (typeof presetNames)[number];

interface Dials {
  /** Lower bound of a ratio that makes a flag, and a strong one. */
  readonly above: number;
  readonly farAbove: number;
  readonly highValue: number;
  readonly lowValue: number;
  readonly highChurn: number;
  readonly dissatisfied: number;
  readonly problemCapBp: number;
}

/** Cautious accuses later and calls at-risk later; strict does both sooner. */
const dials: Readonly<Record<Preset, Dials>> = {
  cautious: { above: 2, farAbove: 3, highValue: 80, lowValue: 30, highChurn: 70, dissatisfied: 35, problemCapBp: 100 },
  standard: { above: 1.5, farAbove: 2.5, highValue: 80, lowValue: 30, highChurn: 60, dissatisfied: 40, problemCapBp: 200 },
  strict: { above: 1.25, farAbove: 2, highValue: 80, lowValue: 30, highChurn: 50, dissatisfied: 45, problemCapBp: 200 },
};

export const rulesOf = (preset: Preset): RuleSet => built[preset];

/** Where a score counts as high, in grids and words. */
export const highScore = 60;

const at = (metric: Metric, op: Condition['op'], value: number, more: Partial<Condition> = {}): Condition => ({ metric, op, value, ...more });
const count = (metric: Metric, value: number): Condition => at(metric, '>=', value);

function ruleSet(dial: Dials): RuleSet {
  const serial = [at('ratio_low', '>=', dial.above), count('attributable', 3)];
  const spared = [at('value', '<', dial.highValue, { unknown: true }), at('merchant_share', '<', 50, { unknown: true })];
  return {
    flags: [
      { code: 'serial_return', when: serial, strong: [at('ratio_low', '>=', dial.farAbove), count('attributable', 6)] },
      {
        code: 'refund_only_share',
        when: [count('kept_claims', 3), at('kept_low', '>=', dial.above)],
        strong: [count('kept_claims', 6), at('kept_low', '>=', dial.farAbove)],
      },
      { code: 'not_received_claims', when: [count('not_received', 2)], strong: [count('not_received', 4)] },
      { code: 'bracketing', when: [count('bracketing', 2)], strong: [count('bracketing', 4)] },
      {
        code: 'wardrobing',
        when: [count('wardrobes', 3), at('wardrobe_share', '>=', 0.3333), at('wardrobe_low', '>=', dial.above)],
        strong: [count('wardrobes', 6), at('wardrobe_share', '>=', 0.3333), at('wardrobe_low', '>=', dial.farAbove)],
      },
      { code: 'reason_escalation', when: [count('escalations', 2)], strong: [count('escalations', 4)] },
      { code: 'linked_accounts', when: [count('linked', 2)], strong: [count('linked', 4)] },
    ],
    twoKinds: [at('ratio_rest_low', '>=', dial.above), count('attributable_rest', 3)],
    tiers: [
      { tier: 'new', any: [{ code: 'too_few_orders', all: [at('mature_orders', '<', 2, { exit: 2 }), at('strong_flags', '<', 1, { exit: 1 })] }] },
      {
        tier: 'problem',
        any: [
          { code: 'strong_flag', all: [at('strong_flags', '>=', 1, { held: 'held_strong' }), ...spared] },
          { code: 'several_flags', all: [at('flag_kinds', '>=', 2, { held: 'held_kinds' }), ...spared] },
        ],
      },
      {
        tier: 'vip',
        any: [{
          code: 'high_value',
          all: [at('value', '>=', dial.highValue), at('contribution_minor', '>', 0), at('churn', '<', dial.highChurn, { unknown: true })],
        }],
      },
      {
        tier: 'at_risk',
        any: [
          { code: 'gone_quiet', all: [at('churn', '>=', dial.highChurn), at('value', '>', dial.lowValue)] },
          { code: 'let_down', all: [at('satisfaction', '<', dial.dissatisfied), count('merchant_cases', 1), at('value', '>', dial.lowValue)] },
        ],
      },
    ],
    problemCapBp: dial.problemCapBp,
  };
}

const built: Readonly<Record<Preset, RuleSet>> = {
  cautious: ruleSet(dials.cautious), standard: ruleSet(dials.standard), strict: ruleSet(dials.strict),
};
