import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import { AxisDay } from './rate-line.tsx';
import { pct, round2 } from './scale.ts';

/** Counts by week, from 0: for data that carries no rate. */
export function WeekColumns({ points, count, chart }: {
  points: readonly { label: string; count: number; title: string }[];
  count: (n: number) => string;
  chart: string;
}): VNode {
  const n = points.length;
  const y = scaleLinear([0, Math.max(1, ...points.map((p) => p.count))], [262, 10]).nice(4);
  return (
    <div class="plot pl44">
      <svg class="g" width="100%" height="288" role="img" aria-label={chart}>
        {y.ticks(4).filter(Number.isInteger).map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={round2(y(tick))} y2={round2(y(tick))} class={tick === 0 ? 's-axis w1' : 's-line w1'} />
            <text x="-8" y={round2(y(tick)) + 4} class="tx end">{count(tick)}</text>
          </g>
        ))}
        {points.map((p, i) => (
          <g key={i}>
            <rect x={pct((100 * (i + 0.18)) / n)} width={pct(64 / n)} y={round2(y(p.count))} height={round2(262 - y(p.count))} class="f-data"><title>{p.title}</title></rect>
            <AxisDay i={i} n={n} label={p.label} />
          </g>
        ))}
      </svg>
    </div>
  );
}
