import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import { BlockKey } from '../../charts/marks.tsx';
import { partOf, pct } from '../../charts/scale.ts';
import { WaterfallBar } from '../../charts/waterfall.tsx';
import { useView } from '../../view.ts';
import { Card, Key } from '../card.tsx';
import { dearestFirst, ledgerOf, lineName, sumOf } from './findings.ts';
import { words } from './words.ts';

/** Where does the money go? Line by line, each beginning where the one before it ended; then what came back, then what is left. */
export function Flow({ board }: { board: CostsBoard }): VNode {
  const view = useView();
  const { t: shared, f, locale } = view;
  const t = words[locale].flow;
  const { spent, back, gross, rest } = ledgerOf(board);
  const whole = gross.actual + gross.assumed;
  const returned = -back.reduce((sum, line) => sum + sumOf(line), 0);
  const [first, second] = dearestFirst(spent);
  const scale = scaleLinear([0, Math.max(1, whole)], [0, 100]).nice(4);
  const greatest = scale.domain()[1] ?? 1;
  const money = f.moneyColumn([greatest]);
  const at = (minor: number): number => partOf(Math.max(0, minor), greatest);
  const assumedShare = (actual: number, assumed: number): string => (assumed === 0 ? '' : f.share(assumed, actual + assumed));

  let level = 0;
  const rising = spent.map((line) => ({ line, from: level, to: (level += sumOf(line)) }));
  const falling = back.map((line) => ({ line, from: level, to: (level += sumOf(line)) }));
  const row = (key: string, name: string, bar: VNode, value: string, small: string, kind = ''): VNode => (
    <li key={key} class={kind}>
      <span class="wf-l">{name}</span>
      <span class="wf-b">{bar}</span>
      <span class="wf-v">{kind === '' ? value : <b>{value}</b>}<small>{small}</small></span>
    </li>
  );
  return (
    <Card
      id="card-flow" span={8} title={t.title}
      answer={whole === 0 ? t.none : (returned > 0 ? t.back(f.money(whole), f.money(returned)) : t.spent(f.money(whole))) + (first === undefined || second === undefined ? '' : t.two(lineName(first.line, view), lineName(second.line, view)))}
      {...(whole === 0 ? {} : { keys: <>
        <Key mark={<BlockKey fill="f-data" />}>{t.actual}</Key>
        {gross.assumed > 0 ? <Key mark={<svg width="20" height="10" aria-hidden="true"><rect width="20" height="10" rx="2" fill="url(#at-assumed)" /></svg>}>{t.assumed}</Key> : null}
        {back.length > 0 ? <Key mark={<svg width="20" height="10" aria-hidden="true"><rect x=".5" y=".5" width="19" height="9" fill="url(#at-back)" class="s-mute w1" /></svg>}>{t.recovered}</Key> : null}
      </> })}
      foot={[shared.asOf(f.dayShort(board.as_of)), t.days(board.window_days), t.foot(f.exactMoney(board.assumed_minor), f.share(board.assumed_minor, board.total_minor))]}
      rows={{
        head: [t.line, t.actualHead, t.assumedHead, t.sum, t.share],
        rows: [...spent, ...back].map((line) => [lineName(line.line, view), f.exact(line.actual_minor), f.exact(line.assumed_minor), f.exact(sumOf(line)), assumedShare(line.actual_minor, line.assumed_minor)]),
        total: [t.net, f.exact(board.total_minor - board.assumed_minor), f.exact(board.assumed_minor), f.exact(board.total_minor), f.share(board.assumed_minor, board.total_minor)],
      }}
    >
      {whole === 0 ? null : (
        <>
          <div class="wf-h" aria-hidden="true">
            <span />
            <svg class="g" width="100%" height="16">
              {scale.ticks(4).map((tick, i, all) => <text key={tick} x={pct(at(tick))} y="12" class={`tx ${i === 0 ? '' : i === all.length - 1 ? 'end' : 'mid'}${i % 2 === 1 ? ' hide-s' : ''}`}>{tick === 0 ? '0' : money(tick).replace(/\.0(?!\d)/, '')}</text>)}
            </svg>
            <span>{t.head}</span>
          </div>
          <ul class="wf">
            {rising.map(({ line, from, to }) => row(line.line, lineName(line.line, view), <WaterfallBar from={at(from)} split={at(from + line.actual_minor)} to={at(to)} link={at(to)} />, f.exactMoney(to - from), assumedShare(line.actual_minor, line.assumed_minor)))}
            {back.length === 0 ? null : row('gross', t.gross, <WaterfallBar from={0} split={at(gross.actual)} to={at(whole)} link={at(whole)} />, f.exactMoney(whole), '', 'tot')}
            {falling.map(({ line, from, to }) => row(line.line, lineName(line.line, view), <WaterfallBar from={at(to)} split={at(to)} to={at(from)} link={at(to)} back />, f.exactMoney(to - from), ''))}
            {rest === 0 ? null : row('rest', lineName('rest', view), <WaterfallBar from={at(level)} split={at(level)} to={at(level)} link={at(level)} />, f.exactMoney(rest), '')}
            {row('net', t.net, <svg class="g" width="100%" height="40" aria-hidden="true"><rect width={pct(at(board.total_minor))} y="10" height="20" class="f-ink" /></svg>, f.exactMoney(board.total_minor), board.assumed_minor === 0 ? '' : f.share(board.assumed_minor, board.total_minor), 'tot net')}
          </ul>
        </>
      )}
    </Card>
  );
}
