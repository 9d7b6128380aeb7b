import type { VNode } from 'preact';
import type { CustomersBoard } from '../../../lib/model/boards/customers.ts';
import type { CustomerTier } from '../../../lib/model/tiers.ts';
import { Delta, TierMark } from '../../charts/marks.tsx';
import { StackStrip } from '../../charts/stack-strip.tsx';
import { FilterLink, toggled } from '../../shell/filters.tsx';
import { usePage, useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

const MORE_IS: Readonly<Record<CustomerTier, 'better' | 'worse' | 'plain'>> = { vip: 'better', regular: 'plain', at_risk: 'worse', problem: 'worse', new: 'plain' };
const OPPOSITE = { better: 'worse', worse: 'better', plain: 'plain' } as const;

/** How are customers tiered, and how is each tier served? A tier's name filters. */
export function Tiers({ board }: { board: CustomersBoard }): VNode {
  const { t: shared, f, locale, tier: name } = useView();
  const t = words[locale].tiers;
  const page = usePage();
  const share = (n: number): string => f.share(n, board.customers);
  const fresh = board.tiers.find((row) => row.tier === 'new')?.customers ?? 0;
  const largest = [...board.tiers].filter((row) => row.tier !== 'new').sort((a, b) => b.customers - a.customers)[0];
  const answer = board.customers === 0 || largest === undefined ? words[locale].leadNone
    : fresh > 0 ? t.answer(name(largest.tier), share(largest.customers), share(fresh)) : t.answerPlain(name(largest.tier), share(largest.customers));
  return (
    <Card
      id="card-tiers" span={5} title={t.title} answer={answer} foot={[t.window(board.window_days)]}
      rows={{
        head: [t.tier, t.people, t.share, t.change, t.cost, t.contribution],
        rows: board.tiers.map((row) => [name(row.tier), f.int(row.customers), share(row.customers), row.before === null ? '–' : f.signed(row.customers - row.before), f.exact(row.cost_minor), f.exact(row.contribution_minor)]),
        total: [shared.total, f.int(board.customers), '', '', f.exact(board.tiers.reduce((n, row) => n + row.cost_minor, 0)), f.exact(board.tiers.reduce((n, row) => n + row.contribution_minor, 0))],
      }}
    >
      <StackStrip label={t.strip} height={20} parts={board.tiers.map((row) => ({ key: row.tier, value: row.customers, fill: `f-${row.tier}`, ...(row.tier === 'new' ? { hatch: 'url(#at-new)' } : {}) }))} />
      <ul class="tr">
        {board.tiers.map((row) => {
          const change = row.before === null ? null : row.customers - row.before;
          const tone = change === null || change === 0 ? 'plain' : change > 0 ? MORE_IS[row.tier] : OPPOSITE[MORE_IS[row.tier]];
          return (
            <li key={row.tier}>
              <TierMark tier={row.tier} />
              <div class="tr-n">
                {page === null ? <b>{name(row.tier)}</b> : <FilterLink model={page.model} actions={page.actions} to={toggled(page.model.filter, 'tier', row.tier)} class="name" current={page.model.filter.tier.includes(row.tier)}>{name(row.tier)}</FilterLink>}
                <small>{t.policy(shared.policy.word[row.policy.refund_mode], row.policy.first_response_hours, row.policy.human_review)}</small>
              </div>
              <span class="tr-c">{f.int(row.customers)}</span>
              <span class="tr-p">{share(row.customers)}</span>
              <span class="tr-d">{change === null || change === 0 ? <span class="muted">{change === null ? '–' : '0'}</span> : <Delta up={change > 0} tone={tone} label={change > 0 ? shared.figures.up : shared.figures.down}>{f.int(Math.abs(change))}</Delta>}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
