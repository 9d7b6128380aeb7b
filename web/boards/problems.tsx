import type { VNode } from 'preact';
import { isFiltered } from '../../lib/model/boards/filter.ts';
import type { ProblemsBoard } from '../../lib/model/boards/problems.ts';
import { Actions } from '../cards/problems/actions.tsx';
import { categoryName, isCompared, worthOf } from '../cards/problems/findings.ts';
import { ProblemList } from '../cards/problems/list.tsx';
import { ParetoCard } from '../cards/problems/pareto-card.tsx';
import { words } from '../cards/problems/words.ts';
import { NothingLeft } from '../cards/nothing-left.tsx';
import { NotPublished } from '../cards/states.tsx';
import { Rich } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import type { BoardProps } from './kinds.ts';

/** Which problems there are, which cost more than they should, and who does what about them. */
export function Problems({ model, actions }: BoardProps): VNode {
  const view = useView();
  const { problems, costs, drivers } = model.documents;
  if (problems === undefined) return <NotPublished model={model} actions={actions} />;
  if (problems.problems.length === 0) return <NothingLeft model={model} actions={actions} />;
  return (
    <>
      <p class="lead"><Rich text={leadOf(problems, view)} /></p>
      <div class="grid">
        <ParetoCard board={problems} costs={costs} />
        <Actions board={problems} drivers={drivers?.drivers ?? []} filtered={isFiltered(model.filter)} />
        <ProblemList board={problems} costs={costs} />
      </div>
    </>
  );
}

const NAMED = 2;

/** How many problems, how many cost more than they should, what mending is worth; the P0 by name. */
export function leadOf(board: ProblemsBoard, view: View): string {
  const { f, locale, reason } = view;
  const { lead: t, name } = words[locale];
  const all = board.problems.length;
  const over = board.problems.filter((one) => one.drivers.length > 0).length;
  const outside = board.problems.filter((one) => one.state === 'excess').length - over;
  const worth = worthOf(board.problems);
  const urgent = board.problems.filter((one) => one.tier === 'P0');
  const named = urgent.slice(0, urgent.length === NAMED + 1 ? urgent.length : NAMED).map((one) => name(categoryName(one.category, view), reason(one.reason)));
  const rest = urgent.length - named.length;
  return (over > 0 ? t.over(over, all) + t.worth(f.money(worth.minor), f.moneyInterval(worth.interval)) : outside > 0 ? t.outside(outside, all) : isCompared(board) ? t.none(all) : t.uncompared(all))
    + (urgent.length > 0 ? t.urgent(urgent.length, rest > 0 ? [...named, t.more(rest)] : named) : '');
}
