import type { VNode } from 'preact';
import type { OverviewBoard, Rate } from '../../lib/model/boards/overview.ts';
import { Delta } from '../charts/marks.tsx';
import { Sparkline } from '../charts/sparkline.tsx';
import { changeBp, isSettled } from '../findings.ts';
import type { FigureId } from '../page-model.ts';
import { useView, type View } from '../view.ts';

/** The five key figures as text: also what a change from one version to the next is told by. */
export function figuresOf(board: OverviewBoard, { t, f }: View): { id: FigureId; label: string; value: string }[] {
  const { totals, figures } = board;
  const rate = figures.return_rate;
  const expected = board.basis === 'full' || figures.preventable_minor > 0;
  return [
    { id: 'cost', label: t.figures.cost, value: f.money(totals.cost_minor) },
    rate === null
      ? { id: 'rate', label: t.figures.cases, value: f.int(totals.cases) }
      : { id: 'rate', label: t.figures.rate, value: rate.projected_bp !== null ? f.rate(rate.projected_bp) : rate.status === 'too_few' ? t.figures.tooFew : t.figures.tooEarly },
    { id: 'preventable', label: t.figures.preventable, value: expected ? f.money(figures.preventable_minor) : '–' },
    { id: 'resolve', label: t.figures.resolve, value: figures.resolve_days === null ? '–' : t.figures.days(f.days(figures.resolve_days)) },
    { id: 'atRisk', label: t.figures.atRisk, value: f.int(figures.at_risk) },
  ];
}

/** `changed` marks the figures that the last upload moved. */
export function Figures({ board, changed }: { board: OverviewBoard; changed: readonly FigureId[] }): VNode {
  const view = useView();
  const { t, f } = view;
  const { figures, window_days: days } = board;
  const costChange = changeBp(board.totals.cost_minor, board.before?.cost_minor);
  const resolveChange = figures.resolve_days === null || figures.resolve_before_days === null ? null : figures.resolve_days - figures.resolve_before_days;
  const settledWeeks = board.weeks.filter((week) => week.projected_bp !== null);
  const youngWeeks = settledWeeks.filter((week) => !isSettled(week)).length;

  const beneath: Readonly<Record<FigureId, VNode | string>> = {
    cost: costChange === null ? t.figures.noBefore : <Change by={costChange} text={t.figures.onBefore(f.rate(Math.abs(costChange)), days)} moreIs="worse" />,
    rate: figures.return_rate === null ? t.figures.noRate : rateNote(figures.return_rate, view),
    preventable: figures.preventable_minor > 0 ? f.moneyInterval(figures.preventable_interval_minor) : board.basis === 'full' ? t.figures.noExcess : t.figures.noExpected,
    resolve: figures.resolve_days === null ? t.figures.unresolved
      : resolveChange === null ? t.figures.noBefore
        : <Change by={resolveChange} text={t.figures.onBefore(t.figures.days(f.days(Math.abs(resolveChange))), days)} moreIs="worse" />,
    atRisk: figures.at_risk_change === null ? t.figures.noBefore : <Change by={figures.at_risk_change} text={t.figures.on30(f.int(Math.abs(figures.at_risk_change)))} moreIs="worse" />,
  };
  const sparks: Readonly<Record<FigureId, VNode>> = {
    cost: <Sparkline values={figures.sparks.cost_minor} />,
    rate: <Sparkline values={settledWeeks.map((week) => week.projected_bp ?? 0)} young={youngWeeks} />,
    preventable: <Sparkline values={figures.sparks.preventable_minor} />,
    resolve: <Sparkline values={figures.sparks.resolve_days} />,
    atRisk: <Sparkline values={figures.sparks.at_risk} />,
  };
  return (
    <section class="card kpis" aria-label={t.figures.label}>
      {figuresOf(board, view).map(({ id, label, value }) => (
        <div class={`kpi${changed.includes(id) ? ' changed' : ''}`} key={id}>
          <h2 class="kpi-l">{label}{changed.includes(id) ? <em class="dotmark" title={t.figures.changed}><span class="vh">{t.figures.changed}</span></em> : null}</h2>
          <b class="kpi-v">{value}</b>
          <span class="kpi-s">{beneath[id]}</span>
          {sparks[id]}
        </div>
      ))}
    </section>
  );
}

function rateNote(rate: Rate, { t, f }: View): string {
  if (rate.projected_bp !== null && rate.interval_bp !== null) return t.figures.seen(f.rateInterval(rate.interval_bp), f.rate(rate.observed_bp));
  return rate.status === 'too_few' ? t.figures.units(f.int(rate.units)) : t.figures.mature(f.share(rate.mature_bp, 10_000));
}

function Change({ by, text, moreIs }: { by: number; text: string; moreIs: 'worse' | 'better' }): VNode {
  const { t } = useView();
  if (Math.abs(by) < 1e-9) return <>{t.figures.noChange}</>;
  const lessIs = moreIs === 'worse' ? 'better' : 'worse';
  return <Delta up={by > 0} tone={by > 0 ? moreIs : lessIs} label={by > 0 ? t.figures.up : t.figures.down}>{text}</Delta>;
}
