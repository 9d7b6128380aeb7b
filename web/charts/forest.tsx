import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import { partOf, pct } from './scale.ts';

/** One scale for a whole table, in whatever unit its rows are. */
export interface ForestScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** From 0 where the least is near it, over everything that is drawn. */
export function forestScale(values: readonly number[]): ForestScale {
  const high = Math.max(1, ...values);
  const least = Math.min(high, ...values);
  const scale = scaleLinear([least < high / 3 ? 0 : least, high], [0, 100]).nice(4);
  const [from = 0, to = 1] = scale.domain();
  return { low: from, high: to, ticks: scale.ticks(4) };
}

const x = (value: number, { low, high }: ForestScale): number => partOf(value - low, high - low);

/** A dot with its 90% interval against a black tick for what was expected: filled and called above it, filled below it, hollow where it may be neither. */
export function Forest({ value, interval, expected, scale, label }: { value: number; interval: readonly [number, number]; expected: number | null; scale: ForestScale; label: string }): VNode {
  const above = expected !== null && interval[0] > expected;
  const below = expected !== null && interval[1] < expected;
  const tone = above ? 'call' : below ? 'data' : 'mute';
  return (
    <svg class="g forest" width="100%" height="20" role="img" aria-label={label}>
      <line x1="0" x2="100%" y1="10" y2="10" class="s-line w1" />
      <line x1={pct(x(interval[0], scale))} x2={pct(x(interval[1], scale))} y1="10" y2="10" class={`s-${tone} w2`} />
      {expected === null ? null : <line x1={pct(x(expected, scale))} x2={pct(x(expected, scale))} y1="3" y2="17" class="s-ink w2" />}
      <circle cx={pct(x(value, scale))} cy="10" r="4" class={above || below ? `f-${tone}` : 'hollow s-mute'} />
    </svg>
  );
}

/** The scale's figures, for the head of the table; on a scale finer than they are, each once. */
export const ForestAxis = ({ scale, text }: { scale: ForestScale; text: (value: number) => string }): VNode => {
  const ticks = scale.ticks.filter((tick, i) => i === 0 || text(tick) !== text(scale.ticks[i - 1] ?? tick));
  return (
    <svg class="g forest-a" width="100%" height="16" aria-hidden="true">
      {ticks.map((tick, i) => <text key={tick} x={pct(x(tick, scale))} y="12" class={`tx${i === 0 ? '' : tick === scale.ticks.at(-1) ? ' end' : ' mid'}`}>{text(tick)}</text>)}
    </svg>
  );
};
