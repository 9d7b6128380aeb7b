import type { VNode } from 'preact';
import type { CostsBoard, CostWeek } from '../../../lib/model/boards/costs.ts';
import { dayNumber } from '../../../lib/model/days.ts';
import type { Day } from '../../../lib/model/ids.ts';
import { CostColumns } from '../../charts/cost-columns.tsx';
import { BlockKey } from '../../charts/marks.tsx';
import { changeBp } from '../../findings.ts';
import { useView } from '../../view.ts';
import { Card, Key } from '../card.tsx';
import { words } from './words.ts';

const LEAST_WHOLE = 3;
const costOf = (week: CostWeek): number => week.actual_minor + week.assumed_minor;

/** How does it move by week? Weeks that the window holds in part are marked, and compared with nothing. */
export function Weeks({ board }: { board: CostsBoard }): VNode | null {
  const { f, locale } = useView();
  const t = words[locale].weeks;
  const asOf = dayNumber(board.as_of as Day);
  const isWhole = ({ start }: CostWeek): boolean => dayNumber(start as Day) > asOf - board.window_days && dayNumber(start as Day) + 6 <= asOf;
  const whole = board.weeks.filter(isWhole);
  const dearest = whole.reduce<CostWeek | undefined>((most, week) => (most === undefined || costOf(week) > costOf(most) ? week : most), undefined);
  const last = whole.at(-1);
  const earlier = whole.slice(0, -1);
  const mean = earlier.reduce((sum, week) => sum + costOf(week), 0) / Math.max(1, earlier.length);
  const change = last === undefined ? null : changeBp(costOf(last), mean);
  const percent = f.share(Math.abs(change ?? 0), 10_000);
  const outside = board.total_minor - board.weeks.reduce((sum, week) => sum + costOf(week), 0);
  const cells = f.moneyCells(board.weeks.map(costOf));
  if (board.weeks.length === 0) return null;
  return (
    <Card
      id="card-weeks" span={4} title={t.title}
      answer={whole.length < LEAST_WHOLE || dearest === undefined ? t.few
        : t.answer(f.dayShort(dearest.start), f.money(costOf(dearest))) + (change === null ? t.end : percent === '0%' || percent === '<1%' ? t.same : change > 0 ? t.more(percent) : t.less(percent))}
      keys={<>
        <Key mark={<BlockKey fill="f-data" />}>{words[locale].flow.actual}</Key>
        {board.assumed_minor > 0 ? <Key mark={<svg width="20" height="10" aria-hidden="true"><rect width="20" height="10" rx="2" fill="url(#at-assumed)" /></svg>}>{words[locale].flow.assumed}</Key> : null}
        {whole.length < board.weeks.length ? <Key mark={<svg width="20" height="12" aria-hidden="true"><rect x=".5" y=".5" width="19" height="11" class="f-sunken s-line w1" /></svg>}>{t.part}</Key> : null}
      </>}
      foot={[t.unit(f.money(0).replace('0', '').trim(), cells.unit), t.opened, outside === 0 ? null : t.outside(f.exactMoney(outside))]}
      rows={{
        head: [t.week, t.cases, t.actual, t.assumed, t.cost],
        rows: board.weeks.map((week) => [f.day(week.start) + (isWhole(week) ? '' : ` (${t.part})`), f.int(week.cases), f.exact(week.actual_minor), f.exact(week.assumed_minor), f.exact(costOf(week))]),
      }}
    >
      <CostColumns
        chart={t.chart} text={(minor) => cells.text(minor).replace(/\.0$/, '')}
        columns={board.weeks.map((week) => ({
          label: f.dayAxis(week.start), actual: week.actual_minor, assumed: week.assumed_minor, part: !isWhole(week), text: cells.text(costOf(week)),
          title: t.bar(f.dayShort(week.start), f.exactMoney(costOf(week)), f.share(week.assumed_minor, costOf(week))),
        }))}
      />
    </Card>
  );
}
