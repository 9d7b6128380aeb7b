import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import { bandMiddle, pct, round2 } from './scale.ts';

export interface CostColumn {
  label: string;
  actual: number;
  assumed: number;
  /** Not a whole week: drawn on a shaded ground. */
  part: boolean;
  /** Over the column, where there is room. */
  text: string;
  title: string;
}

const HEIGHT = 200;
const BASE = 172;
const MOST_TEXTS = 7;

/** Columns from 0, actual solid below assumed hatched; parts of a week on a shaded ground. A week that brought back more than it cost is empty. */
export function CostColumns({ columns, text, chart }: { columns: readonly CostColumn[]; text: (minor: number) => string; chart: string }): VNode {
  const n = columns.length;
  const y = scaleLinear([0, Math.max(1, ...columns.map((column) => column.actual + column.assumed))], [BASE, 18]).nice(3);
  const at = (value: number): number => round2(y(Math.max(0, value)));
  const every = Math.max(1, Math.ceil(n / 5));
  return (
    <div class="plot pl44">
      <svg class="g" width="100%" height={HEIGHT} role="img" aria-label={chart}>
        {columns.map((column, i) => (column.part ? <rect key={i} x={pct((100 * i) / n)} width={pct(100 / n)} y="8" height={BASE - 8} class="f-sunken" /> : null))}
        {y.ticks(3).map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={at(tick)} y2={at(tick)} class={tick === 0 ? 's-axis w1' : 's-line w1'} />
            <text x="-8" y={at(tick) + 4} class="tx end">{tick === 0 ? '0' : text(tick)}</text>
          </g>
        ))}
        {columns.map((column, i) => {
          const [x, width] = [pct((100 * (i + 0.18)) / n), pct(64 / n)];
          const [solid, top] = [at(column.actual), at(column.actual + column.assumed)];
          return (
            <g key={i}>
              <rect x={x} width={width} y={Math.max(solid, top)} height={round2(BASE - Math.max(solid, top))} class="f-data" />
              {top < solid ? <rect x={x} width={width} y={top} height={round2(solid - top)} fill="url(#at-assumed)" /> : null}
              {n <= MOST_TEXTS ? <text x={pct(bandMiddle(i, n))} y={top - 6} class="tv mid">{column.text}</text> : null}
              {(n - 1 - i) % every === 0 ? <text x={pct(bandMiddle(i, n))} y={BASE + 18} class="tx mid">{column.label}</text> : null}
              <rect x={pct((100 * i) / n)} width={pct(100 / n)} y="8" height={BASE - 8} class="hit"><title>{column.title}</title></rect>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
