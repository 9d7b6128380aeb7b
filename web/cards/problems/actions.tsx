import type { VNode } from 'preact';
import type { Driver } from '../../../lib/model/boards/drivers.ts';
import type { Problem, ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import { dayNumber } from '../../../lib/model/days.ts';
import type { Day } from '../../../lib/model/ids.ts';
import { owners, strategies } from '../../../lib/model/strategies.ts';
import { ProblemBadge } from '../../charts/marks.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { ownersOf, whyOf } from './findings.ts';
import { ProblemName } from './name.tsx';
import { words } from './words.ts';

const ROW = 3;
const LEAST = 6;
const MOST = 9;

/** Who does what? The first problems, each with why, what it is worth, and the first step. */
export function Actions({ board, drivers, filtered }: { board: ProblemsBoard; drivers: readonly Driver[]; filtered: boolean }): VNode {
  const { t: shared, f, locale } = useView();
  const t = words[locale].act;
  const urgent = board.problems.filter((one) => one.tier === 'P0').length;
  const [first, second] = ownersOf(board.problems);
  const shown = board.problems.slice(0, Math.min(MOST, Math.max(LEAST, ROW * Math.ceil(board.problems.filter((one) => one.tier !== 'P3').length / ROW))));
  const who = first === undefined ? (board.problems.some((one) => one.state === 'excess') ? t.outside : t.watch)
    : t.owner(owners[first.owner][locale], f.money(first.minor), first.problems) + (second === undefined ? '' : t.next(owners[second.owner][locale], f.money(second.minor))) + t.end;
  return (
    <Card
      id="card-actions" span={12} title={t.title} answer={(urgent > 0 ? t.urgent(urgent) : '') + who}
      foot={[shared.asOf(f.dayShort(board.as_of)), t.foot, filtered ? t.inside : null]}
    >
      <div class="pcs">{shown.map((problem) => <ProblemCard key={problem.id} problem={problem} board={board} drivers={drivers} />)}</div>
    </Card>
  );
}

function ProblemCard({ problem, board, drivers }: { problem: Problem; board: ProblemsBoard; drivers: readonly Driver[] }): VNode {
  const view = useView();
  const { t: shared, f, locale } = view;
  const t = words[locale].act;
  /** The week of as_of is whole on a Sunday alone. */
  const young = (dayNumber(board.as_of as Day) + 3) % 7 === 6 ? 0 : 1;
  return (
    <article class="pc">
      <header>
        <ProblemBadge tier={problem.tier} title={shared.fix.tier[problem.tier]} />
        <h3><ProblemName problem={problem} /></h3>
        <small>{words[locale].state[problem.state]}</small>
      </header>
      <p>{whyOf(problem, drivers, board.window_days, view)}</p>
      <div class="pc-f">
        <div>
          <span>{t.worth}</span>
          <b class={problem.preventable_minor > 0 ? 'worse' : 'muted'}>{problem.preventable_minor > 0 ? f.money(problem.preventable_minor) : t.nothing}</b>
          {problem.preventable_minor > 0 ? <small>{f.moneyInterval(problem.preventable_interval_minor)}</small> : null}
        </div>
        <div>
          <span>{t.cost}</span>
          <b>{f.money(problem.cost_minor)}</b>
          <small>{t.cases(problem.cases, f.int(problem.cases))}</small>
        </div>
        <div>
          {problem.weeks.length < 3 ? null : <><span>{t.weeks}</span><Sparkline values={problem.weeks} young={young} /></>}
        </div>
      </div>
      <dl class="dl">
        <div><dt>{t.owner_}</dt><dd>{owners[problem.owner][locale]}</dd></div>
        <div><dt>{t.strategy}</dt><dd>{strategies[problem.strategy][locale]}</dd></div>
        <div><dt>{t.step}</dt><dd>{problem.first_step[locale]}</dd></div>
      </dl>
    </article>
  );
}
