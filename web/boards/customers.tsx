import type { VNode } from 'preact';
import type { CustomersBoard } from '../../lib/model/boards/customers.ts';
import { Mood, Worth } from '../cards/customers/grids.tsx';
import { Moves } from '../cards/customers/moves.tsx';
import { People } from '../cards/customers/people.tsx';
import { Portrait } from '../cards/customers/portrait.tsx';
import { Tiers } from '../cards/customers/tiers.tsx';
import { words } from '../cards/customers/words.ts';
import { NoOverlap, NotPublished } from '../cards/states.tsx';
import { Rich } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import type { BoardProps } from './kinds.ts';

/** Who should be served how; or, of one of them, everything. */
export function Customers({ model, actions }: BoardProps): VNode {
  const view = useView();
  const { customers } = model.documents;
  if (model.portrait !== null) return <Portrait portrait={model.portrait} actions={actions} />;
  if (customers === undefined) return <NotPublished model={model} actions={actions} />;
  const drop = customers.unanswered?.find(({ part }) => part === 'customers');
  if (drop !== undefined) return <div class="grid"><NoOverlap model={model} actions={actions} drop={drop.drop} /></div>;
  return (
    <>
      <p class="lead"><Rich text={leadOf(customers, view)} /></p>
      <div class="grid">
        <Tiers board={customers} />
        <Moves board={customers} />
        <Mood board={customers} />
        <Worth board={customers} />
        <People board={customers} model={model} actions={actions} />
      </div>
    </>
  );
}

function leadOf(board: CustomersBoard, { f, locale }: View): string {
  const t = words[locale];
  const of = (tier: string) => board.tiers.find((row) => row.tier === tier);
  const [vip, risk] = [of('vip'), of('at_risk')];
  if (board.customers === 0 || vip === undefined || risk === undefined) return t.leadNone;
  const brought = board.tiers.reduce((sum, row) => sum + row.contribution_minor, 0);
  const change = risk.before === null ? null : risk.customers - risk.before;
  return t.lead(
    f.int(board.customers), f.share(vip.customers, board.customers), brought > 0 && vip.contribution_minor > 0 ? f.share(vip.contribution_minor, brought) : null, f.int(risk.customers),
    change === null || change === 0 ? null : change > 0 ? t.more(f.int(change)) : t.fewer(f.int(-change)),
  );
}
