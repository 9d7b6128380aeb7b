import type { CodeMap } from './code-map.ts';

/** Jushuitan's after-sales types: how a case is handled. Only some say why. */
export const jushuitan: CodeMap = {
  changed_mind: ['拒收退货'],
  other: ['投诉'],
  unknown: ['普通退货', '仅退款', '换货', '补发', '现场退货', '退货', '退货退款', '补寄', '退款'],
};

/** Wangdiantong's refund types by number: kinds, except the price guarantee. */
export const wangdiantong: CodeMap = {
  unknown: ['1', '2', '3', '4'],
  price_drop: ['6'],
};

export const wangdiantongWords: CodeMap = {
  unknown: ['售前退款', '退款不退货'],
  price_drop: ['保价退款'],
};
