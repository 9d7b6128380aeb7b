import type { VNode } from 'preact';
import type { OverviewBoard } from '../../lib/model/boards/overview.ts';
import { owners, strategies } from '../../lib/model/strategies.ts';
import { ExcessBar } from '../charts/excess-bar.tsx';
import { BlockKey, ProblemBadge } from '../charts/marks.tsx';
import { inWindow } from '../findings.ts';
import { useView } from '../view.ts';
import { Card, Key } from './card.tsx';
import { categoryOf } from './lead.tsx';

const SHOWN = 8;

/** What should we fix first? Worth is the excess over what was to be expected, not the whole cost. */
export function FixFirst({ board }: { board: OverviewBoard }): VNode {
  const view = useView();
  const { t, f, locale, reason } = view;
  const { total, with_excess: excess, top } = board.problems;
  const shown = top.slice(0, SHOWN);
  /** Without orders nothing was to be expected, so nothing can be above it. */
  const compared = board.basis === 'full' || excess > 0;
  const quarter = (minor: number): number => inWindow(minor, board.window_days);
  const greatest = Math.max(1, ...shown.flatMap((p) => [p.cost_minor, quarter(p.preventable_interval_minor[1])]));
  const money = f.moneyColumn(shown.flatMap((p) => [p.cost_minor, p.preventable_minor]));
  return (
    <Card
      id="card-fix" span={7} title={t.fix.title}
      answer={excess > 0 ? t.fix.answer(excess, f.money(board.figures.preventable_minor)) : compared ? t.fix.none : t.fix.byCost}
      {...(compared ? { keys: <><Key mark={<BlockKey fill="f-call" />}>{t.fix.preventable}</Key><Key mark={<BlockKey fill="f-track" />}>{t.fix.rest}</Key></> } : {})}
      foot={[t.asOf(f.dayShort(board.as_of)), t.assumed(f.share(board.totals.assumed_minor, board.totals.cost_minor)), t.fix.all(f.int(total))]}
      rows={{
        head: [t.fix.problem, t.fix.tierHead, t.fix.owner, t.fix.cases, t.fix.cost, t.fix.preventableHead, t.fix.interval],
        rows: top.map((p) => [
          `${categoryOf(p, view)}${t.sep}${reason(p.reason)}`, p.tier, owners[p.owner][locale], f.int(p.cases), f.exact(p.cost_minor),
          f.exact(p.preventable_minor), f.moneyInterval(p.preventable_interval_minor),
        ]),
      }}
    >
      <ol class="fix">
        {shown.map((p) => (
          <li key={p.id}>
            <ProblemBadge tier={p.tier} title={t.fix.tier[p.tier]} />
            <div class="fix-n">
              <b>{categoryOf(p, view)}{t.sep}{reason(p.reason)}</b>
              <small>{owners[p.owner][locale]}{t.sep}{strategies[p.strategy][locale]}</small>
            </div>
            <div class="fix-b">
              <ExcessBar
                cost={p.cost_minor} preventable={quarter(p.preventable_minor)} greatest={greatest}
                interval={[quarter(p.preventable_interval_minor[0]), quarter(p.preventable_interval_minor[1])]}
              />
            </div>
            <div class="fix-v">
              {!compared ? <b>{money(p.cost_minor)}</b> : p.preventable_minor > 0 ? <b>{money(p.preventable_minor)}</b> : <span class="muted">{p.tier === 'P0' ? t.fix.anySize : t.fix.watch}</span>}
              {compared && p.cost_minor >= quarter(p.preventable_minor) ? <small>{t.fix.of(money(p.cost_minor))}</small> : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
