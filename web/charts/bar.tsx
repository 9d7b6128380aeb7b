import type { VNode } from 'preact';
import { partOf, pct } from './scale.ts';

/** One horizontal bar of a labelled row, from 0 to a common greatest. */
export const Bar = ({ value, greatest, fill }: { value: number; greatest: number; fill: string }): VNode => (
  <svg class="g" width="100%" height="14" aria-hidden="true">
    <rect width={pct(partOf(value, greatest))} height="14" rx="2" class={fill} />
  </svg>
);

/** How far something is, or a score on its scale. */
export const Meter = ({ value, whole, fill = 'f-data', height = 6 }: { value: number; whole: number; fill?: string; height?: number }): VNode => (
  <svg class="g" width="100%" height={height} aria-hidden="true">
    <rect width="100%" height={height} rx={height / 2} class="f-track" />
    <rect width={pct(partOf(value, whole))} height={height} rx={height / 2} class={fill} />
  </svg>
);
