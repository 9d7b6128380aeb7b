import { words, type Words } from './words.ts';

/** `new` = not enough data to judge. */
export type CustomerTier = 'vip' | 'regular' | 'at_risk' | 'problem' | 'new';

/** P0 first: safety or genuineness, or costly and growing. */
export type ProblemTier = 'P0' | 'P1' | 'P2' | 'P3';

export const customerTiers: readonly CustomerTier[] = ['vip', 'regular', 'at_risk', 'problem', 'new'];

export const customerTierLabels: Readonly<Record<CustomerTier, Words>> = {
  vip: words('贵宾', 'VIP'),
  regular: words('普通', 'Regular'),
  at_risk: words('流失风险', 'At risk'),
  problem: words('问题', 'Problem'),
  new: words('新客', 'New'),
};
