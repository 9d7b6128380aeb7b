import type { VNode } from 'preact';
import { accounted, type Counts, type Report, type TableReport } from '../../../lib/model/report.ts';
import { Swatch } from '../../charts/marks.tsx';
import { partOf, pct } from '../../charts/scale.ts';
import { StackStrip, type StackPart } from '../../charts/stack-strip.tsx';
import { Rich, wordOf } from '../../rich.tsx';
import { formats } from '../../format.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';

type Fate = Exclude<keyof Counts, 'records'>;
const FATES: readonly (readonly [Fate, string, string])[] = [
  ['accepted', 'f-data', 't-on'], ['duplicate_in_file', 'f-listing', 't-on'], ['rejected', 'f-call', 't-on'], ['suppressed', 'f-service', 't-on'],
  ['ignored_blank', 'f-mute', 't-onm'], ['header', 'f-mute', 't-onm'], ['preamble_or_footer', 'f-mute', 't-onm'],
];

/** Where did every row go? The whole, then what was not accepted enlarged, then the sum in digits. */
export function Accounting({ report, prefix, span }: { report: Report; prefix: string; span: 7 | 12 }): VNode {
  const { t, f, locale } = useView();
  const { counts } = report;
  const words = t.report.accounting;
  const dataRows = counts.records - counts.header - counts.preamble_or_footer - counts.ignored_blank;
  const rest = counts.records - counts.accepted;
  const parts: StackPart[] = FATES.map(([key, fill, textClass]) => ({ key, value: counts[key], fill, text: f.int(counts[key]), textClass }));
  const others = parts.slice(1);
  const present = FATES.filter(([key]) => counts[key] > 0 || key === 'accepted' || key === 'rejected');
  const sum = FATES.filter(([key]) => counts[key] > 0).map(([key]) => f.int(counts[key])).join(' + ') || '0';
  const adds = accounted(counts) === counts.records;
  const from = partOf(counts.accepted, counts.records);
  const money = (by: Record<string, number>, say: (amount: string) => string): string[] =>
    Object.entries(by).filter(([, minor]) => minor !== 0).map(([currency, minor]) => say(`${currency}\u00a0${formats(locale, currency).exact(minor)}`));
  const enlarged = rest > counts.header && counts.accepted > 0;
  return (
    <Card
      id={`${prefix}-accounting`} span={span} title={words.title}
      answer={dataRows <= 0 ? words.none : words.answer(f.rate(Math.floor((10_000 * counts.accepted) / dataRows))) + (enlarged ? words.rest(f.int(rest)) : '')}
    >
      <StackStrip label={words.chart} height={22} parts={parts} />
      {enlarged ? (
        <>
          <svg class="g" width="100%" height="22" aria-hidden="true">
            <line x1={pct(from)} x2="0" y1="0" y2="22" class="s-axis w1" /><line x1="100%" x2="100%" y1="0" y2="22" class="s-axis w1" />
          </svg>
          <StackStrip label={words.chart} height={22} parts={others} />
        </>
      ) : null}
      <dl class="acc">
        {present.map(([key, fill]) => <div key={key}><dt><Swatch fill={fill} />{words[key]}</dt><dd>{f.int(counts[key])}</dd></div>)}
        <div class="tot"><dt>{words.records}</dt><dd>{f.int(counts.records)}</dd></div>
      </dl>
      <p class={`sum${adds ? '' : ' worse'}`}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" class="glyph"><circle cx="8" cy="8" r="7" /><path d={adds ? 'm4.8 8.2 2.2 2.2 4.2-4.6' : 'M5.2 5.2l5.6 5.6m0-5.6-5.6 5.6'} /></svg>
        <span><Rich text={adds ? words.adds(sum, f.int(counts.records)) : words.addsNot(sum, f.int(counts.records))} /></span>
      </p>
      {Object.entries(report.tables).filter(([, table]) => table.rows > 0).map(([name, table]) => (
        <Committed key={name} name={wordOf(t.report.choice, name) ?? name} table={table} totals={[words.quantity(f.int(table.quantity)), ...money(table.paid_minor, words.paid), ...money(table.refund_minor, words.refund)]} />
      ))}
    </Card>
  );
}

const OUTCOMES = [['inserted', 'f-data', 't-on'], ['updated', 'f-listing', 't-on'], ['unchanged', 'f-mute', 't-onm'], ['stale', 'f-mute', 't-onm']] as const;

function Committed({ name, table, totals }: { name: string; table: TableReport; totals: readonly string[] }): VNode {
  const { t, f } = useView();
  const words = t.report.accounting;
  return (
    <div class="commit">
      <h3 class="sub">{words.committed(name)}</h3>
      <StackStrip label={words.committed(name)} height={10} parts={OUTCOMES.map(([key, fill]) => ({ key, value: table[key], fill }))} />
      <p class="cmt">
        {OUTCOMES.filter(([key]) => table[key] > 0).map(([key]) => <span key={key}><b>{f.int(table[key])}</b> {words[key]}</span>)}
        <span class="muted">= {f.int(table.rows)}</span>
      </p>
      <p class="note facts">{totals.map((total) => <span key={total}>{total}</span>)}</p>
    </div>
  );
}
