import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { VNode } from 'preact';
import { isSettled } from '../findings.ts';
import { bandMiddle, pct, round2, runs } from './scale.ts';

/** One place of the line: a week with its projected rate, 90% interval, maturity, and the rate of the window before. */
export interface RatePoint {
  label: string;
  projected_bp: number | null;
  interval_bp: readonly [number, number] | null;
  mature_bp: number;
  before_bp: number | null;
  title: string;
}

const HEIGHT = 288;
const TOP = 10;
const BASE = 262;

/**
 * Solid where settled; from the first unsettled week on a shaded zone, dashed line, hollow dots and a hatched band; weeks too young
 * for a point are a ruled zone. The window before is dotted. First, last settled and last value carry their figures.
 */
export function RateLine({ points, rate, words }: {
  points: readonly RatePoint[];
  rate: (bp: number) => string;
  words: { chart: string; maturing: string; tooEarly: string; before: string };
}): VNode {
  const n = points.length;
  const values = points.flatMap((p) => [...(p.interval_bp ?? []), p.projected_bp, p.before_bp].filter((v) => v !== null));
  const [low = 0, high = 1000] = extent(values);
  const y = scaleLinear([Math.max(0, low - 50), high + 50], [BASE, TOP]).nice(5);
  const x = (i: number): number => 10 * bandMiddle(i, n);
  const at = (i: number): RatePoint | undefined => points[i];
  const yAt = (bp: number): number => round2(y(bp));

  const shown = points.map((p, i) => ({ ...p, i })).filter((p) => p.projected_bp !== null);
  const settled = shown.filter((p) => isSettled(p));
  const lastSettled = settled.at(-1);
  const last = shown.at(-1);
  const youngFrom = lastSettled === undefined ? 0 : lastSettled.i + 1;
  const bare = n - 1 - (last?.i ?? -1);

  const curve = line<number>((i) => round2(x(i)), (i) => yAt(at(i)?.projected_bp ?? 0)).curve(curveMonotoneX);
  const band = area<number>((i) => round2(x(i)), (i) => yAt(at(i)?.interval_bp?.[0] ?? 0), (i) => yAt(at(i)?.interval_bp?.[1] ?? 0)).curve(curveMonotoneX);
  const earlier = line<number>((i) => round2(x(i)), (i) => yAt(at(i)?.before_bp ?? 0)).curve(curveMonotoneX);
  const strokes = runs(points, (p) => p.projected_bp !== null);
  const bands = runs(points, (p) => p.interval_bp !== null);
  const befores = runs(points, (p) => p.before_bp !== null);
  const solid = (run: number[]): number[] => run.filter((i) => i < youngFrom);
  const young = (run: number[]): number[] => run.filter((i) => i >= youngFrom - 1);

  const labelled = [shown[0], lastSettled, last].filter((p, k, all) => p !== undefined && all.indexOf(p) === k && (k === 0 || p.i - (all[k - 1]?.i ?? -9) > 1));
  const beforeLabel = befores.flat().at(Math.floor(befores.flat().length / 3));

  return (
    <div class="plot pl44">
      <svg class="g" width="100%" height={HEIGHT} role="img" aria-label={words.chart}>
        {youngFrom < n ? <rect x={pct((100 * youngFrom) / n)} width={pct((100 * (n - youngFrom)) / n)} y={TOP} height={BASE - TOP} class="f-sunken" /> : null}
        {bare > 0 ? <rect x={pct((100 * (n - bare)) / n)} width={pct((100 * bare) / n)} y={TOP} height={BASE - TOP} fill="url(#at-young)" /> : null}
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={yAt(tick)} y2={yAt(tick)} class={yAt(tick) >= BASE - 0.5 ? 's-axis w1' : 's-line w1'} />
            <text x="-8" y={yAt(tick) + 4} class="tx end">{rate(tick).replace('.0%', '%')}</text>
          </g>
        ))}
        {youngFrom < n - bare ? <text x={pct((100 * youngFrom) / n)} dx="8" y={last !== undefined && yAt(last.interval_bp?.[1] ?? last.projected_bp ?? 0) < 60 ? BASE - 10 : TOP + 17} class="tx hide-s">{words.maturing}</text> : null}
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} class="st">
          {bands.map((run, k) => <path key={k} d={band(solid(run)) ?? ''} class="f-soft" />)}
          {bands.map((run, k) => (young(run).length > 1 ? <path key={k} d={band(young(run)) ?? ''} fill="url(#at-soft)" /> : null))}
          {befores.map((run, k) => <path key={k} d={earlier(run) ?? ''} class="ln s-mute w15 dot" />)}
          {strokes.map((run, k) => <path key={k} d={curve(solid(run)) ?? ''} class="ln s-data w25" />)}
          {strokes.map((run, k) => (young(run).length > 1 ? <path key={k} d={curve(young(run)) ?? ''} class="ln s-data w2 dash" /> : null))}
        </svg>
        {shown.filter((p) => p.i >= youngFrom).map((p) => <circle key={p.i} cx={pct(bandMiddle(p.i, n))} cy={yAt(p.projected_bp ?? 0)} r="4" class="hollow s-data" />)}
        {[settled[0], lastSettled].map((p, k) => (p === undefined ? null : <circle key={k} cx={pct(bandMiddle(p.i, n))} cy={yAt(p.projected_bp ?? 0)} r="3.5" class="f-data" />))}
        {beforeLabel === undefined ? null : <text x={pct(bandMiddle(beforeLabel, n))} y={yAt(at(beforeLabel)?.before_bp ?? 0) + 20} class="tx mid halo hide-s">{words.before}</text>}
        {labelled.map((p) => (p === undefined ? null : (
          <text key={p.i} x={pct(bandMiddle(p.i, n))} y={yAt(p.interval_bp?.[1] ?? p.projected_bp ?? 0) - 10} {...(p.i === 0 ? { dx: -6, class: 'tv halo' } : { class: 'tv mid halo' })}>{rate(p.projected_bp ?? 0)}</text>
        )))}
        {bare > 0 ? <text x={pct(100 - (50 * bare) / n)} y={BASE - 10} class="tx mid halo hide-s">{words.tooEarly}</text> : null}
        {points.map((p, i) => (
          <g key={i}>
            <rect x={pct((100 * i) / n)} width={pct(100 / n)} y={TOP} height={BASE - TOP} class="hit"><title>{p.title}</title></rect>
            <AxisDay i={i} n={n} label={p.label} />
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Under a band: every fourth label on a phone, every second elsewhere, counted from the last, which on a phone ends at the edge. */
export function AxisDay({ i, n, label }: { i: number; n: number; label: string }): VNode | null {
  const fromEnd = n - 1 - i;
  if (fromEnd % 2 !== 0) return null;
  const middle = <text x={pct(bandMiddle(i, n))} y="282" class={`tx mid${fromEnd % 4 === 0 && fromEnd !== 0 ? '' : ' hide-s'}`}>{label}</text>;
  return fromEnd === 0 ? <>{middle}<text x="100%" y="282" class="tx end only-s">{label}</text></> : middle;
}
