import { scaleLog } from 'd3-scale';
import type { VNode } from 'preact';
import { pct } from './scale.ts';

/** Times what was to be expected, with its 90% interval; infinite where hardly anything was. */
export interface Ratio {
  times: number;
  interval: readonly [number, number];
}

export interface RatioScale {
  at: (times: number) => number;
  ticks: number[];
}

const MOST = 64;

/** One logarithmic scale per table, from below the expected to the greatest of them; what lies outside stops at the edge. */
export function ratioScale(ratios: readonly Ratio[]): RatioScale {
  const greatest = Math.min(MOST, Math.max(4, ...ratios.flatMap(({ times, interval }) => [times, interval[1]]).filter(Number.isFinite)));
  const domain: [number, number] = [ratios.some(({ interval }) => interval[0] < 0.75) ? 0.5 : 0.75, greatest * 1.15];
  const scale = scaleLog(domain, [0, 100]);
  return {
    at: (times) => scale(Math.min(domain[1], Math.max(domain[0], Number.isNaN(times) ? 1 : times))),
    ticks: [1, 2, 4, 8, 16, 32, MOST].filter((tick) => tick <= domain[1]),
  };
}

export const RatioAxis = ({ scale, tick }: { scale: RatioScale; tick: (times: number) => string }): VNode => (
  <svg class="g" width="100%" height="18" aria-hidden="true">
    {scale.ticks.map((times) => <text key={times} x={pct(scale.at(times))} y="13" class="tx mid">{tick(times)}</text>)}
  </svg>
);

/** Dot and interval against a tick for the expected: filled in the calling colour above it, in petrol below, hollow and grey where not significant. */
export function RatioForest({ ratio, significant, scale, label }: { ratio: Ratio; significant: boolean; scale: RatioScale; label: string }): VNode {
  const above = ratio.times >= 1;
  const stroke = !significant ? 's-mute' : above ? 's-call' : 's-data';
  const x = (times: number): string => pct(scale.at(times));
  return (
    <svg class="g" width="100%" height="24" role="img" aria-label={label}>
      <line x1="0" x2="100%" y1="12" y2="12" class="s-line w1" />
      <line x1={x(1)} x2={x(1)} y1="4" y2="20" class="s-ink w2" />
      <line x1={x(ratio.interval[0])} x2={x(ratio.interval[1])} y1="12" y2="12" class={`${stroke} w2`} />
      <circle cx={x(ratio.times)} cy="12" r={significant ? 4.5 : 4} class={!significant ? 'hollow s-mute' : above ? 'f-call' : 'f-data'} />
    </svg>
  );
}
