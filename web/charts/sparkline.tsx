import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import type { VNode } from 'preact';
import { pct, round2 } from './scale.ts';

const HEIGHT = 28;

/** No axis, an end dot; the last `young` points are dashed and end hollow. Under three points nothing is drawn. */
export function Sparkline({ values, young = 0 }: { values: readonly number[]; young?: number }): VNode {
  const [low, high] = extent(values);
  if (values.length < 3 || low === undefined || high === undefined) return <svg class="g spark" width="100%" height={HEIGHT} aria-hidden="true" />;
  const x = scaleLinear([0, values.length - 1], [4, 992]);
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [23, 5]);
  const path = line<[number, number]>(([i]) => round2(x(i)), ([, v]) => round2(y(v))).curve(curveMonotoneX);
  const points = values.map((v, i): [number, number] => [i, v]);
  const settled = values.length - Math.min(young, values.length - 1);
  const last = values.at(-1) ?? 0;
  return (
    <svg class="g spark" width="100%" height={HEIGHT} aria-hidden="true">
      <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} class="st">
        <path d={path(points.slice(0, settled)) ?? ''} class="ln s-data w15" />
        {young > 0 ? <path d={path(points.slice(settled - 1)) ?? ''} class="ln s-data w15 dash2" /> : null}
      </svg>
      <circle cx={pct(99.2)} cy={round2(y(last))} r="2.5" class={young > 0 ? 'hollow s-data' : 'f-data'} />
    </svg>
  );
}
