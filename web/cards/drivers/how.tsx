import type { VNode } from 'preact';
import type { DriversBoard } from '../../../lib/model/boards/drivers.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

/** The share of claims that may be chance. Source: the method's rate of false discovery. */
const FALSE_DISCOVERY = 0.05;

/** How sure is this? What false discovery is held by. */
export function HowSure({ board }: { board: DriversBoard }): VNode {
  const { f, locale } = useView();
  const { how: t, table } = words[locale];
  const claimed = board.drivers.filter((driver) => driver.significant).length;
  const wrong = FALSE_DISCOVERY * claimed;
  return (
    <Card id="card-sure" span={12} title={t.title} answer={claimed === 0 ? t.answerNone : t.answer(claimed, wrong < 1 ? t.less : t.about(f.days(wrong)))} foot={[table.tested(f.int(board.tested)), t.foot]}>
      <ul class="points">{t.points.map((point) => <li key={point}>{point}</li>)}</ul>
    </Card>
  );
}
