import { words, type Words } from './words.ts';

/** What is done about a problem, and who does it. Source: the method's list of strategies by fault (docs/method.md). */
export type Strategy =
  | 'improve_product' | 'preventive_maintenance' | 'correct_listing' | 'fix_warehouse' | 'fix_logistics'
  | 'train_service' | 'price_protection' | 'channel_policy' | 'accept';

export type Owner = 'product' | 'listings' | 'warehouse' | 'logistics' | 'service' | 'pricing' | 'channels';

export const strategies: Readonly<Record<Strategy, Words>> = {
  improve_product: words('改进商品', 'Improve the product'),
  preventive_maintenance: words('预防性维护', 'Preventive maintenance'),
  correct_listing: words('修正页面与尺码表', 'Correct the listing'),
  fix_warehouse: words('改拣货与包装', 'Picking and packaging'),
  fix_logistics: words('换承运或改时效承诺', 'Carrier and promise date'),
  train_service: words('培训客服', 'Train service'),
  price_protection: words('价格保护', 'Price protection'),
  channel_policy: words('调整渠道政策', 'Adjust the channel policy'),
  accept: words('接受，继续观察', 'Accept and watch'),
};

export const owners: Readonly<Record<Owner, Words>> = {
  product: words('商品部', 'Product'),
  listings: words('运营', 'Listings'),
  warehouse: words('仓库', 'Warehouse'),
  logistics: words('物流', 'Logistics'),
  service: words('客服', 'Service'),
  pricing: words('定价', 'Pricing'),
  channels: words('渠道', 'Channels'),
};
