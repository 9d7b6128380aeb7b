import { canonicalLayouts } from '../canonical.ts';
import type { Layout } from '../declare.ts';
import { tmallTaobaoRefunds } from './tmall-taobao-refunds.ts';

/** Every layout that is recognised. A new platform is one file here and one line below. */
export const layouts: readonly Layout[] = [
  ...canonicalLayouts,
  tmallTaobaoRefunds,
];
