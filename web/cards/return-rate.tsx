import type { VNode } from 'preact';
import type { OverviewBoard } from '../../lib/model/boards/overview.ts';
import { LineKey } from '../charts/marks.tsx';
import { RateLine } from '../charts/rate-line.tsx';
import { WeekColumns } from '../charts/week-columns.tsx';
import { isSettled, trendOf } from '../findings.ts';
import { useView } from '../view.ts';
import { Card, Key } from './card.tsx';

/** Is the return rate rising? Without orders: how many cases a week. */
export function ReturnRate({ board }: { board: OverviewBoard }): VNode {
  return board.basis === 'full' && board.figures.return_rate !== null ? <RateCard board={board} /> : <CasesCard board={board} />;
}

function RateCard({ board }: { board: OverviewBoard }): VNode {
  const { t, f } = useView();
  const { weeks, window_days: days } = board;
  const trend = trendOf(weeks);
  const from = trend === null ? '' : f.rate(trend.from.projected_bp ?? 0);
  const to = trend === null ? '' : f.rate(trend.to.projected_bp ?? 0);
  const young = weeks.some((week) => !isSettled(week) && week.units > 0);
  const claim = trend === null ? t.rate.unknown : t.rate[trend.direction](from, to);
  const hasBefore = weeks.some((week) => week.before_bp !== null);
  const rate = board.figures.return_rate;
  return (
    <Card
      id="card-rate" span={8} title={t.rate.title} answer={claim + (young ? t.rate.young : '')}
      keys={<>
        <Key mark={<LineKey kind="solid" />}>{t.rate.projected}</Key>
        {young ? <Key mark={<LineKey kind="young" />}>{t.rate.youngKey}</Key> : null}
        {hasBefore ? <Key mark={<LineKey kind="dotted" />}>{t.rate.before(days)}</Key> : null}
      </>}
      foot={[
        t.asOf(f.dayShort(board.as_of)),
        rate === null ? null : t.rate.matureShare(f.share(rate.mature_bp, 10_000)),
        t.rate.shipped(f.int(board.totals.units_shipped)),
      ]}
      rows={{
        head: [t.rate.week, t.rate.units, t.rate.returned, t.rate.observed, t.rate.projectedHead, t.rate.intervalHead, t.rate.matureHead, t.rate.beforeHead],
        rows: weeks.map((week) => [
          f.day(week.start), f.int(week.units), f.int(week.returned), week.observed_bp === null ? '–' : f.rate(week.observed_bp),
          week.projected_bp === null ? (week.status === 'too_few' ? t.figures.tooFew : t.figures.tooEarly) : f.rate(week.projected_bp),
          week.interval_bp === null ? '–' : f.rateInterval(week.interval_bp), f.share(week.mature_bp, 10_000), week.before_bp === null ? '–' : f.rate(week.before_bp),
        ]),
      }}
    >
      <RateLine
        rate={f.rate}
        words={{ chart: t.rate.chart, maturing: t.rate.maturing, tooEarly: t.rate.tooEarly, before: t.rate.before(days) }}
        points={weeks.map((week) => ({
          ...week,
          label: f.dayAxis(week.start),
          title: t.rate.point(f.dayShort(week.start), week.projected_bp === null ? t.rate.tooEarly : f.rate(week.projected_bp), f.share(week.mature_bp, 10_000)),
        }))}
      />
    </Card>
  );
}

function CasesCard({ board }: { board: OverviewBoard }): VNode {
  const { t, f } = useView();
  return (
    <Card
      id="card-rate" span={8} title={t.weekly.title} answer={t.weekly.answer(f.int(board.totals.cases))} foot={[t.asOf(f.dayShort(board.as_of))]}
      rows={{
        head: [t.weekly.week, t.weekly.cases, t.weekly.cost],
        rows: board.weeks.map((week) => [f.day(week.start), f.int(week.cases), f.exact(week.cost_minor)]),
      }}
    >
      <WeekColumns
        chart={t.weekly.chart} count={f.int}
        points={board.weeks.map((week) => ({ label: f.dayAxis(week.start), count: week.cases, title: `${f.dayShort(week.start)}: ${f.int(week.cases)}` }))}
      />
    </Card>
  );
}
