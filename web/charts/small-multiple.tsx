import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { VNode } from 'preact';
import { isSettled } from '../findings.ts';
import { bandMiddle, pct, round2, runs } from './scale.ts';

export interface MultiplePoint {
  projected_bp: number | null;
  interval_bp: readonly [number, number] | null;
  mature_bp: number;
}

const HEIGHT = 84;
const TOP = 8;
const BASE = 80;

/** One of several on a common axis: its own line and band, the line of all dotted behind it. */
export function SmallMultiple({ points, all, domain, called, rate, label }: {
  points: readonly MultiplePoint[];
  all: readonly (number | null)[];
  /** Basis points, common to all of them. */
  domain: readonly [number, number];
  called: boolean;
  rate: (bp: number) => string;
  label: string;
}): VNode {
  const n = points.length;
  const y = scaleLinear(domain, [BASE, TOP]);
  const x = (i: number): number => round2(10 * bandMiddle(i, n));
  const yOf = (bp: number | null | undefined): number => round2(y(bp ?? 0));
  const own = line<number>(x, (i) => yOf(points[i]?.projected_bp)).curve(curveMonotoneX);
  const band = area<number>(x, (i) => yOf(points[i]?.interval_bp?.[0]), (i) => yOf(points[i]?.interval_bp?.[1])).curve(curveMonotoneX);
  const others = line<number>(x, (i) => yOf(all[i])).curve(curveMonotoneX);
  const lastSettled = points.findLastIndex((p) => isSettled(p));
  const stroke = called ? 's-call' : 's-data';
  const ticks = y.ticks(2).filter((tick) => tick > domain[0]);
  return (
    <div class="plot pl36">
      <svg class="g" width="100%" height={HEIGHT} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={yOf(tick)} y2={yOf(tick)} class="s-line w1" />
            <text x="-6" y={yOf(tick) + 4} class="tx end">{rate(tick).replace('.0%', '%')}</text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={BASE} y2={BASE} class="s-axis w1" />
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} class="st">
          {runs(points, (p) => p.interval_bp !== null).map((run, k) => <path key={k} d={band(run.filter((i) => i <= lastSettled)) ?? ''} class={called ? 'f-callsoft' : 'f-soft'} />)}
          {runs(all, (v) => v !== null).map((run, k) => <path key={k} d={others(run) ?? ''} class="ln s-mute w1 dot" />)}
          {runs(points, (p) => p.projected_bp !== null).map((run, k) => (
            <g key={k}>
              <path d={own(run.filter((i) => i <= lastSettled)) ?? ''} class={`ln ${stroke} w2`} />
              <path d={own(run.filter((i) => i >= lastSettled)) ?? ''} class={`ln ${stroke} w15 dash2`} />
            </g>
          ))}
        </svg>
        {lastSettled < 0 ? null : <circle cx={pct(bandMiddle(lastSettled, n))} cy={yOf(points[lastSettled]?.projected_bp)} r="3" class={called ? 'f-call' : 'f-data'} />}
      </svg>
    </div>
  );
}
