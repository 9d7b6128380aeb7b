import type { Fault } from '../model/reasons.ts';
import type { Owner, Strategy } from '../model/strategies.ts';
import { words, type Words } from '../model/words.ts';

/** What a fault is answered with; the faults that are nobody's own are answered by where the excess lies (`byPlace`). */
export const strategyOfFault: Readonly<Record<Fault, Strategy>> = {
  product: 'improve_product', listing: 'correct_listing', warehouse: 'fix_warehouse', carrier: 'fix_logistics', service: 'train_service',
  shared: 'accept', customer: 'accept', unknown: 'accept',
};

/** Reason groups that say more than their fault. */
export const strategyOfGroup: Readonly<Record<string, Strategy>> = { fit: 'correct_listing', price: 'price_protection' };

/** The first of these dimensions that a claim names decides, where the fault does not. */
export const strategyOfPlace: readonly (readonly [string, Strategy])[] = [
  ['carrier', 'fix_logistics'], ['warehouse', 'fix_warehouse'], ['channel', 'channel_policy'], ['shop', 'channel_policy'],
  ['batch', 'improve_product'], ['product_id', 'correct_listing'],
];

export const ownerOf: Readonly<Record<Strategy, Owner>> = {
  improve_product: 'product', preventive_maintenance: 'product', correct_listing: 'listings', fix_warehouse: 'warehouse',
  fix_logistics: 'logistics', train_service: 'service', price_protection: 'pricing', channel_policy: 'channels', accept: 'service',
};

/** `{where}` = the strongest claim's place, `{days}` = the age to get in touch at. */
export const firstSteps: Readonly<Record<Strategy, { readonly at: Words; readonly without: Words }>> = {
  improve_product: {
    at: words('抽检{where}的退货件，确认缺陷后停发在库品并联系供应商', 'Inspect returned pieces of {where}; once the defect is confirmed, hold the stock and call the supplier'),
    without: words('按商品复核近期退货件，找出共同缺陷', 'Look through recent returns product by product for a defect they share'),
  },
  preventive_maintenance: {
    at: words('在发货后第{days}天主动联系{where}的买家，提醒保养并预约检修', 'Contact buyers of {where} {days} days after shipment with care advice and an offer to check'),
    without: words('在发货后第{days}天主动联系买家，提醒保养并预约检修', 'Contact buyers {days} days after shipment with care advice and an offer to check'),
  },
  correct_listing: {
    at: words('用实测数据核对{where}的页面描述、图片与尺码表并更正', 'Check description, pictures and size chart of {where} against measured pieces and correct them'),
    without: words('核对该类目退货最多商品的页面描述与尺码表', 'Check the descriptions and size charts of the products of this category with most cases'),
  },
  fix_warehouse: {
    at: words('复盘{where}近两周的拣货、包装与出库时效记录', 'Go through two weeks of picking, packing and dispatch records for {where}'),
    without: words('抽查出库复核与包装规范的执行', 'Spot-check outbound control and packing rules'),
  },
  fix_logistics: {
    at: words('就{where}向承运商索赔并要求整改，必要时改派其他承运商', 'Claim from the carrier over {where} and ask for a remedy; route elsewhere if none comes'),
    without: words('核对承运商时效与破损记录，调整时效承诺', 'Check carriers’ transit times and damage records, and adjust the promised date'),
  },
  train_service: {
    at: words('抽听{where}的服务会话，统一话术与响应时限', 'Review conversations at {where}; agree on wording and response times'),
    without: words('抽查相关服务会话，统一话术与响应时限', 'Review the conversations concerned; agree on wording and response times'),
  },
  price_protection: {
    at: words('为{where}设置价保期，降价时自动补差', 'Set a price-protection period for {where} and refund differences by itself'),
    without: words('设置价保期，降价时自动补差', 'Set a price-protection period and refund differences by itself'),
  },
  channel_policy: {
    at: words('核对{where}的推广话术、赠品与退货规则，与其他渠道对齐', 'Compare promotion, gifts and return rules at {where} with the other channels and align them'),
    without: words('比较各渠道的退货规则', 'Compare the return rules of the channels'),
  },
  accept: {
    at: words('继续观察{where}，暂不投入', 'Watch {where}; nothing to spend yet'),
    without: words('继续观察，暂不投入', 'Watch; nothing to spend yet'),
  },
};

/** Reasons that cannot wait, whatever the strategy says. */
export const urgentSteps: Readonly<Record<string, Words>> = {
  safety: words('立即停售相关商品，逐案联系买家并留存证据', 'Stop the sale at once, contact every buyer concerned and keep the evidence'),
  not_genuine: words('暂停发货，核验进货凭证与在库商品真伪', 'Hold shipments and verify purchase papers and the stock’s authenticity'),
};

export const dimensionWords: Readonly<Record<string, Words>> = {
  product_id: words('商品', 'product'), category: words('类目', 'category'), channel: words('渠道', 'channel'), shop: words('店铺', 'shop'),
  region: words('地区', 'region'), carrier: words('承运商', 'carrier'), warehouse: words('仓库', 'warehouse'), batch: words('批次', 'batch'),
  age_band: words('年龄段', 'age band'), tier: words('客户层级', 'customer tier'),
};
