import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { Channel, OverviewBoard } from '../../lib/model/boards/overview.ts';
import { Bar } from '../charts/bar.tsx';
import { LineKey } from '../charts/marks.tsx';
import { SmallMultiple } from '../charts/small-multiple.tsx';
import { driftingChannels, quietestBound, rateOf } from '../findings.ts';
import { wordOf } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import { Card, Key } from './card.tsx';

const SHOWN = 6;

/** Which channel is drifting? Each against its own past, on one axis. Without orders: shares of cases. */
export function Channels({ board }: { board: OverviewBoard }): VNode {
  return board.basis === 'full' ? <Drift board={board} /> : <Shares board={board} />;
}

const nameOf = (channel: Channel, { t }: View): string =>
  channel.kind === 'other' ? t.other : channel.kind === 'unknown' || channel.channel === null ? t.channels.unnamed
    : wordOf(t.channels.names, channel.channel.toLowerCase()) ?? channel.channel;

function Drift({ board }: { board: OverviewBoard }): VNode {
  const view = useView();
  const { t, f } = view;
  const total = board.totals.cost_minor;
  const shown = board.channels.filter((channel) => channel.weeks.some((week) => week.projected_bp !== null)).slice(0, SHOWN);
  const drifting = driftingChannels(board.channels);
  const all = board.weeks.map((week) => week.projected_bp);
  const [low = 0, high = 1000] = extent([...all, ...shown.flatMap((c) => c.weeks.flatMap((week) => [week.projected_bp, ...(week.interval_bp ?? [])]))].filter((v) => v !== null));
  const [bottom = 0, top = 1000] = scaleLinear([Math.max(0, low - 100), high + 100], [0, 1]).nice(4).domain();
  const bound = quietestBound(board.channels);
  const held = drifting.length > 0 && bound !== null ? t.channels.held(f.days(Math.max(0.1, bound / 100))) : '';
  const [one] = drifting;
  const claim = board.channels.every((channel) => channel.before_bp === null) ? t.channels.noBefore
    : one === undefined ? t.channels.none
      : drifting.length === 1 ? t.channels.only(nameOf(one.channel, view), f.rate(one.before), f.rate(one.now))
        : t.channels.several(drifting.map((d) => nameOf(d.channel, view)));
  return (
    <Card
      id="card-channels" span={5} title={t.channels.title} answer={claim + held}
      keys={<>
        <Key mark={<LineKey kind="solid" />}>{t.channels.key}</Key>
        <Key mark={<LineKey kind="dotted" />}>{t.channels.all}</Key>
        <span class="k">{t.channels.axis(f.rate(bottom).replace('.0%', '%'), f.rate(top).replace('.0%', '%'))}</span>
      </>}
      foot={[t.asOf(f.dayShort(board.as_of)), t.channels.dashed]}
      rows={{
        head: [t.channels.channel, t.channels.before, t.channels.rate, t.channels.interval, t.channels.cost, t.channels.cases],
        rows: board.channels.map((channel) => [
          nameOf(channel, view), channel.before_bp === null ? '–' : f.rate(channel.before_bp), rateText(channel, view),
          channel.rate?.interval_bp ? f.rateInterval(channel.rate.interval_bp) : '–', f.exact(channel.cost_minor), f.int(channel.cases),
        ]),
        total: [t.total, '', '', '', f.exact(total), f.int(board.totals.cases)],
      }}
    >
      <div class={`sm n${shown.length <= 3 ? 1 : shown.length === 4 ? 2 : 3}`}>
        {shown.map((channel, k) => (
          <figure key={k}>
            <figcaption>
              <b>{nameOf(channel, view)}</b>
              <span class={channel.drifting ? 'worse' : ''}>
                {channel.before_bp === null ? rateText(channel, view) : t.channels.arrow(f.rate(channel.before_bp), rateText(channel, view))}
              </span>
            </figcaption>
            <SmallMultiple points={channel.weeks} all={all} domain={[bottom, top]} called={channel.drifting} rate={f.rate} label={t.channels.chart(nameOf(channel, view))} />
            <small>{f.money(channel.cost_minor)}{t.sep}{f.share(channel.cost_minor, total)}</small>
          </figure>
        ))}
      </div>
    </Card>
  );
}

function rateText(channel: Channel, { t, f }: View): string {
  const rate = rateOf(channel);
  return rate !== null ? f.rate(rate) : channel.rate === null ? '–' : channel.rate.status === 'too_few' ? t.figures.tooFew : t.figures.tooEarly;
}

function Shares({ board }: { board: OverviewBoard }): VNode {
  const view = useView();
  const { t, f } = view;
  const [first] = [...board.channels].sort((a, b) => b.cases - a.cases);
  const greatest = Math.max(1, ...board.channels.map((channel) => channel.cases));
  return (
    <Card
      id="card-channels" span={5} title={t.channels.titleShares} foot={[t.asOf(f.dayShort(board.as_of)), t.sum(f.int(board.totals.cases))]}
      {...(first === undefined ? {} : { answer: t.channels.shares(nameOf(first, view), f.share(first.cases, board.totals.cases)) })}
      rows={{ head: [t.channels.channel, t.channels.cases, t.channels.cost], rows: board.channels.map((c) => [nameOf(c, view), f.int(c.cases), f.exact(c.cost_minor)]) }}
    >
      <ul class="hbs">
        {board.channels.map((channel, k) => (
          <li class="hb" key={k}>
            <span class="hb-l">{nameOf(channel, view)}</span>
            <Bar value={channel.cases} greatest={greatest} fill="f-data" />
            <span class="hb-v">{f.int(channel.cases)}</span>
            <span class="hb-p">{f.share(channel.cases, board.totals.cases)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
