import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import { bandMiddle, partOf, pct, round2 } from './scale.ts';

/** A bar, from the dearest on. Values under 0 (more brought back than spent) have no height. */
export interface ParetoBar {
  value: number;
  fill: string;
  /** Letters over the bar; null = none. */
  letters: string | null;
  name: string;
  /** `Dresses · size chart wrong ¥148.2k`, shown at the bar where there is room. */
  value_text: string;
  title: string;
  class: 'A' | 'B' | 'C';
}

const HEIGHT = 292;
const BASE = 266;
const FULL = 34;
/** Widths in percent of the plot: letters and names that come nearer to each other than this are left out. */
const LETTERS_APART = 2.4;
const NAMED_FIRST = 2;
const MOST_ALONE = 80;

/** All of them, cumulative line on the right axis, zones A | B | C at 80% and 95%; the first bars named on the chart. */
export function Pareto({ bars, money, count, chart, zone, wrap }: {
  bars: readonly ParetoBar[];
  money: (minor: number) => string;
  count: (n: number) => string;
  chart: string;
  /** What stands beside a zone's letter: how many there are in it. */
  zone: (n: number, first: boolean) => string;
  /** Makes a bar a link. */
  wrap: (bar: number, mark: VNode) => VNode;
}): VNode {
  const n = Math.max(1, bars.length);
  const y = scaleLinear([0, Math.max(1, ...bars.map((bar) => bar.value))], [BASE, 44]).nice(4);
  const whole = bars.reduce((sum, bar) => sum + Math.max(0, bar.value), 0);
  const shareY = (share: number): number => round2(BASE - (share * (BASE - FULL)) / 100);
  let sum = 0;
  const cumulative = bars.map((bar) => partOf((sum += Math.max(0, bar.value)), whole));
  const endOf = (letter: 'A' | 'B' | 'C'): number => bars.reduce((last, bar, i) => (bar.class <= letter ? i + 1 : last), 0);
  const ends = { A: endOf('A'), B: endOf('B') };
  const width = 100 / n;
  const top = (i: number): number => round2(y(Math.max(0, bars[i]?.value ?? 0)));

  /** Bars that one can point at; the many small ones are drawn, and named in the list. */
  const isAlone = (i: number): boolean => i < MOST_ALONE || bars[i]?.letters != null;
  const drawn = [...bars.keys()].sort((a, b) => Number(bars[a]?.letters != null) - Number(bars[b]?.letters != null));

  let lastLetters = -LETTERS_APART;
  const lettered = bars.map((bar, i) => {
    const shows = bar.letters !== null && bandMiddle(i, n) - lastLetters >= LETTERS_APART;
    if (shows) lastLetters = bandMiddle(i, n);
    return shows;
  });
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => n / size <= 8) ?? 2000;
  const places = [1, ...Array.from({ length: Math.floor(n / step) }, (_, k) => (k + 1) * step).filter((place) => place > step * 0.5 && place < n - step * 0.4), ...(n > 1 ? [n] : [])];

  return (
    <div class="plot pl52 pr40">
      <svg class="g" width="100%" height={HEIGHT} role="group" aria-label={chart}>
        <g aria-hidden="true">
          {ends.B > ends.A ? <rect x={pct(ends.A * width)} width={pct((ends.B - ends.A) * width)} y="0" height={BASE} class="f-sunken" /> : null}
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1="0" x2="100%" y1={round2(y(tick))} y2={round2(y(tick))} class={tick === 0 ? 's-axis w1' : 's-line w1'} />
              <text x="-8" y={round2(y(tick)) + 4} class="tx end">{tick === 0 ? '0' : money(tick).replace(/\.0(?!\d)/, '')}</text>
            </g>
          ))}
          {[25, 50, 75, 100].map((share) => <text key={share} x="100%" dx="8" y={shareY(share) + 4} class="tx">{`${share}%`}</text>)}
          {drawn.map((i) => {
            const bar = <rect key={i} x={pct((i + 0.09) * width)} width={pct(0.82 * width)} y={top(i)} height={round2(BASE - top(i))} class={`pbar ${bars[i]?.fill ?? ''}`} />;
            return isAlone(i) ? wrap(i, <g key={i}>{bar}<rect x={pct(i * width)} width={pct(width)} y="0" height={BASE} class="hit"><title>{bars[i]?.title}</title></rect></g>) : bar;
          })}
          {bars.map((bar, i) => (lettered[i] ? <text key={i} x={pct(bandMiddle(i, n))} y={top(i) - 4} class="t-p mid hide-s nohit">{bar.letters}</text> : null))}
          <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} class="st nohit">
            <path d={`M0 ${BASE}${cumulative.map((share, i) => `L${round2(10 * (i + 1) * width)} ${shareY(share)}`).join('')}`} class="ln s-ink w15" />
          </svg>
          {(['A', 'B'] as const).map((letter) => (ends[letter] === 0 || ends[letter] >= n ? null : (
            <g key={letter} class="nohit">
              <line x1={pct(ends[letter] * width)} x2={pct(ends[letter] * width)} y1="0" y2={BASE} class="s-axis w1 dot" />
              <circle cx={pct(ends[letter] * width)} cy={shareY(cumulative[ends[letter] - 1] ?? 0)} r="3.5" class="f-ink" />
              <text x={pct(ends[letter] * width)} dx="8" y={shareY(cumulative[ends[letter] - 1] ?? 0) + 17} class="tv halo">{letter === 'A' ? '80%' : '95%'}</text>
            </g>
          )))}
          {bars.slice(0, NAMED_FIRST).map((bar, i) => (
            <text key={i} x={pct(NAMED_FIRST * width)} dx="24" y={Math.max(top(i) + 6, top(0) + 6 + 20 * i)} class="tx2 halo hide-s hide-m nohit">{bar.name} <tspan class="tv">{bar.value_text}</tspan></text>
          ))}
          {([['A', 0, ends.A], ['B', ends.A, ends.B], ['C', ends.B, n]] as const).map(([letter, from, to], k) => (to > from ? (
            <text key={letter} x={pct(from * width)} dx={k === 0 ? 4 : 6} y="13" class="tz nohit">{letter} {(to - from) * width > 6 ? <tspan class="tx hide-s">{zone(to - from, k === 0)}</tspan> : null}</text>
          ) : null))}
          {places.map((place, k) => <text key={place} x={pct(bandMiddle(place - 1, n))} y="284" class={`tx mid${k % 2 === 1 && k < places.length - 1 ? ' hide-s' : ''}`}>{count(place)}</text>)}
        </g>
      </svg>
    </div>
  );
}
