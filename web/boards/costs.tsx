import type { VNode } from 'preact';
import type { CostsBoard } from '../../lib/model/boards/costs.ts';
import { isFiltered } from '../../lib/model/boards/filter.ts';
import { Assumed } from '../cards/costs/assumed.tsx';
import { Beside } from '../cards/costs/beside.tsx';
import { assumedFirst, dearestFirst, ledgerOf, lineName, sumOf } from '../cards/costs/findings.ts';
import { Flow } from '../cards/costs/flow.tsx';
import { CostSide } from '../cards/costs/side.tsx';
import { Sums } from '../cards/costs/sums.tsx';
import { Weeks } from '../cards/costs/weeks.tsx';
import { words } from '../cards/costs/words.ts';
import { NothingLeft } from '../cards/nothing-left.tsx';
import { NotPublished } from '../cards/states.tsx';
import { Rich } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import type { BoardProps } from './kinds.ts';

/** What after-sales cost, line by line and by every dimension, how much of it is assumed, and that it adds up. */
export function Costs({ model, actions }: BoardProps): VNode {
  const view = useView();
  const { costs } = model.documents;
  if (costs === undefined) return <NotPublished model={model} actions={actions} />;
  if (costs.cases === 0 && costs.total_minor === 0) return <NothingLeft model={model} actions={actions} />;
  return (
    <>
      <p class="lead"><Rich text={leadOf(costs, view)} /></p>
      <div class="grid">
        <div class="c8 cost-col">
          <Flow board={costs} />
          <Beside board={costs} />
        </div>
        <div class="c4 cost-col">
          <Sums board={costs} filtered={isFiltered(model.filter)} />
          <Weeks board={costs} />
        </div>
        <CostSide board={costs} side="fault" />
        <CostSide board={costs} side="channel" />
        <CostSide board={costs} side="region" />
        <Assumed board={costs} />
      </div>
    </>
  );
}

/** The net cost, a case's, the two largest lines, and what is assumed. */
export function leadOf(board: CostsBoard, view: View): string {
  const { f, locale } = view;
  const { lead: t } = words[locale];
  const { spent, gross } = ledgerOf(board);
  const whole = gross.actual + gross.assumed;
  const [first, second] = dearestFirst(spent);
  const [worth] = assumedFirst(board.lines);
  const name = (line: string): string => lineName(line, view);
  return (board.cases > 0 ? t.net(f.money(board.total_minor), f.exactMoney(Math.round(board.total_minor / board.cases))) : t.netBare(f.money(board.total_minor)))
    + (first === undefined ? '' : second === undefined ? t.line(name(first.line), f.share(sumOf(first), whole)) : t.lines(name(first.line), f.share(sumOf(first), whole), name(second.line), f.share(sumOf(second), whole)))
    + (worth === undefined ? t.actual : t.assumed(f.share(board.assumed_minor, board.total_minor), name(worth.line)));
}
