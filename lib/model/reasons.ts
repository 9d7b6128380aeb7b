import type { Words } from './words.ts';
import { words } from './words.ts';

/** Whose side a reason is on. A merchant's or carrier's fault never makes a problem customer. */
export type Fault = 'product' | 'listing' | 'warehouse' | 'service' | 'carrier' | 'shared' | 'customer' | 'unknown';

export interface ReasonGroup {
  readonly code: string;
  readonly label: Words;
  readonly fault: Fault;
}

export interface Reason {
  readonly code: string;
  readonly group: string;
  readonly fault: Fault;
  readonly label: Words;
}

export const taxonomyVersion = 1;

export const faults: Readonly<Record<Fault, Words>> = {
  product: words('商品', 'Product'),
  listing: words('页面描述', 'Listing'),
  warehouse: words('仓库', 'Warehouse'),
  service: words('客服', 'Service'),
  carrier: words('物流', 'Carrier'),
  shared: words('共同', 'Shared'),
  customer: words('顾客', 'Customer'),
  unknown: words('未知', 'Unknown'),
};

/** The faults that are the merchant's or the carrier's: these never count against a customer. */
export const notTheCustomersFault: readonly Fault[] = ['product', 'listing', 'warehouse', 'service', 'carrier'];

const TREE: readonly [string, Fault, Words, readonly [string, Words][]][] = [
  ['quality', 'product', words('质量', 'Quality'), [
    ['defective', words('质量缺陷', 'Defective')], ['workmanship', words('做工差', 'Poor workmanship')],
    ['missing_parts', words('缺配件', 'Missing parts')], ['expired', words('过期或临期', 'Expired')],
    ['not_genuine', words('疑似假货', 'Not genuine')], ['safety', words('安全隐患', 'Safety')]]],
  ['listing', 'listing', words('描述', 'Listing'), [
    ['not_as_described', words('与描述不符', 'Not as described')], ['colour_or_material_differs', words('颜色或材质不符', 'Colour or material differs')],
    ['size_chart_wrong', words('尺码表不准', 'Size chart wrong')]]],
  ['fit', 'shared', words('尺码', 'Fit'), [
    ['too_small', words('偏小', 'Too small')], ['too_large', words('偏大', 'Too large')], ['unsuitable', words('不合适', 'Unsuitable')]]],
  ['fulfilment', 'warehouse', words('仓配', 'Fulfilment'), [
    ['wrong_item', words('发错货', 'Wrong item')], ['missing_item', words('少发漏发', 'Missing item')], ['late_shipment', words('发货晚', 'Late shipment')],
    ['out_of_stock', words('缺货', 'Out of stock')], ['bad_packaging', words('包装差', 'Bad packaging')]]],
  ['logistics', 'carrier', words('物流', 'Logistics'), [
    ['damaged_in_transit', words('运输破损', 'Damaged in transit')], ['late_delivery', words('送达晚', 'Late delivery')],
    ['lost_or_not_received', words('丢件或未收到', 'Lost or not received')], ['carrier_service', words('快递服务差', 'Carrier service')]]],
  ['service', 'service', words('服务', 'Service'), [
    ['poor_service', words('服务态度差', 'Poor service')], ['no_response', words('无人回应', 'No response')],
    ['promise_not_kept', words('承诺未兑现', 'Promise not kept')], ['invoice', words('发票问题', 'Invoice')]]],
  ['price', 'shared', words('价格', 'Price'), [
    ['price_drop', words('降价', 'Price drop')], ['promotion_missed', words('少用优惠', 'Promotion missed')],
    ['fee_dispute', words('费用争议', 'Fee dispute')], ['cheaper_elsewhere', words('别处更便宜', 'Cheaper elsewhere')]]],
  ['preference', 'customer', words('偏好', 'Preference'), [
    ['changed_mind', words('不想要了', 'Changed mind')], ['no_reason_7_days', words('七天无理由', 'No reason, 7 days')],
    ['ordered_by_mistake', words('拍错', 'Ordered by mistake')], ['disliked', words('不喜欢', 'Disliked')],
    ['duplicate_order', words('重复下单', 'Duplicate order')], ['unwanted_gift', words('不想要的礼物', 'Unwanted gift')],
    ['arrived_too_late_to_use', words('到货太晚用不上', 'Arrived too late to use')]]],
  ['warranty', 'product', words('保修', 'Warranty'), [
    ['repair_in_warranty', words('保内维修', 'Repair in warranty')], ['recall', words('召回', 'Recall')]]],
  ['unknown', 'unknown', words('未知', 'Unknown'), [
    ['unknown', words('原因未知', 'Unknown')], ['other', words('其他原因', 'Other')]]],
];

export const reasonGroups: readonly ReasonGroup[] = TREE.map(([code, fault, label]) => ({ code, fault, label }));
export const reasons: readonly Reason[] = TREE.flatMap(([group, fault, , codes]) =>
  codes.map(([code, label]) => ({ code, group, fault, label })));

const BY_CODE = new Map(reasons.map((reason) => [reason.code, reason]));
export const reasonOf = (code: string): Reason | undefined => BY_CODE.get(code);
