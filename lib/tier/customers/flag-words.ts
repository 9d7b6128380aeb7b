import type { Flag, FlagCode } from '../../model/tier.ts';
import { words, type Words } from '../../model/words.ts';
import type { FlagLevels } from './compile-ts.ts';

/** The evidence of one customer, as counted in SQL; null where it could not be. */
export interface Evidence {
  readonly attributable: number;
  readonly expected: number | null;
  readonly ratio_low: number | null;
  readonly kept_claims: number;
  readonly kept_expected: number | null;
  readonly kept_low: number | null;
  readonly wardrobes: number;
  readonly wardrobe_expected: number | null;
  readonly wardrobe_low: number | null;
  readonly not_received: number;
  readonly bracketing: number;
  readonly escalations: number;
  readonly linked: number;
}

/** A count, what was to be expected, and the lower bound of their ratio; rounded to one decimal, as they are shown. */
interface Shown {
  readonly count: number;
  readonly expected: number | null;
  readonly atLeast: number | null;
}

interface FlagWords {
  readonly metric: string;
  readonly shown: (evidence: Evidence) => Shown;
  readonly say: (shown: Shown) => Words;
}

const counted = (count: number): Shown => ({ count, expected: null, atLeast: null });
const compared = (count: number, expected: number | null, low: number | null): Shown =>
  ({ count: oneDecimal(count), expected: expected === null ? null : oneDecimal(expected), atLeast: low === null ? null : oneDecimal(low) });
const against = ({ expected, atLeast }: Shown): Words =>
  words(`同样的商品预期 ${expected ?? 0}，至少 ${atLeast ?? 0} 倍`, `${expected ?? 0} expected for the same purchases, at least ${atLeast ?? 0} times`);

const flagWords: Readonly<Record<FlagCode, FlagWords>> = {
  serial_return: {
    metric: 'ratio_low',
    shown: (e) => compared(e.attributable, e.expected, e.ratio_low),
    say: (s) => words(`个人原因退货折合 ${s.count} 件，${against(s).zh}`, `${s.count} returns for reasons of their own; ${against(s).en}`),
  },
  refund_only_share: {
    metric: 'kept_low',
    shown: (e) => compared(e.kept_claims, e.kept_expected, e.kept_low),
    say: (s) => words(`收货后仅退款且留下商品 ${s.count} 次，${against(s).zh}`, `${s.count} refunds after delivery with the goods kept; ${against(s).en}`),
  },
  not_received_claims: {
    metric: 'not_received',
    shown: (e) => counted(e.not_received),
    say: (s) => words(`${s.count} 笔订单有签收记录，却称未收到`, `${s.count} orders claimed as not received against a recorded delivery`),
  },
  bracketing: {
    metric: 'bracketing',
    shown: (e) => counted(e.bracketing),
    say: (s) => words(`${s.count} 笔订单同款买三件以上，只留一件`, `${s.count} orders with three or more variants of one product, all but one sent back`),
  },
  wardrobing: {
    metric: 'wardrobe_low',
    shown: (e) => compared(e.wardrobes, e.wardrobe_expected, e.wardrobe_low),
    say: (s) => words(`签收 3 至 14 天后无质量原因整单退回 ${s.count} 次，${against(s).zh}`, `${s.count} full returns 3 to 14 days after delivery without a fault of the goods; ${against(s).en}`),
  },
  reason_escalation: {
    metric: 'escalations',
    shown: (e) => counted(e.escalations),
    say: (s) => words(`${s.count} 件商品的个人原因申请未成后改称质量问题`, `${s.count} order lines where a preference case failed and a quality case followed`),
  },
  linked_accounts: {
    metric: 'linked',
    shown: (e) => counted(e.linked),
    say: (s) => words(`与另外 ${s.count} 个有疑点的账号共用电话或地址`, `A phone or address shared with ${s.count} other flagged customers`),
  },
};

/** The flags that are raised, with their evidence in words. */
export function flagsOf(levels: FlagLevels, evidence: Evidence): Flag[] {
  return flagOrder.filter((code) => levels[code] > 0).map((code) => {
    const { shown, say } = flagWords[code];
    const facts = shown(evidence);
    return { code, strong: levels[code] === 2, count: facts.count, expected: facts.expected, at_least: facts.atLeast, ...say(facts) };
  });
}

export const flagMetric = (code: FlagCode): string => flagWords[code].metric;

const flagOrder: readonly FlagCode[] = [
  'serial_return', 'refund_only_share', 'not_received_claims', 'bracketing', 'wardrobing', 'reason_escalation', 'linked_accounts',
];

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
