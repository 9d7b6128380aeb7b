import type { VNode } from 'preact';
import type { Driver, DriversBoard } from '../../../lib/model/boards/drivers.ts';
import type { ProblemsBoard } from '../../../lib/model/boards/problems.ts';
import { RatioAxis, RatioForest, ratioScale } from '../../charts/ratio-forest.tsx';
import { ProblemBadge, Swatch } from '../../charts/marks.tsx';
import { useView } from '../../view.ts';
import { Card, Key } from '../card.tsx';
import { ProblemName } from '../problems/name.tsx';
import { intervalText, problemNamed, ratioOf, timesText } from './findings.ts';
import { driverText, DriverName } from './name.tsx';
import { words } from './words.ts';

const OPEN_SHOWN = 8;
const LEAST_CASES = 5;

/** What pushes the cost? Claimed causes in rank order, then those that chance alone could have brought. */
export function DriversTable({ board, problems, filtered }: { board: DriversBoard; problems: ProblemsBoard | undefined; filtered: boolean }): VNode {
  const view = useView();
  const { t: shared, f, locale } = view;
  const { table: t } = words[locale];
  const claimed = board.drivers.filter((driver) => driver.significant);
  const open = board.drivers.filter((driver) => !driver.significant);
  const shown = [...claimed, ...open.slice(0, OPEN_SHOWN)];
  const scale = ratioScale(shown.map(ratioOf));
  const money = f.moneyColumn(shown.map((driver) => driver.excess_minor));
  const tiers = new Map(problems?.problems.map((problem) => [problem.id, problem.tier]));
  const q = (value: number): string => (value < 0.001 ? t.under : f.rate(Math.round(10_000 * value)));

  const row = (driver: Driver): VNode => {
    const ratio = ratioOf(driver);
    const tier = driver.significant ? tiers.get(driver.problem) : undefined;
    return (
      <tr key={driver.id} class={driver.significant ? '' : 'quiet'}>
        <td class="c-p">{tier === undefined ? <span class="pb">–</span> : <ProblemBadge tier={tier} title={shared.fix.tier[tier]} />}</td>
        <th scope="row">
          <DriverName driver={driver} />
          <small><Swatch fill={`f-${driver.fault}`} />{view.fault(driver.fault)}<span class="hide-m">{' → '}<ProblemName problem={problemNamed(driver.problem)} /></span></small>
        </th>
        <td class="r hide-s">{f.int(driver.cases)}<small>{t.expectedOf(f.days(driver.expected))}</small></td>
        <td class="c-f">
          {driver.cases < LEAST_CASES ? <span class="tag">{t.tooFew(f.int(driver.cases))}</span>
            : <RatioForest ratio={ratio} significant={driver.significant} scale={scale} label={t.label(timesText(ratio.times, view), intervalText(ratio.interval, view))} />}
        </td>
        <td class="r hide-s">{timesText(ratio.times, view)}<small>{intervalText(ratio.interval, view)}</small></td>
        <td class="r">
          <b class={!driver.significant ? '' : driver.excess_minor >= 0 ? 'worse' : 'better'}>{driver.excess_minor > 0 ? '+' : ''}{money(driver.excess_minor)}</b>
          <small class="only-s">{timesText(ratio.times, view)}</small>
        </td>
        <td class="r hide-m">{driver.significant ? q(driver.q) : t.notSignificant}</td>
      </tr>
    );
  };
  return (
    <Card
      id="card-drivers" span={12} title={t.title} answer={(claimed.length > 0 ? t.answer(claimed.length) : t.answerNone) + (filtered ? t.filtered : '')}
      {...(shown.length === 0 ? {} : { keys: <>
        {claimed.length === 0 ? null : <Key mark={<DotKey stroke="s-call" fill="f-call" />}>{t.above}</Key>}
        {claimed.some((driver) => driver.excess < 0) ? <Key mark={<DotKey stroke="s-data" fill="f-data" />}>{t.below}</Key> : null}
        {open.length === 0 ? null : <Key mark={<DotKey stroke="s-mute" fill="hollow s-mute" />}>{t.open}</Key>}
        <Key mark={<svg width="20" height="12" aria-hidden="true"><rect x="9" width="2" height="12" class="f-ink" /></svg>}>{t.expected}</Key>
      </> })}
      foot={[
        shared.asOf(f.dayShort(board.as_of)), t.window(board.window_days), t.tested(f.int(board.tested)),
        claimed.length === 0 ? null : t.sum(f.exactMoney(claimed.reduce((sum, driver) => sum + driver.excess_minor, 0))),
        filtered ? t.ofTheWhole(board.window_days) : null,
      ]}
      rows={{
        head: [t.driver, t.problem, t.cases, t.casesSmall, t.times, t.against, t.cost, t.q],
        rows: board.drivers.map((driver) => {
          const { category, reason } = problemNamed(driver.problem);
          const ratio = ratioOf(driver);
          return [
            driverText(driver, view), `${category ?? shared.channels.unnamed}${shared.sep}${view.reason(reason)}`, f.int(driver.cases), f.days(driver.expected), timesText(ratio.times, view),
            intervalText(ratio.interval, view), f.exact(driver.excess_minor), driver.significant ? q(driver.q) : t.notSignificant,
          ];
        }),
      }}
    >
      {shown.length === 0 ? null : (
        <table class="tb drv">
          <thead>
            <tr>
              <th scope="col" class="c-p"><span class="vh">{t.tier}</span></th>
              <th scope="col">{t.driver}</th>
              <th scope="col" class="r hide-s">{t.cases}</th>
              <th scope="col" class="c-f"><span class="fx-h">{t.against}</span><RatioAxis scale={scale} tick={(times) => t.ratio(f.int(times))} /></th>
              <th scope="col" class="r hide-s">{t.times}</th>
              <th scope="col" class="r">{t.cost}</th>
              <th scope="col" class="r hide-m">{t.q}</th>
            </tr>
          </thead>
          <tbody>
            {claimed.map(row)}
            {open.length === 0 ? null : <tr class="part"><td colSpan={7}><b>{t.listed}</b> {t.listedBody}</td></tr>}
            {open.slice(0, OPEN_SHOWN).map(row)}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const DotKey = ({ stroke, fill }: { stroke: string; fill: string }): VNode => (
  <svg width="20" height="12" aria-hidden="true"><line x1="0" x2="20" y1="6" y2="6" class={`${stroke} w2`} /><circle cx="10" cy="6" r="4" class={fill} /></svg>
);
