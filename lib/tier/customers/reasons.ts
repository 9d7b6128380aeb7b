import type { Flag, Override, TierReason } from '../../model/tier.ts';
import { customerTierLabels, type CustomerTier } from '../../model/tiers.ts';
import { words, type Words } from '../../model/words.ts';
import type { Compiled } from './compile-ts.ts';
import { threshold, type Side } from './condition.ts';
import { flagMetric, oneDecimal } from './flag-words.ts';
import type { Condition, Metric, Metrics, Rule, RuleSet } from './rules.ts';

export interface Told {
  readonly metrics: Metrics;
  readonly tier: CustomerTier;
  /** By the rules, before a person's correction. */
  readonly ruled: CustomerTier;
  readonly previous: CustomerTier | null;
  readonly flags: readonly Flag[];
  readonly silentDays: number | null;
  readonly gapDays: number | null;
  readonly override: Override | null;
}

/** Why a customer is in a tier: the rules that gave it, with evidence and with what would change it. Never empty. */
export function reasonsOf(compiled: Compiled, rules: RuleSet, told: Told): TierReason[] {
  if (told.override !== null && told.tier === told.override.tier) return [overridden(told.override), ...(told.ruled === told.tier ? byRules(compiled, rules, told) : [])];
  return byRules(compiled, rules, told);
}

function byRules(compiled: Compiled, rules: RuleSet, told: Told): TierReason[] {
  const found = compiled.because(told.metrics, told.ruled, told.previous);
  if (found.length === 0) return [asExpected(told, rules)];
  const spoken = found.flatMap(({ rule, side }) => sayRule(rule, side, told, rules));
  // One strong flag and several flags may both hold: the evidence is told once.
  const once = spoken.filter((reason, index) => spoken.findIndex((other) => other.code === reason.code) === index);
  return once.length > 0 ? once : [asExpected(told, rules)];
}

function sayRule(rule: Rule, side: Side, told: Told, rules: RuleSet): TierReason[] {
  const limit = (metric: Metric): number | null => {
    const condition = rule.all.find((one) => one.metric === metric);
    return condition === undefined ? null : threshold(condition, side);
  };
  const leave = (metric: Metric): number | null => {
    const condition = rule.all.find((one) => one.metric === metric);
    return condition === undefined ? null : leaving(condition);
  };
  const { metrics } = told;
  switch (rule.code) {
    case 'too_few_orders': {
      const n = metrics.mature_orders ?? 0;
      return [reason('too_few_orders', 'mature_orders', n, limit('mature_orders'), words(
        `数据不足：窗口内发货满 30 天的订单 ${n} 笔，至少要 2 笔。再有 ${2 - n} 笔满 30 天就会重新判断`,
        `Not enough data: ${many(n, 'order')} shipped 30 days ago or more, 2 are needed. Judged again when ${2 - n} more reached that age`))];
    }
    case 'high_value':
      return [reason('high_value', 'value', metrics.value, limit('value'), words(
        `净贡献高于 ${metrics.value ?? 0}% 的客户，且仍在购买。低于 ${leave('value') ?? 0}% 或流失风险到 ${leave('churn') ?? 0} 才会离开`,
        `Net contribution above ${metrics.value ?? 0}% of customers, and still buying. Leaves below ${leave('value') ?? 0}, or at a churn risk of ${leave('churn') ?? 0}`))];
    case 'gone_quiet': {
      const pace = told.gapDays === null || told.silentDays === null || told.gapDays <= 0 ? null : oneDecimal(told.silentDays / told.gapDays);
      const usual = told.gapDays === null ? 0 : Math.round(told.gapDays);
      return [reason('gone_quiet', 'churn', metrics.churn, limit('churn'), words(
        `流失风险 ${metrics.churn ?? 0}：平时约每 ${usual} 天一单，已沉默 ${pace ?? 0} 倍于此。再下一单、风险低于 ${leave('churn') ?? 0} 即恢复`,
        `Churn risk ${metrics.churn ?? 0}: usually an order every ${usual} days, now silent for ${pace ?? 0} times that. A new order that brings the risk under ${leave('churn') ?? 0} changes it`))];
    }
    case 'let_down': {
      const n = metrics.merchant_cases ?? 0;
      return [reason('let_down', 'satisfaction', metrics.satisfaction, limit('satisfaction'), words(
        `满意度 ${metrics.satisfaction ?? 0}，此前有 ${n} 次非顾客责任的售后。满意度到 ${leave('satisfaction') ?? 0}（好评，或解决后再次购买）即恢复`,
        `Satisfaction ${metrics.satisfaction ?? 0} after ${many(n, 'case')} not of their making. A satisfaction of ${leave('satisfaction') ?? 0} (a good rating, or buying again after a resolved case) changes it`))];
    }
    case 'strong_flag':
    case 'several_flags':
      return evidenceOf(rule, side, told, rules);
    default:
      return [];
  }
}

/** The rule in words, then each kind of evidence. */
function evidenceOf(rule: Rule, side: Side, told: Told, rules: RuleSet): TierReason[] {
  const metric: Metric = rule.code === 'strong_flag' ? 'strong_flags' : 'flag_kinds';
  const condition = rule.all.find((one) => one.metric === metric);
  const n = told.metrics[metric] ?? 0;
  const say = rule.code === 'strong_flag'
    ? words('有明确的滥用证据，且多数售后并非商家责任', 'Strong evidence of abuse, and most cases are not the merchant’s fault')
    : words(`有 ${n} 类相互独立的滥用证据，且多数售后并非商家责任`, `${n} kinds of evidence of abuse, and most cases are not the merchant’s fault`);
  return [
    reason(rule.code, metric, n, condition === undefined ? null : threshold(condition, side), words(
      `${say.zh}。旧记录移出窗口、证据不再成立，或人工复核后即恢复`,
      `${say.en}. Changes when the evidence leaves the window, or when a person reviews it`)),
    ...told.flags.map((flag) => reason(flag.code, flagMetric(flag.code), flag.at_least ?? flag.count, flagThreshold(rules, flag), words(flag.zh, flag.en))),
  ];
}

/** What the flag's deciding metric had to reach. */
function flagThreshold(rules: RuleSet, flag: Flag): number | null {
  const rule = rules.flags.find((one) => one.code === flag.code);
  return (flag.strong ? rule?.strong : rule?.when)?.find((one) => one.metric === flagMetric(flag.code))?.value ?? null;
}

function asExpected(told: Told, rules: RuleSet): TierReason {
  const vip = rules.tiers.find((rule) => rule.tier === 'vip')?.any[0]?.all.find((one) => one.metric === 'value');
  const { value, churn } = told.metrics;
  if (told.flags.length > 0) {
    return reason('one_sign', 'flag_kinds', told.metrics.flag_kinds, 2, words(
      `有 ${told.flags.length} 项疑点，但不足以判断为问题客户：${told.flags.map((flag) => flag.zh).join('；')}`,
      `${many(told.flags.length, 'sign')} to watch, not enough for a problem customer: ${told.flags.map((flag) => flag.en).join('; ')}`));
  }
  return reason('as_expected', 'value', value, vip?.value ?? null, words(
    value === null ? '表现正常，窗口内没有订单' : `表现与购买同样商品的客户相当；净贡献高于 ${value}% 的客户，流失风险 ${churn ?? 0}。净贡献到 ${vip?.value ?? 0}% 成为贵宾`,
    value === null ? 'As expected; no order in the window' : `As expected for what they buy; net contribution above ${value}% of customers, churn risk ${churn ?? 0}. VIP from ${vip?.value ?? 0}`));
}

export const overridden = (override: Override): TierReason => reason('override', 'override', override.tier, null, words(
  `人工调整为${customerTierLabels[override.tier].zh}：${override.why}${override.until === null ? '' : `（至 ${override.until}）`}`,
  `Set to ${customerTierLabels[override.tier].en} by a person: ${override.why}${override.until === null ? '' : ` (until ${override.until})`}`));

const reason = (code: string, metric: string, value: TierReason['value'], limit: TierReason['threshold'], said: Words): TierReason =>
  ({ code, metric, value, threshold: limit, zh: said.zh, en: said.en });

const many = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Where somebody who is in leaves. */
const leaving = (condition: Condition): number => threshold(condition, 'held');

/** What the customer may be told about how they are served. */
export const wordings: Readonly<Record<CustomerTier, Words>> = {
  vip: words('您是我们重要的顾客，售后为您优先处理。', 'You are one of our most valued customers: your requests come first.'),
  regular: words('您的售后按标准服务处理。', 'Your requests get our standard service.'),
  at_risk: words('我们重视您；您的售后会由专人尽快处理，若此前有不周之处，深表歉意。', 'You matter to us: somebody will take care of your requests soon, and we are sorry for anything that went wrong before.'),
  problem: words('您的申请会由工作人员查看后处理；法定权利不受影响，如有异议可以提出。', 'A member of staff looks at your requests before they are settled. Your legal rights are unaffected, and you may object.'),
  new: words('欢迎！您的售后按标准服务处理。', 'Welcome! Your requests get our standard service.'),
};
