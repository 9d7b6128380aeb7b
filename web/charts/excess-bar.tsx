import type { VNode } from 'preact';
import { partOf, pct } from './scale.ts';

/** The cost as a track, its preventable part in the colour that calls, and the 90% interval as a whisker over both. */
export function ExcessBar({ cost, preventable, interval, greatest }: {
  cost: number;
  preventable: number;
  interval: readonly [number, number];
  greatest: number;
}): VNode {
  const at = (value: number): string => pct(partOf(value, greatest));
  const [low, high] = interval;
  return (
    <svg class="g" width="100%" height="16" aria-hidden="true">
      <rect y="1" height="14" width={at(cost)} rx="2" class="f-track" />
      {preventable > 0 ? (
        <>
          <rect y="1" height="14" width={at(preventable)} rx="2" class="f-call" />
          <line x1={at(low)} x2={at(high)} y1="8" y2="8" class="s-ink w1" />
          <line x1={at(high)} x2={at(high)} y1="5" y2="11" class="s-ink w1" />
          <line x1={at(low)} x2={at(low)} y1="5" y2="11" class="s-surface w1" />
        </>
      ) : null}
    </svg>
  );
}
