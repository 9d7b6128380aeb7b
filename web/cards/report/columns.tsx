import type { VNode } from 'preact';
import type { ColumnReport, Report } from '../../../lib/model/report.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';

type Level = 'sure' | 'likely' | 'maybe';
const levelOf = (confidence: number): Level => (confidence >= 0.95 ? 'sure' : confidence >= 0.7 ? 'likely' : 'maybe');
const BARS: Readonly<Record<Level, number>> = { sure: 3, likely: 2, maybe: 1 };

/** How is each column read? One that a question is about is tinted and says so. */
export function Columns({ report, prefix, asked }: { report: Report; prefix: string; asked: ReadonlySet<string> }): VNode {
  const { t, f } = useView();
  const words = t.report.columns;
  const { counts } = report;
  const rows = counts.records - counts.header - counts.preamble_or_footer - counts.ignored_blank;
  const used = report.columns.filter((column) => column.to !== null).length;
  const waiting = report.columns.filter((column) => asked.has(column.name)).length;
  const sureness = (column: ColumnReport): VNode =>
    asked.has(column.name) ? <span class="pill">{words.level.held}</span>
      : column.to === null ? <span class="muted">{words.notUsed}</span>
        : <span class="cf"><Sureness level={levelOf(column.confidence)} />{words.level[levelOf(column.confidence)]}</span>;
  return (
    <Card id={`${prefix}-columns`} span={12} title={words.title} answer={words.answer(used, report.columns.length) + (waiting > 0 ? words.held(waiting) : '')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={words.title}>
        <table class="tb cols">
          <thead>
            <tr>
              <th scope="col">{words.yours}</th><th scope="col">{words.readAs}</th><th scope="col" class="hide-s">{words.format}</th><th scope="col">{words.sure}</th>
              <th scope="col" class="r">{words.filled}</th><th scope="col" class="r hide-s">{words.distinct}</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map((column, i) => (
              <tr key={i} class={asked.has(column.name) ? 'row-held' : ''}>
                <th scope="row">{column.name}</th>
                <td class="mono">{column.to === null ? '–' : column.to.split('_').flatMap((part, k) => (k === 0 ? [part] : ['_', <wbr key={k} />, part]))}</td>
                <td class="mono hide-s">{column.format ?? '–'}</td>
                <td>{sureness(column)}</td>
                <td class="r">{rows <= 0 ? '–' : f.rate(Math.round((10_000 * Math.max(0, rows - column.nulls)) / rows))}</td>
                <td class="r hide-s">{f.int(column.distinct)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const Sureness = ({ level }: { level: Level }): VNode => (
  <svg width="12" height="12" aria-hidden="true" class="glyph">
    {[1, 2, 3].map((bar) => <rect key={bar} x={(bar - 1) * 4.2} y={12 - bar * 4} width="3" height={bar * 4} class={bar <= BARS[level] ? 'f-data' : 'f-track'} />)}
  </svg>
);
