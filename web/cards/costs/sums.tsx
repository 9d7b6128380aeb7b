import type { VNode } from 'preact';
import type { CostDimension, CostsBoard } from '../../../lib/model/boards/costs.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

const WAYS: readonly CostDimension[] = ['reason_group', 'product_id', 'channel', 'region', 'customer_tier'];

/** Does it reconcile? Every way of cutting the cost against the ledger, with what it cannot attribute. */
export function Sums({ board, filtered }: { board: CostsBoard; filtered: boolean }): VNode {
  const { f, locale } = useView();
  const t = words[locale].sums;
  const ways = WAYS.map((way) => {
    const members = board.by[way];
    const total = members.reduce((sum, member) => sum + member.cost_minor, 0);
    const rest = members.filter((member) => member.key === null || (way === 'reason_group' && member.key === 'unknown')).reduce((sum, member) => sum + member.cost_minor, 0);
    /** Products are known for everything alone. */
    const split = !(filtered && way === 'product_id' && members.every((member) => member.key === null));
    return { way, total, rest, split };
  });
  const greatest = ways.reduce((most, { total }) => Math.max(most, Math.abs(total - board.total_minor)), 0);
  return (
    <Card id="card-sums" span={4} title={t.title} answer={greatest === 0 ? t.yes : t.no} foot={[board.currency]}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t.title}>
        <table class="tb rc">
          <thead><tr><th scope="col">{t.by}</th><th scope="col" class="r hide-s">{t.attributed}</th><th scope="col" class="r">{t.rest}</th><th scope="col" class="r">{t.total}</th></tr></thead>
          <tbody>
            {ways.map(({ way, total, rest, split }) => (
              <tr key={way}>
                <th scope="row">{t.dimension[way]}</th>
                <td class="r hide-s">{split ? f.exact(total - rest) : ''}</td>
                <td class={split ? 'r' : 'r muted'}>{!split ? t.notSplit : rest === 0 ? '–' : f.exact(rest)}</td>
                <td class="r"><b>{f.exact(total)}</b></td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">{t.ledger}</th><td class="hide-s" /><td /><td class="r">{f.exact(board.total_minor)}</td></tr></tfoot>
        </table>
      </div>
      <p class={`sum-l${greatest === 0 ? '' : ' worse'}`}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="7.2" />
          <path d={greatest === 0 ? 'm4.8 8.2 2.2 2.3 4.3-5' : 'M8 4v5M8 11.2v.6'} />
        </svg>
        <span>{greatest === 0 ? t.agree(ways.filter(({ split }) => split).length) : t.differ(f.exactMoney(greatest))}</span>
      </p>
    </Card>
  );
}
