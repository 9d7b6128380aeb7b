import type { VNode } from 'preact';
import { pct } from './scale.ts';

/** A step of a waterfall in percent of its scale: solid from `from` to `split`, hatched from there to `to`; a recovery is outlined and hatched. A thin line at `link` leads to the next. */
export function WaterfallBar({ from, split, to, link, back = false }: { from: number; split: number; to: number; link: number; back?: boolean }): VNode {
  return (
    <svg class="g" width="100%" height="40" aria-hidden="true">
      <line x1={pct(link)} x2={pct(link)} y1="30" y2="50" class="s-axis w1 hide-s" />
      {back ? <rect x={pct(from)} width={pct(to - from)} y="10" height="20" fill="url(#at-back)" class="s-mute w1" /> : (
        <>
          <rect x={pct(from)} width={pct(Math.max(0, split - from))} y="10" height="20" class="f-data" />
          {to > split ? <rect x={pct(split)} width={pct(to - split)} y="10" height="20" fill="url(#at-assumed)" /> : null}
        </>
      )}
    </svg>
  );
}
