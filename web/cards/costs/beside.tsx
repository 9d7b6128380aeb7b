import type { VNode } from 'preact';
import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

/** What stands beside the total, and never in it. */
export function Beside({ board }: { board: CostsBoard }): VNode {
  const { f, locale } = useView();
  const t = words[locale].beside;
  const { fixed_monthly_minor: fixed, hidden_minor: hidden } = board.beside;
  const rows = [
    [t.refund, t.refundNote, f.exactMoney(board.refund_minor)],
    [t.fixed, t.fixedNote, fixed === 0 ? t.unset : f.exactMoney(fixed)],
    [t.hidden, t.hiddenNote, hidden === 0 ? t.unset : f.exactMoney(hidden)],
  ] as const;
  return (
    <Card id="card-beside" span={8} title={t.title} answer={t.answer}>
      <dl class="beside">{rows.map(([name, note, value]) => <div key={name}><dt>{name}<small>{note}</small></dt><dd class={value === t.unset ? 'muted' : ''}>{value}</dd></div>)}</dl>
    </Card>
  );
}
