import type { VNode } from 'preact';
import type { CustomersBoard } from '../../../lib/model/boards/customers.ts';
import { customerTiers, type CustomerTier } from '../../../lib/model/tiers.ts';
import { Sankey, type Flow } from '../../charts/sankey.tsx';
import { useView } from '../../view.ts';
import { Card, Key } from '../card.tsx';
import { words } from './words.ts';

/** From best to worst, as a merchant sees it; new is neither. */
const RANK: Readonly<Record<CustomerTier, number>> = { vip: 0, regular: 1, new: 1, at_risk: 2, problem: 3 };

/** Who moved? Movers only; those who stayed are a number. */
export function Moves({ board }: { board: CustomersBoard }): VNode {
  const { f, locale, tier } = useView();
  const t = words[locale].moves;
  const known = board.migration.filter((move) => move.from !== null);
  const flows = known.flatMap((move): Flow[] => (move.from === null || move.from === move.to ? [] : [{
    from: move.from, to: move.to, value: move.customers, tone: move.to === 'vip' ? 'vip' : RANK[move.to] > RANK[move.from] ? 'worse' : 'other',
  }]));
  const sum = (list: readonly { customers?: number; value?: number }[]): number => list.reduce((n, one) => n + (one.customers ?? one.value ?? 0), 0);
  const answer = known.length === 0 ? t.noBefore : flows.length === 0 ? t.none : t.answer(f.int(sum(flows)), f.int(sum(flows.filter((flow) => flow.tone === 'worse'))), f.int(sum(flows.filter((flow) => flow.tone === 'vip'))));
  return (
    <Card
      id="card-moves" span={7} title={t.title} answer={answer}
      {...(flows.length === 0 ? {} : { keys: <>
        {(['worse', 'vip', 'other'] as const).map((tone) => <Key key={tone} mark={<svg width="20" height="10" aria-hidden="true"><rect width="20" height="10" rx="2" class={`flow-k ${tone}`} /></svg>}>{t[tone]}</Key>)}
      </> })}
      foot={known.length === 0 ? [] : [t.foot(f.int(sum(known.filter((move) => move.from === move.to))), f.int(sum(board.migration.filter((move) => move.from === null))))]}
      rows={{ head: [t.from, t.to, t.people], rows: [...flows].sort((a, b) => b.value - a.value).map((flow) => [tier(flow.from), tier(flow.to), f.int(flow.value)]) }}
    >
      {flows.length === 0 ? null : (
        <>
          <div class="flow-h"><span>{t.before}</span><span>{t.now}</span></div>
          <Sankey
            flows={flows} order={customerTiers} label={t.chart} names={tier} fill={(name) => `f-${name}`}
            change={(n, side) => f.signed(side === 'from' ? -n : n)}
          />
        </>
      )}
    </Card>
  );
}
