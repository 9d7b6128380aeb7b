import type { Category } from './goods.ts';
import type { Rng } from './prng.ts';

/**
 * How people put each reason: what they tick on a platform (`zh`, `en`) and what they write beside it.
 * `always`: the ticked reason alone would say something else, so the comment is never left out.
 * Slots: {n} a small number, {fault} and {part} of the category, {size} a size.
 */
interface Wording {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly zhSays: readonly string[];
  readonly enSays: readonly string[];
  readonly always?: true;
}

const NO_REASON = ['7天无理由退换货', '七天无理由退货（商品无损）'];

const WORDINGS: Readonly<Record<string, Wording>> = {
  defective: { zh: ['质量问题', '功能缺失', '质量问题'], en: ['Damaged or defective'], always: true,
    zhSays: ['用了{n}天就{fault}', '才{n}天就{fault}，质量太差', '{fault}，明显有质量问题', '刚用两次就{fault}了', '收到当天没事，第{n}天开始{fault}'],
    enSays: ['{fault} after {n} days', 'Defective: {fault}', 'Stopped being usable, {fault}', 'It is faulty, {fault} on day {n}'] },
  workmanship: { zh: ['做工粗糙/有瑕疵', '做工问题'], en: ['Damaged or defective'], always: true,
    zhSays: ['做工粗糙，线头很多', '接缝处开线，走线歪歪扭扭', '边缘毛刺没打磨，做工差', '拿到手就有污渍，做工不行'],
    enSays: ['Poor workmanship, loose threads everywhere', 'Seams are crooked and coming loose', 'Rough finish and stains out of the box'] },
  missing_parts: { zh: ['其他'], en: ['Other'], always: true,
    zhSays: ['缺配件，没有{part}', '少了配件：{part}', '配件不全，{part}没给'], enSays: ['Missing parts: the {part}', 'Came without the {part}, a part is missing', 'Parts missing: {part}'] },
  expired: { zh: ['商品临近保质期/过期', '生产日期/保质期与商品描述不符'], en: ['Other'], always: true,
    zhSays: ['还有{n}天就过期了', '收到已经过期', '日期太旧，快到保质期'], enSays: ['Expired already', 'Only {n} days left before the expiry date'] },
  not_genuine: { zh: ['认为是假货', '假冒品牌'], en: ['Other'], always: true,
    zhSays: ['和专柜的不一样，感觉是假货', '防伪码查不到，怀疑不是正品', '明显是别人用过的，翻新当新的卖'], enSays: ['Looks counterfeit, the code cannot be verified', 'This is a used one sold as new'] },
  safety: { zh: ['质量问题', '使用后过敏'], en: ['Damaged or defective'], always: true,
    zhSays: ['用的时候冒烟，太危险了', '使用后过敏，脸上起红疹', '边角很锋利，把手划伤了', '漏电，差点电到人'], enSays: ['It started smoking, dangerous', 'Caused a rash, allergic reaction', 'Sharp edge cut my hand'] },
  not_as_described: { zh: ['外观/型号/参数与描述不符', '图片/产地/批号/规格等描述不符'], en: ['Item not as described'],
    zhSays: ['实物和详情页写的完全不一样', '跟图片差太多，页面夸大宣传', '参数和页面描述不符', '详情页说有的功能实际没有'],
    enSays: ['Nothing like the description on the page', 'The photos are misleading', 'Not as advertised on the page'] },
  colour_or_material_differs: { zh: ['颜色/图案/款式与商品描述不符', '材质面料与商品描述不符'], en: ['Color', 'Item not as described'], always: true,
    zhSays: ['颜色和图片色差很大', '说是纯棉，摸着像化纤，材质不符', '实物颜色偏深，和图片不一样'], enSays: ['The colour is very different from the photo', 'The fabric is not what was described'] },
  size_chart_wrong: { zh: ['大小/尺寸与商品描述不符'], en: ['Item not as described'], always: true,
    zhSays: ['按尺码表买的{size}，尺码表不准', '尺码表和实物对不上', '照着尺码表选的{size}，根本穿不了，尺码表有问题', '量了一下，比尺码表标的小了{n}厘米'],
    enSays: ['Ordered {size} by the size chart and the chart is wrong', 'The size chart does not match the garment', 'Measured it: {n} cm off the size chart'] },
  too_small: { zh: [...NO_REASON, '尺码拍错'], en: ['Size was too small'], always: true,
    zhSays: ['偏小，穿不上', '{size}太小了，紧', '小了一码', '太紧了，穿着勒'], enSays: ['Too small', 'Too tight, runs small', 'Needs one size up from {size}'] },
  too_large: { zh: [...NO_REASON, '尺码拍错'], en: ['Size was too large'], always: true,
    zhSays: ['偏大，太肥了', '{size}太大了，撑不起来', '大了一码', '太长太宽松，穿着像别人的衣服'], enSays: ['Too large', 'Much too big, runs large', 'Needs one size down from {size}'] },
  unsuitable: { zh: NO_REASON, en: ['Style'], always: true, zhSays: ['上身不合适', '版型不适合我', '穿着不合适'], enSays: ['It does not suit me', 'Does not fit me well'] },
  wrong_item: { zh: ['卖家发错货', '商家发错货'], en: ['Received the wrong item'],
    zhSays: ['发错货了，我买的不是这个', '颜色发错了', '型号发错'], enSays: ['Wrong item sent', 'I ordered another colour, wrong one came'] },
  missing_item: { zh: ['少件/漏发', '少发/漏发', '空包裹'], en: ['Other'], always: true,
    zhSays: ['买了两件只收到一件', '漏发了一件', '赠品没有发', '少发一件，包裹里没有'], enSays: ['One item is missing from the order', 'Only received one of two', 'The free gift was left out'] },
  late_shipment: { zh: ['未按约定时间发货', '发货速度不满意', '虚假发货'], en: ['Other'], always: true,
    zhSays: ['拖了{n}天才发货', '说好48小时发货，一直不发', '发货太慢了', '填了单号却迟迟不发货'], enSays: ['Slow to ship', 'Not shipped for {n} days', 'Still not dispatched after {n} days'] },
  out_of_stock: { zh: ['缺货', '商家取消订单'], en: ['Other'], always: true, zhSays: ['客服说没货了', '缺货发不了'], enSays: ['Out of stock'] },
  bad_packaging: { zh: ['包装/商品破损/污渍/裂痕/变形'], en: ['Other'], always: true,
    zhSays: ['包装太简陋，就套了个袋子', '没有任何缓冲包装，仓库打包太随便'], enSays: ['Packed badly, no padding at all', 'Poor packaging, just a thin bag'] },
  damaged_in_transit: { zh: ['收到商品时有破损/污渍/变形', '货物破损已拒签', '包装/商品破损/污渍/裂痕/变形'], en: ['Damaged or defective'], always: true,
    zhSays: ['快递暴力运输，箱子都压扁了', '路上摔坏了，打开就是碎的', '运输途中破损', '外箱被压变形，里面碎了'],
    enSays: ['Arrived damaged, box crushed in transit', 'Broken in shipping', 'The courier smashed the parcel'] },
  late_delivery: { zh: ['物流异常'], en: ['Other'], always: true,
    zhSays: ['在路上走了{n}天还没到', '物流太慢，比预计晚了{n}天', '快递停在中转站好几天不动'], enSays: ['Delivery was {n} days late', 'Stuck in transit for {n} days', 'Arrived very late'] },
  lost_or_not_received: { zh: ['快递/物流一直未送到', '快递一直未送到', '快递/物流无跟踪记录'], en: ['Other'], always: true,
    zhSays: ['显示签收但我没收到', '快递丢件了', '没有收到货'], enSays: ['Never received the parcel', 'Tracking says delivered, nothing came', 'Lost in the post'] },
  carrier_service: { zh: ['其他'], en: ['Other'], always: true,
    zhSays: ['快递员态度很差，不肯送上门', '快递没打电话直接扔驿站'], enSays: ['The courier was rude', 'Rude delivery driver, threw the parcel at the door'] },
  poor_service: { zh: ['服务承诺'], en: ['Other'], always: true, zhSays: ['客服态度恶劣', '客服说话很冲，服务态度差'], enSays: ['Rude customer service', 'Support was unhelpful and rude'] },
  no_response: { zh: ['服务承诺'], en: ['Other'], always: true, zhSays: ['客服一直不回复', '客服消息没人理'], enSays: ['Nobody answers my messages', 'No reply from support for {n} days'] },
  promise_not_kept: { zh: ['服务承诺'], en: ['Other'], always: true, zhSays: ['答应的好评返现没给', '承诺的补发一直没兑现'], enSays: ['You did not keep your promise', 'Promised me a cashback and broke the promise'] },
  invoice: { zh: ['发票问题'], en: ['Other'], always: true, zhSays: ['要了发票一直没开', '发票抬头开错了'], enSays: ['I still need the invoice', 'The invoice has the wrong name'] },
  price_drop: { zh: ['买贵了/少用优惠'], en: ['Other'], always: true, zhSays: ['刚买就降价了', '买完第二天便宜了{n}0块'], enSays: ['The price dropped the day after I bought it', 'Price went down, please refund the difference'] },
  promotion_missed: { zh: ['没用/少用优惠'], en: ['Other'], always: true, zhSays: ['优惠券忘了用', '满减没有生效，少用优惠'], enSays: ['The discount code was not applied', 'Forgot to use my coupon'] },
  fee_dispute: { zh: ['退运费'], en: ['Other'], always: true, zhSays: ['运费多收了', '退货运费应该你们出'], enSays: ['I was overcharged for shipping'] },
  cheaper_elsewhere: { zh: ['买贵了/少用优惠'], en: ['Other'], always: true, zhSays: ['别家更便宜', '同款别的店便宜很多'], enSays: ['Found it cheaper elsewhere', 'Another shop has a better price'] },
  changed_mind: { zh: ['我不想要了', '不喜欢/不想要'], en: ['Customer changed their mind'],
    zhSays: ['不想要了', '暂时用不到，不要了', '家里人不同意买'], enSays: ['Changed my mind', 'No longer needed'] },
  no_reason_7_days: { zh: NO_REASON, en: ['Customer changed their mind'], zhSays: ['七天无理由', '无理由退货'], enSays: ['No particular reason, within 7 days'] },
  ordered_by_mistake: { zh: ['拍错/多拍', '地址/电话信息填写错误'], en: ['Customer changed their mind'], always: true,
    zhSays: ['拍错款式了', '不小心拍错了'], enSays: ['Ordered by mistake', 'I picked the wrong option by accident'] },
  disliked: { zh: ['不喜欢/不想要', '效果不好/不喜欢'], en: ['Style'], always: true,
    zhSays: ['不喜欢', '款式不喜欢', '没有想象中好看', '感觉一般，不太喜欢'], enSays: ['Not to my taste', 'Not my style', 'Looked nicer in my head'] },
  duplicate_order: { zh: ['拍多了', '拍错/多拍'], en: ['Customer changed their mind'], always: true, zhSays: ['重复下单了', '拍多了一单'], enSays: ['Ordered twice', 'Duplicate order'] },
  unwanted_gift: { zh: NO_REASON, en: ['Customer changed their mind'], always: true, zhSays: ['买来送人，对方不要', '礼物对方不喜欢'], enSays: ['It was a gift and they did not want it'] },
  arrived_too_late_to_use: { zh: ['不喜欢/不想要'], en: ['Other'], always: true, zhSays: ['到货太晚，已经用不上了', '生日都过了才到，用不上了'], enSays: ['Came too late for the party, no use now'] },
  repair_in_warranty: { zh: ['质量问题'], en: ['Other'], always: true,
    zhSays: ['用了几个月{fault}，还在保修期，申请维修', '保修期内坏了，需要维修', '在保，{fault}，寄回维修'],
    enSays: ['Under warranty, please repair: {fault}', 'Broke within the warranty period, needs repair'] },
  other: { zh: ['其他'], en: ['Other'], zhSays: ['其他原因'], enSays: ['Other reason'] },
};

type Slots = Readonly<Record<'zh' | 'en', { readonly fault: readonly string[]; readonly part: readonly string[] }>>;
const CLOTHES: Slots = { zh: { fault: ['起球', '掉色', '缩水', '破了个洞'], part: ['腰带', '备用纽扣'] }, en: { fault: ['pilling badly', 'the colour faded', 'it shrank', 'a hole appeared'], part: ['belt', 'spare buttons'] } };
const SLOTS: Readonly<Record<string, Slots>> = {
  womenswear: CLOTHES,
  menswear: CLOTHES,
  shoes: { zh: { fault: ['开胶', '鞋底断裂', '掉皮'], part: ['鞋带', '鞋垫'] }, en: { fault: ['the sole came off', 'the glue failed', 'the leather is peeling'], part: ['laces', 'insoles'] } },
  electronics: { zh: { fault: ['充不进电', '开不了机', '按键失灵', '一直断连'], part: ['充电线', '说明书', '接收器'] }, en: { fault: ['it does not charge', 'it does not switch on', 'buttons stopped working', 'it keeps disconnecting'], part: ['charging cable', 'receiver', 'adapter'] } },
  appliances: { zh: { fault: ['不加热', '漏水', '不转了', '噪音很大', '自动断电'], part: ['滤网', '量杯', '刷头'] }, en: { fault: ['it does not heat', 'it leaks', 'the motor stopped', 'it makes a terrible noise'], part: ['filter', 'measuring cup', 'brush head'] } },
  homeware: { zh: { fault: ['开裂', '掉漆', '褪色', '生锈'], part: ['螺丝', '盖子', '支架'] }, en: { fault: ['it cracked', 'the paint came off', 'it rusted'], part: ['screws', 'lid', 'bracket'] } },
  beauty: { zh: { fault: ['泵头坏了按不出来', '瓶口漏液', '膏体断裂'], part: ['粉扑', '小勺'] }, en: { fault: ['the pump is broken', 'the bottle leaks', 'it separated'], part: ['puff', 'spatula'] } },
  baby: { zh: { fault: ['轮子掉了', '不出声音', '卡扣断了'], part: ['螺丝', '电池盖', '贴纸'] }, en: { fault: ['a wheel fell off', 'the buckle snapped', 'it makes no sound'], part: ['screws', 'battery cover', 'stickers'] } },
};

export interface Said {
  readonly reason: string;
  readonly comment: string;
}

/** What the customer ticked and wrote. About half leave the comment out where the ticked reason is enough. */
export function say(language: 'zh' | 'en', reason: string, category: Category, size: string, random: Rng): Said {
  const wording = WORDINGS[reason];
  if (wording === undefined) throw new RangeError(`no wording for ${reason}`);
  const ticked = random.pick(wording[language]);
  if (wording.always === undefined && random.chance(0.5)) return { reason: ticked, comment: '' };
  const template = random.pick(language === 'zh' ? wording.zhSays : wording.enSays);
  return { reason: ticked, comment: fill(template, language, category, size, random) };
}

function fill(template: string, language: 'zh' | 'en', category: Category, size: string, random: Rng): string {
  if (!template.includes('{')) return template;
  const slots = (SLOTS[category.code] ?? CLOTHES)[language];
  return template
    .replace('{n}', String(random.int(2, 9)))
    .replace('{size}', size === '' ? 'M' : size)
    .replace('{fault}', () => random.pick(slots.fault))
    .replace('{part}', () => random.pick(slots.part));
}

const REVIEWS: Readonly<Record<'zh' | 'en', readonly (readonly string[])[]>> = {
  zh: [['太失望了，再也不来了', '差评，浪费时间'], ['不太满意', '和想的不一样'], ['一般般', '还行吧，没有惊喜'], ['不错，下次还买', '物流快，东西可以'], ['非常满意，推荐！', '质量很好，回购了', '包装用心，喜欢']],
  en: [['Very disappointed', 'Would not buy again'], ['Not great', 'Not what I expected'], ['It is okay', 'Average'], ['Good, would order again', 'Nice and quick'], ['Love it, highly recommended', 'Excellent quality']],
};

/** A review that fits its stars, 1 to 5; four in ten say nothing. */
export const review = (language: 'zh' | 'en', stars: number, random: Rng): string =>
  random.chance(0.4) ? '' : random.pick(REVIEWS[language][stars - 1] ?? ['']);
