import { reasonOf, reasons, type Fault } from '../model/reasons.ts';
import { customerTiers, type CustomerTier } from '../model/tiers.ts';
import { words, type Words } from '../model/words.ts';

/** The standard resolution of a reason for a tier: what to do first, and how this tier is treated on top. */
export interface Play {
  readonly reason: string;
  readonly tier: CustomerTier;
  /** What settles it: the action that is offered first. */
  readonly action: Action;
  readonly zh: string;
  readonly en: string;
}

export type Action = 'refund' | 'exchange' | 'resend' | 'repair' | 'trace' | 'compensate' | 'correct' | 'return' | 'stop_use';

/** The answer at the moment of decision. An unknown reason is treated as `unknown`. */
export function playOf(reasonCode: string, tier: CustomerTier): Play {
  const reason = reasonOf(reasonCode) ?? reasonOf('unknown');
  const code = reason?.code ?? 'unknown';
  const [action, base] = resolutions[code] ?? unknownResolution;
  const extra = action === 'stop_use' ? safetyForAll : extras[tier][sideOf(reason?.fault ?? 'unknown')];
  return { reason: code, tier, action, zh: `${base.zh}。${extra.zh}`, en: `${base.en}. ${extra.en}` };
}

/** Reason x tier, whole: for documents and for checking that nothing is missing. */
export const playbook = (): Play[] => reasons.flatMap(({ code }) => customerTiers.map((tier) => playOf(code, tier)));

type Side = 'ours' | 'open' | 'theirs';
const sideOf = (fault: Fault): Side => (fault === 'customer' ? 'theirs' : fault === 'shared' || fault === 'unknown' ? 'open' : 'ours');

const unknownResolution: readonly [Action, Words] = ['return', words('先问清原因和照片，再按最接近的原因处理；法定退货照办', 'Ask for the reason and a picture, then follow the closest reason; statutory returns go ahead')];

const resolutions: Readonly<Record<string, readonly [Action, Words]>> = {
  defective: ['exchange', words('换新或退款由顾客选，运费我方承担，并记录批次', 'Replacement or refund as the customer prefers, we pay the way back; note the batch')],
  workmanship: ['exchange', words('凭照片换新或部分补偿，运费我方承担', 'Replacement or a part refund on a picture; we pay the way back')],
  missing_parts: ['resend', words('当天补寄缺件，不必退回整件', 'Send the missing part the same day; nothing needs to come back')],
  expired: ['refund', words('全额退款，不必退回，并下架同批次', 'Full refund, nothing to send back; take the batch off sale')],
  not_genuine: ['refund', words('先全额退款，再核查货源并给出鉴定结论', 'Full refund first, then check the supply and answer with the finding')],
  safety: ['stop_use', words('请顾客立即停用，全额退款并上门取回，同日上报', 'Ask the customer to stop using it, refund in full, collect it, report the same day')],
  not_as_described: ['refund', words('退款或补差由顾客选，运费我方承担，并更正页面', 'Refund or the difference as the customer prefers, we pay the way back; correct the listing')],
  colour_or_material_differs: ['exchange', words('换货或退款，运费我方承担，并核对页面图片', 'Exchange or refund, we pay the way back; check the pictures of the listing')],
  size_chart_wrong: ['exchange', words('换合适尺码，往返运费我方承担，并更正尺码表', 'Exchange for the right size, freight on us both ways; correct the size chart')],
  too_small: ['exchange', words('推荐大一码换货，也可退货', 'Offer the next size up; a return is possible')],
  too_large: ['exchange', words('推荐小一码换货，也可退货', 'Offer the next size down; a return is possible')],
  unsuitable: ['exchange', words('了解用途，推荐合适款换货，也可退货', 'Ask what it is for, offer a better match; a return is possible')],
  wrong_item: ['resend', words('当天补发正确商品，错发件由我方取回', 'Send the right item the same day; we collect the wrong one')],
  missing_item: ['resend', words('核对出库重量后当天补寄，缺货则退款', 'Check the packed weight and send what is missing the same day, or refund it')],
  late_shipment: ['compensate', words('给出发货时间；顾客不愿等就退款，并按规则赔付', 'Give a shipping date; refund if the customer will not wait, with the compensation due')],
  out_of_stock: ['refund', words('立即退款并致歉，推荐替代款', 'Refund at once with an apology; offer an alternative')],
  bad_packaging: ['compensate', words('商品完好则补偿，受损则换新，并改进包装', 'Compensate if the goods are sound, replace if not; improve the packaging')],
  damaged_in_transit: ['resend', words('凭照片先补发或退款，再向承运方索赔', 'Resend or refund on a picture, then claim from the carrier')],
  late_delivery: ['trace', words('催派并告知到达时间；超过承诺则按规则补偿', 'Chase the parcel and give an arrival date; compensate beyond the promise')],
  lost_or_not_received: ['trace', words('48 小时内查件；确认丢失就补发或退款', 'Trace within 48 hours; resend or refund once it is lost')],
  carrier_service: ['compensate', words('致歉并向承运方投诉，下一单换承运', 'Apologise, complain to the carrier, use another one next time')],
  poor_service: ['compensate', words('主管致歉并一次解决原来的问题', 'A supervisor apologises and settles the original problem at once')],
  no_response: ['compensate', words('立即回应并由专人跟进到解决', 'Answer now; one person follows it to the end')],
  promise_not_kept: ['compensate', words('兑现承诺；做不到则补偿等值', 'Keep the promise, or compensate its worth')],
  invoice: ['correct', words('一个工作日内补开或更正发票', 'Issue or correct the invoice within a working day')],
  price_drop: ['compensate', words('价保期内退差价', 'Refund the difference within price protection')],
  promotion_missed: ['compensate', words('核对活动，符合条件则补退优惠', 'Check the promotion; pay the discount where it applied')],
  fee_dispute: ['correct', words('逐项说明费用，多收即退', 'Explain each fee; refund what was too much')],
  cheaper_elsewhere: ['compensate', words('说明差异，价保内退差价，否则可退货', 'Explain the difference; price protection where it applies, else a return')],
  changed_mind: ['return', words('七天无理由或撤回权内退货退款', 'Return and refund within the statutory window')],
  no_reason_7_days: ['return', words('无理由退货，收货完好即退款', 'Return without a reason; refund once the goods are back in order')],
  ordered_by_mistake: ['return', words('未发货即取消，已发货则拒收或退货', 'Cancel before shipment, else refuse delivery or return')],
  disliked: ['return', words('推荐换款，也可退货', 'Offer another style; a return is possible')],
  duplicate_order: ['return', words('取消或退回多余的一单', 'Cancel or return the order that is too many')],
  unwanted_gift: ['exchange', words('换成其他商品或购物金，也可按规定退货', 'Exchange for something else or store credit; a return by the rules')],
  arrived_too_late_to_use: ['return', words('退货退款；若我方或承运延误则免运费', 'Return and refund; freight on us if we or the carrier were late')],
  repair_in_warranty: ['repair', words('保内免费维修，超过时限则换新', 'Free repair under warranty; replace if it takes too long')],
  recall: ['stop_use', words('通知停用，免费维修、换新或退款', 'Ask to stop using it; repair, replacement or refund free of charge')],
  unknown: unknownResolution,
  other: ['return', words('由客服看完描述后判断，先保证法定权利', 'A person reads the description and decides; statutory rights first')],
};

const safetyForAll = words('安全第一，所有分层一律相同', 'Safety comes first: the same for every tier');

/** What a tier adds, by whose side the reason is on. Faults of ours are made good for everybody. */
const extras: Readonly<Record<CustomerTier, Readonly<Record<Side, Words>>>> = {
  vip: {
    ours: words('立即退款或先发后收，专人致电', 'Refund at once or send before the return arrives; a call in person'),
    open: words('立即处理，运费我方承担', 'Settle at once; freight on us'),
    theirs: words('立即退款，运费我方承担', 'Refund at once; freight on us'),
  },
  at_risk: {
    ours: words('4 小时内回电致歉，并给予补偿', 'Call within 4 hours, apologise and compensate'),
    open: words('4 小时内回复，运费我方承担', 'Answer within 4 hours; freight on us'),
    theirs: words('揽收即退，顺便了解不满', 'Refund on scan, and ask what went wrong before'),
  },
  regular: {
    ours: words('按标准时限处理', 'Within the standard time'),
    open: words('先提供换货', 'Offer an exchange first'),
    theirs: words('揽收即退', 'Refund on scan'),
  },
  problem: {
    ours: words('核实凭证后照常赔付，由人工复核', 'Made good as for anybody once the evidence is checked by a person'),
    open: words('收货验货后处理，由人工复核', 'After inspection, decided by a person'),
    theirs: words('收货验货后退款，由人工复核；法定权利不变', 'Refund after inspection, decided by a person; statutory rights stand'),
  },
  new: {
    ours: words('按标准时限处理，留下好的第一印象', 'Within the standard time; make a good first impression'),
    open: words('先提供换货，并说明尺码或用法', 'Offer an exchange first, and help with size or use'),
    theirs: words('揽收即退', 'Refund on scan'),
  },
};
