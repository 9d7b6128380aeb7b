import type { VNode } from 'preact';
import type { FaultCost, OverviewBoard } from '../../lib/model/boards/overview.ts';
import { Bar } from '../charts/bar.tsx';
import { Swatch } from '../charts/marks.tsx';
import { sidesOf } from '../findings.ts';
import { useView } from '../view.ts';
import { Card } from './card.tsx';

/** Whose fault is it? Ours first, then the rest; every side is a labelled row. */
export function FaultSides({ board }: { board: OverviewBoard }): VNode {
  const { t, f, fault } = useView();
  const total = board.totals.cost_minor;
  const { ours, others } = sidesOf(board.faults);
  const dearest = ours.sides.filter((side) => side.cost_minor > 0).slice(0, 2);
  const money = f.moneyColumn(board.faults.map((side) => side.cost_minor));
  const greatest = Math.max(1, ...board.faults.map((side) => side.cost_minor));
  const known = board.faults.some((side) => side.fault !== 'unknown' && side.cost_minor > 0);
  const answer = !known ? t.fault.unknown : ours.cost === 0 ? t.fault.none : t.fault.ours(f.share(ours.cost, total), dearest.map((side) => fault(side.fault)));

  const row = (side: FaultCost): VNode => (
    <li class="hb" key={side.fault}>
      <span class="hb-l"><Swatch fill={`f-${side.fault}`} />{fault(side.fault)}</span>
      <Bar value={side.cost_minor} greatest={greatest} fill={`f-${side.fault}`} />
      <span class="hb-v">{money(side.cost_minor)}</span>
      <span class="hb-p">{f.share(side.cost_minor, total)}</span>
    </li>
  );
  const group = (name: string, { sides, cost }: { sides: FaultCost[]; cost: number }): VNode | null =>
    sides.length === 0 ? null : (
      <div class="fgroup">
        <h3 class="grp"><span>{name}</span><b>{money(cost)}</b><b class="hb-p">{f.share(cost, total)}</b></h3>
        <ul class="hbs">{sides.map(row)}</ul>
      </div>
    );
  return (
    <Card
      id="card-fault" span={4} title={t.fault.title} answer={answer} foot={[t.sum(f.exactMoney(total))]}
      rows={{
        head: [t.fault.side, t.fault.cost, t.fault.share, t.fault.cases],
        rows: board.faults.map((side) => [fault(side.fault), f.exact(side.cost_minor), f.share(side.cost_minor, total), f.int(side.cases)]),
        total: [t.total, f.exact(total), '100%', f.int(board.totals.cases)],
      }}
    >
      {group(t.fault.group.ours, ours)}
      {group(t.fault.group.others, others)}
    </Card>
  );
}
