import type { VNode } from 'preact';
import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import type { ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import type { ProblemTier } from '../../../lib/model/tiers.ts';
import { BlockKey } from '../../charts/marks.tsx';
import { Pareto } from '../../charts/pareto.tsx';
import { useView } from '../../view.ts';
import { Card, Key } from '../card.tsx';
import { FilterBy } from '../filter-by.tsx';
import { byCost, categoryName } from './findings.ts';
import { words } from './words.ts';

const FILL: Readonly<Record<ProblemTier, string>> = { P0: 'f-p0', P1: 'f-p1', P2: 'f-p2', P3: 'f-p3s' };
/** How many are called "the first" in the sentence. */
const FIRST = 4;

/** How many problems make how much of the cost? */
export function ParetoCard({ board, costs }: { board: ProblemsBoard; costs: CostsBoard | undefined }): VNode {
  const view = useView();
  const { t: shared, f, locale, reason } = view;
  const t = words[locale].pareto;
  const ranked = byCost(board.problems);
  const spent = ranked.reduce((sum, one) => sum + Math.max(0, one.cost_minor), 0);
  const back = ranked.reduce((sum, one) => sum + Math.min(0, one.cost_minor), 0);
  const dear = ranked.filter((one) => one.class === 'A').length;
  const upTo = (n: number): number => ranked.slice(0, n).reduce((sum, one) => sum + Math.max(0, one.cost_minor), 0);
  const first = Math.min(FIRST, dear);
  const money = f.moneyColumn(ranked.slice(0, 2).map((one) => one.cost_minor));
  const tiers = (['P0', 'P1', 'P2', 'P3'] as const).filter((tier) => ranked.some((one) => one.tier === tier));
  const sums = (['A', 'B', 'C'] as const).map((letter) => {
    const own = ranked.filter((one) => one.class === letter);
    return { letter, problems: own.length, cases: own.reduce((n, one) => n + one.cases, 0), cost: own.reduce((n, one) => n + one.cost_minor, 0) };
  });
  const total = ranked.reduce((sum, one) => sum + one.cost_minor, 0);
  let cumulated = 0;
  return (
    <Card
      id="card-pareto" span={12} title={t.title}
      answer={spent === 0 ? t.none : t.answer(dear, first, f.share(upTo(first), spent)) + (tiers.some((tier) => tier !== 'P3') ? t.fixable : '')}
      keys={<>
        {tiers.map((tier) => <Key key={tier} mark={<BlockKey fill={FILL[tier]} />}>{t[tier]}</Key>)}
        <Key mark={<svg width="20" height="12" aria-hidden="true"><line x1="0" x2="20" y1="6" y2="6" class="s-ink w15" /></svg>}>{t.cumulative}</Key>
      </>}
      foot={[
        shared.asOf(f.dayShort(board.as_of)), costs === undefined ? null : shared.assumed(f.share(costs.assumed_minor, costs.total_minor)), shared.sum(f.exactMoney(total)),
        back < 0 ? t.brought(f.money(-back)) : null,
      ]}
      rows={{
        head: [t.klass, t.problems, t.cases, t.cost, t.share],
        rows: sums.map(({ letter, problems, cases, cost }) => [letter, f.int(problems), f.int(cases), f.exact(cost), f.share(cost, total)]),
        total: [shared.total, f.int(ranked.length), f.int(ranked.reduce((n, one) => n + one.cases, 0)), f.exact(total), '100%'],
      }}
    >
      {spent === 0 ? null : (
        <Pareto
          money={f.moneyColumn([ranked[0]?.cost_minor ?? 0])} count={f.int} chart={t.chart} zone={(n, lead) => t.zone(f.int(n), lead)}
          wrap={(i, mark) => {
            const one = ranked[i];
            return one === undefined ? mark : <FilterBy key={i} mark class="mark" only={{ category: one.category, reason: one.reason }}>{mark}</FilterBy>;
          }}
          bars={ranked.map((one) => {
            const name = `${categoryName(one.category, view)}${shared.sep}${reason(one.reason)}`;
            cumulated += Math.max(0, one.cost_minor);
            return {
              value: one.cost_minor, fill: FILL[one.tier], letters: one.tier === 'P3' ? null : one.tier, class: one.class, name, value_text: money(one.cost_minor),
              title: t.bar(name, one.tier, f.exactMoney(one.cost_minor), f.int(one.cases), f.share(cumulated, spent)),
            };
          })}
        />
      )}
    </Card>
  );
}
