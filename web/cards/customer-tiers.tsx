import type { VNode } from 'preact';
import type { OverviewBoard, TierCount } from '../../lib/model/boards/overview.ts';
import { customerTierLabels, type CustomerTier } from '../../lib/model/tiers.ts';
import { Delta, TierMark } from '../charts/marks.tsx';
import { StackStrip } from '../charts/stack-strip.tsx';
import { useView } from '../view.ts';
import { Card } from './card.tsx';

/** Whether more of a tier is better, worse or neither. */
const MORE_IS: Readonly<Record<CustomerTier, 'better' | 'worse' | 'plain'>> = { vip: 'better', regular: 'plain', at_risk: 'worse', problem: 'worse', new: 'plain' };
const OPPOSITE = { better: 'worse', worse: 'better', plain: 'plain' } as const;

/** Which customers need a different service? Counts, shares and the change over 30 days. */
export function CustomerTiers({ board }: { board: OverviewBoard }): VNode {
  const { t, f, locale } = useView();
  const { tiers, totals } = board;
  const count = (tier: CustomerTier): TierCount => tiers.find((row) => row.tier === tier) ?? { tier, customers: 0, change: null };
  const risk = count('at_risk');
  const change = risk.change === null ? null : risk.change === 0 ? t.tiers.same : risk.change > 0 ? t.tiers.more(f.int(risk.change)) : t.tiers.fewer(f.int(-risk.change));
  const share = (customers: number): string => (totals.customers === 0 ? '–' : f.rate(Math.round((10_000 * customers) / totals.customers)));
  const answer = totals.customers === 0 ? t.tiers.none
    : count('new').customers === totals.customers ? t.tiers.allNew
      : t.tiers.answer(risk.customers, f.int(risk.customers), change, share(count('problem').customers));
  const label = (tier: CustomerTier): string => customerTierLabels[tier][locale];
  return (
    <Card
      id="card-tiers" span={5} title={t.tiers.title} answer={answer}
      foot={[t.tiers.customers(f.int(totals.customers), String(board.customer_window_days)), board.tier_movers === null ? null : t.tiers.moved(f.int(board.tier_movers))]}
      rows={{
        head: [t.tiers.tier, t.tiers.people, t.tiers.share, t.tiers.change],
        rows: tiers.map((row) => [label(row.tier), f.int(row.customers), share(row.customers), row.change === null ? '–' : f.signed(row.change)]),
        total: [t.total, f.int(totals.customers), '100%', ''],
      }}
    >
      {totals.customers === 0 ? null : (
        <StackStrip
          label={t.tiers.strip} height={20}
          parts={tiers.map((row) => ({ key: row.tier, value: row.customers, fill: `f-${row.tier}`, ...(row.tier === 'new' ? { hatch: 'url(#at-new)' } : {}) }))}
        />
      )}
      <ul class="tr">
        {tiers.map((row) => (
          <li key={row.tier}>
            <TierMark tier={row.tier} />
            <div class="tr-n"><b>{label(row.tier)}</b><small>{t.tiers.meaning[row.tier]}</small></div>
            <span class="tr-c">{f.int(row.customers)}</span>
            <span class="tr-p">{share(row.customers)}</span>
            <span class="tr-d"><TierChange row={row} /></span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TierChange({ row: { tier, change } }: { row: TierCount }): VNode {
  const { t, f } = useView();
  if (change === null || change === 0) return <span class="muted">{change === null ? '–' : '0'}</span>;
  const tone = change > 0 ? MORE_IS[tier] : OPPOSITE[MORE_IS[tier]];
  return <Delta up={change > 0} tone={tone} label={change > 0 ? t.figures.up : t.figures.down}>{f.int(Math.abs(change))}</Delta>;
}
