import { canonicalLayouts } from '../canonical.ts';
import type { Layout } from '../declare.ts';
import { amazonFbaCustomerReturns } from './amazon-fba-customer-returns.ts';
import { amazonMfnReturns } from './amazon-mfn-returns.ts';
import { douyinAftersales } from './douyin-aftersales.ts';
import { shopifyOrders } from './shopify-orders.ts';
import { tmallTaobaoRefunds } from './tmall-taobao-refunds.ts';

/** Every layout that is recognised. A new platform is one file here and one line below. */
export const layouts: readonly Layout[] = [
  ...canonicalLayouts,
  tmallTaobaoRefunds,
  douyinAftersales,
  shopifyOrders,
  amazonFbaCustomerReturns,
  amazonMfnReturns,
];
