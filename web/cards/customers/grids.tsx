import type { VNode } from 'preact';
import type { CustomersBoard, GridCell } from '../../../lib/model/boards/customers.ts';
import { Meter } from '../../charts/bar.tsx';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

const none = (cell: string): GridCell => ({ cell, customers: 0, cost_minor: 0, contribution_minor: 0 });
const at = (cells: readonly GridCell[], cell: string): GridCell => cells.find((one) => one.cell === cell) ?? none(cell);
const total = (cells: readonly GridCell[], of: (cell: GridCell) => number): number => cells.reduce((sum, cell) => sum + of(cell), 0);

const MOOD = [['content', 'loyal'], ['leaving', 'hurt']] as const;

/** Satisfaction against loyalty: named cells with count, share and what to do. */
export function Mood({ board }: { board: CustomersBoard }): VNode {
  const { f, locale } = useView();
  const t = words[locale].mood;
  const cells = board.satisfaction_loyalty;
  const unknown = at(cells, 'unknown').customers;
  const judged = board.customers - unknown;
  const hurt = at(cells, 'hurt').customers;
  return (
    <Card
      id="card-mood" span={6} title={t.title} answer={judged === 0 ? t.noData : hurt === 0 ? t.none : t.answer(f.int(hurt))} foot={[t.foot]}
      rows={{ head: [t.head, t.people, t.share], rows: (['loyal', 'hurt', 'content', 'leaving', 'unknown'] as const).map((cell) => [t.cell[cell], f.int(at(cells, cell).customers), f.share(at(cells, cell).customers, board.customers)]) }}
    >
      <div class="quad">
        {MOOD.map((row, y) => (
          <div class="quad-r" key={y}>
            <span class="quad-y">{y === 0 ? t.satisfied : t.dissatisfied}</span>
            {row.map((cell) => (
              <div key={cell} class={`quad-c${cell === 'hurt' && hurt > 0 ? ' tint' : ''}`}>
                <b>{t.cell[cell]}</b>
                <p><strong>{f.int(at(cells, cell).customers)}</strong> <span>{f.share(at(cells, cell).customers, board.customers)}</span></p>
                <small>{t.act[cell]}</small>
              </div>
            ))}
          </div>
        ))}
        <div class="quad-x"><span /><span>{t.notLoyal}</span><span>{t.loyal}</span></div>
        {unknown === 0 ? null : <p class="quad-u"><svg width="48" height="10" aria-hidden="true"><rect width="48" height="10" fill="url(#at-new)" /></svg> {t.unknown(f.int(unknown), f.share(unknown, board.customers))}</p>}
      </div>
    </Card>
  );
}

const WORTH = [['high', 'best', 'valuable_but_costly'], ['middle', 'steady', 'improvable'], ['low', 'occasional', 'costly']] as const;

/** Value against after-sales cost: in each cell its share of people and of cost. */
export function Worth({ board }: { board: CustomersBoard }): VNode {
  const { f, locale } = useView();
  const t = words[locale].worth;
  const cells = board.value_cost;
  const cost = total(cells, (cell) => cell.cost_minor);
  const costly = at(cells, 'costly');
  const rest = at(cells, 'unknown');
  return (
    <Card
      id="card-worth" span={6} title={t.title} foot={[t.foot(board.window_days)]}
      answer={board.customers === 0 ? t.noData : costly.customers === 0 || cost <= 0 ? t.none : t.answer(f.share(costly.customers, board.customers), f.share(costly.cost_minor, cost))}
      rows={{
        head: [t.head, t.people, t.costHead, t.contribution],
        rows: (['best', 'valuable_but_costly', 'steady', 'improvable', 'occasional', 'costly', 'unknown'] as const).map((cell) => [t.cell[cell], f.int(at(cells, cell).customers), f.exact(at(cells, cell).cost_minor), f.exact(at(cells, cell).contribution_minor)]),
        total: ['', f.int(board.customers), f.exact(cost), f.exact(total(cells, (cell) => cell.contribution_minor))],
      }}
    >
      <div class="worth">
        <div class="worth-r head"><span /><span>{t.lowCost}</span><span>{t.highCost}</span></div>
        {WORTH.map(([level, ...row]) => (
          <div class="worth-r" key={level}>
            <span>{t.level[level]}</span>
            {row.map((name) => {
              const cell = at(cells, name);
              const called = name === 'costly' && cell.customers > 0;
              return (
                <div key={name} class={called ? 'tint' : ''}>
                  <b>{t.cell[name]}</b>
                  <p><span>{t.people}</span><Meter value={cell.customers} whole={board.customers} fill="f-mute" /><span>{f.share(cell.customers, board.customers)}</span></p>
                  <p><span>{t.cost}</span><Meter value={cell.cost_minor} whole={cost} fill={called ? 'f-call' : 'f-data'} /><span>{f.share(cell.cost_minor, cost)}</span></p>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {rest.customers === 0 ? null : <p class="note">{t.rest(f.int(rest.customers), f.share(rest.customers, board.customers), f.share(rest.cost_minor, cost))}</p>}
    </Card>
  );
}
