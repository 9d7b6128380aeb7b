import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import type { Problem, ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import { owners, strategies } from '../../../lib/model/strategies.ts';
import { ProblemBadge } from '../../charts/marks.tsx';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { ProblemName } from './name.tsx';
import { categoryName, worthOf } from './findings.ts';
import { words } from './words.ts';

type Sort = 'tier' | 'cases' | 'cost' | 'worth';
const KEY: Readonly<Record<Sort, (problem: Problem) => number>> = {
  tier: (one) => -one.rank, cases: (one) => one.cases, cost: (one) => one.cost_minor, worth: (one) => one.preventable_minor,
};

/** Every problem, adding up to the total cost; what belongs to none is a line of its own. */
export function ProblemList({ board, costs }: { board: ProblemsBoard; costs: CostsBoard | undefined }): VNode {
  const view = useView();
  const { t: shared, f, locale } = view;
  const { list: t, state, act: { cases: count } } = words[locale];
  const [sort, setSort] = useState<Sort>('tier');
  const { problems } = board;
  const sum = problems.reduce((total, one) => total + one.cost_minor, 0);
  const cases = problems.reduce((total, one) => total + one.cases, 0);
  const total = costs?.total_minor ?? sum;
  const money = f.moneyColumn(problems.map((one) => one.preventable_minor));
  const sorted = [...problems].sort((a, b) => KEY[sort](b) - KEY[sort](a) || a.rank - b.rank);
  const rows = {
    head: [t.problem, t.tier, t.klass, t.cases, t.cost, t.share, t.worth, t.interval, t.state, t.owner, t.strategy, t.step],
    rows: [...sorted.map((one) => [
      `${categoryName(one.category, view)}${shared.sep}${view.reason(one.reason)}`, one.tier, one.class, f.int(one.cases), f.exact(one.cost_minor), f.share(one.cost_minor, total), f.exact(one.preventable_minor),
      f.moneyInterval(one.preventable_interval_minor), state[one.state], owners[one.owner][locale], strategies[one.strategy][locale], one.first_step[locale],
    ]), ...(total === sum ? [] : [[t.remainder, '', '', '', f.exact(total - sum), f.share(total - sum, total), '', '', '', '', '', '']])],
    total: [t.total, '', '', f.int(cases), f.exact(total), '100%', f.exact(worthOf(problems).minor), '', '', '', '', ''],
  };
  const Head = ({ by, name }: { by: Sort; name: string }): VNode => (
    <th scope="col" class={by === 'tier' ? 'c-p' : by === 'cost' ? 'r' : 'r hide-s'} {...(sort === by ? { 'aria-sort': by === 'tier' ? 'ascending' : 'descending' } as const : {})}>
      <button type="button" class="sort" onClick={() => setSort(by)}>{name}</button>
    </th>
  );
  return (
    <Card
      id="card-problems" span={12} title={t.title} answer={t.answer(f.int(problems.length), f.money(sum))}
      rows={rows} tabled
      foot={[shared.asOf(f.dayShort(board.as_of)), costs !== undefined && costs.cases !== cases ? t.filed(f.int(cases), f.int(costs.cases)) : null, t.sorted(t[sort]), t.click]}
    >
      <div class="scroll tall" tabIndex={0} role="group" aria-label={t.title}>
        <table class="tb plist">
          <thead>
            <tr>
              <Head by="tier" name={t.tier} />
              <th scope="col">{t.problem}</th>
              <th scope="col" class="hide-s">{t.klass}</th>
              <Head by="cases" name={t.cases} />
              <Head by="cost" name={t.cost} />
              <th scope="col" class="r hide-s">{t.share}</th>
              <Head by="worth" name={t.worth} />
              <th scope="col" class="hide-s">{t.state}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <tr key={one.id}>
                <td class="c-p"><ProblemBadge tier={one.tier} title={shared.fix.tier[one.tier]} /></td>
                <th scope="row"><ProblemName problem={one} /><small class="only-s">{count(one.cases, f.int(one.cases))}{shared.sep}{state[one.state]}</small></th>
                <td class="hide-s">{one.class}</td>
                <td class="r hide-s">{f.int(one.cases)}</td>
                <td class="r">{f.exact(one.cost_minor)}{one.preventable_minor > 0 ? <small class="only-s worse">{money(one.preventable_minor)}</small> : null}</td>
                <td class="r hide-s">{f.share(one.cost_minor, total)}</td>
                <td class="r hide-s">{one.preventable_minor > 0 ? <>{money(one.preventable_minor)}<small class="hide-s">{f.moneyInterval(one.preventable_interval_minor)}</small></> : '–'}</td>
                <td class="hide-s">{state[one.state]}<small>{owners[one.owner][locale]}</small></td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {total === sum ? null : <Sum name={t.remainder} cases="" cost={f.exact(total - sum)} share={f.share(total - sum, total)} worth="" />}
            <Sum name={t.total} cases={f.int(cases)} cost={f.exact(total)} share="100%" worth={worthOf(problems).minor > 0 ? money(worthOf(problems).minor) : '–'} />
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

const Sum = ({ name, cases, cost, share, worth }: { name: string; cases: string; cost: string; share: string; worth: string }): VNode => (
  <tr>
    <td class="c-p" /><th scope="row">{name}</th><td class="hide-s" /><td class="r hide-s">{cases}</td><td class="r">{cost}</td><td class="r hide-s">{share}</td><td class="r hide-s">{worth}</td><td class="hide-s" />
  </tr>
);
