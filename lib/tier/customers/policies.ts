import type { Settings } from '../../model/settings.ts';
import type { Policy, RefundMode } from '../../model/tier.ts';
import type { CustomerTier } from '../../model/tiers.ts';
import { words, type Words } from '../../model/words.ts';

type Market = Settings['market'];

/**
 * What the law grants everybody who buys at a distance; a tier adds to it and never takes from it.
 * CN: Consumer Rights Protection Law art. 25 (7 days, refund within 7 days of the goods' return). EU: Directive 2011/83 art. 9, 13 (14 days,
 * refund within 14, at the latest on proof of sending) and 2019/771 (conformity). UK: Consumer Contracts Regulations 2013 reg. 29-34 and
 * Consumer Rights Act 2015. US: no federal right to withdraw; 16 CFR 435 (refund within 7 working days where goods did not ship).
 */
export interface LegalFloor {
  readonly return_window_days: number;
  readonly refund_within_days: number;
  /** The slowest courtesy that still pays in time. */
  readonly refund_mode: RefundMode;
  readonly words: Words;
}

export const legalFloors: Readonly<Record<Market, LegalFloor>> = {
  CN: {
    return_window_days: 7, refund_within_days: 7, refund_mode: 'after_inspection',
    words: words('签收后 7 天无理由退货；收到退货后 7 天内退款；质量问题由商家承担运费', 'Returns without a reason within 7 days of delivery; refund within 7 days of the goods coming back; for faulty goods the merchant pays the way back'),
  },
  EU: {
    return_window_days: 14, refund_within_days: 14, refund_mode: 'on_scan',
    words: words('14 天撤回权；收到寄回凭证即须退款，最迟 14 天；两年符合性保障', 'Withdrawal within 14 days; refund within 14 days, at the latest on proof of sending; two years of conformity rights'),
  },
  UK: {
    return_window_days: 14, refund_within_days: 14, refund_mode: 'on_scan',
    words: words('14 天取消权；收到退货或寄回凭证后 14 天内退款；瑕疵商品 30 天内可拒收', 'Cancellation within 14 days; refund within 14 days of the goods or proof of sending; faulty goods can be rejected within 30 days'),
  },
  US: {
    return_window_days: 0, refund_within_days: 10, refund_mode: 'manual',
    words: words('按公示的退货政策；未按时发货须退款；默示担保有效', 'The posted return policy; a refund where goods did not ship in time; implied warranties hold'),
  },
  OTHER: {
    return_window_days: 0, refund_within_days: 30, refund_mode: 'manual',
    words: words('以当地消费者法律为准', 'Local consumer law holds'),
  },
};

type Extras = Omit<Policy, 'legal_floor' | 'refund_within_days' | 'return_window_days'> & {
  /** Days on top of the market's floor. */
  readonly extra_days: number;
};

/** The shop's own choice for each tier. Amounts in minor units of a currency like the yuan. */
const extras: Readonly<Record<CustomerTier, Extras>> = {
  vip: {
    refund_mode: 'instant', return_freight: 'merchant', keep_item_limit_minor: 10_000, exchange_first: false, compensation_limit_minor: 10_000,
    queue_priority: 1, first_response_hours: 1, resolution_days: 2, human_review: false, extra_days: 8,
  },
  at_risk: {
    refund_mode: 'on_scan', return_freight: 'merchant', keep_item_limit_minor: 5_000, exchange_first: false, compensation_limit_minor: 6_000,
    queue_priority: 2, first_response_hours: 4, resolution_days: 3, human_review: false, extra_days: 8,
  },
  regular: {
    refund_mode: 'on_scan', return_freight: 'customer', keep_item_limit_minor: 2_000, exchange_first: true, compensation_limit_minor: 3_000,
    queue_priority: 3, first_response_hours: 12, resolution_days: 5, human_review: false, extra_days: 0,
  },
  new: {
    refund_mode: 'on_scan', return_freight: 'customer', keep_item_limit_minor: 2_000, exchange_first: true, compensation_limit_minor: 2_000,
    queue_priority: 3, first_response_hours: 12, resolution_days: 5, human_review: false, extra_days: 0,
  },
  problem: {
    refund_mode: 'after_inspection', return_freight: 'customer', keep_item_limit_minor: 0, exchange_first: false, compensation_limit_minor: 0,
    queue_priority: 4, first_response_hours: 24, resolution_days: 7, human_review: true, extra_days: 0,
  },
};

/** The amounts above are in yuan; where one unit buys about seven times as much, a fifth of them. */
const amountFactor = (market: Market): number => (market === 'CN' ? 1 : 0.2);

const refundModes: readonly RefundMode[] = ['manual', 'after_inspection', 'on_scan', 'instant'];

/** Every tier's policy for a merchant: the defaults, the merchant's own changes, and never less than the law of the market. */
export function policiesOf(settings: Pick<Settings, 'market' | 'policies'>): Readonly<Record<CustomerTier, Policy>> {
  const floor = legalFloors[settings.market];
  const policy = (tier: CustomerTier): Policy => {
    const { extra_days, ...own } = extras[tier];
    const defaults: Policy = {
      ...own,
      keep_item_limit_minor: own.keep_item_limit_minor * amountFactor(settings.market),
      compensation_limit_minor: own.compensation_limit_minor * amountFactor(settings.market),
      return_window_days: floor.return_window_days + extra_days,
      refund_within_days: floor.refund_within_days,
      legal_floor: floor.words,
    };
    return withFloor(changed(defaults, settings.policies[tier] ?? {}), floor);
  };
  return { vip: policy('vip'), regular: policy('regular'), at_risk: policy('at_risk'), problem: policy('problem'), new: policy('new') };
}

/** No tier goes below the law, whatever was set. */
export function withFloor(policy: Policy, floor: LegalFloor): Policy {
  const slower = refundModes.indexOf(policy.refund_mode) < refundModes.indexOf(floor.refund_mode);
  return {
    ...policy,
    refund_mode: slower ? floor.refund_mode : policy.refund_mode,
    return_window_days: Math.max(policy.return_window_days, floor.return_window_days),
    refund_within_days: Math.min(policy.refund_within_days, floor.refund_within_days),
    legal_floor: floor.words,
  };
}

/** A merchant's partial policy over the defaults; a field of the wrong type is left as it was. */
function changed(policy: Policy, change: Readonly<Record<string, unknown>>): Policy {
  const amount = (name: keyof Policy, was: number, least = 0): number => {
    const value = change[name];
    return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : was;
  };
  const truth = (name: keyof Policy, was: boolean): boolean => {
    const value = change[name];
    return typeof value === 'boolean' ? value : was;
  };
  return {
    refund_mode: refundModes.find((mode) => mode === change['refund_mode']) ?? policy.refund_mode,
    return_freight: change['return_freight'] === 'customer' || change['return_freight'] === 'merchant' ? change['return_freight'] : policy.return_freight,
    keep_item_limit_minor: Math.round(amount('keep_item_limit_minor', policy.keep_item_limit_minor)),
    exchange_first: truth('exchange_first', policy.exchange_first),
    compensation_limit_minor: Math.round(amount('compensation_limit_minor', policy.compensation_limit_minor)),
    queue_priority: Math.min(5, Math.round(amount('queue_priority', policy.queue_priority, 1))),
    first_response_hours: amount('first_response_hours', policy.first_response_hours),
    resolution_days: amount('resolution_days', policy.resolution_days),
    human_review: truth('human_review', policy.human_review),
    return_window_days: Math.round(amount('return_window_days', policy.return_window_days)),
    refund_within_days: Math.round(amount('refund_within_days', policy.refund_within_days)),
    legal_floor: policy.legal_floor,
  };
}

