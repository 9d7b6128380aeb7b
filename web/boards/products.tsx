import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ChannelsBoard, ProductsBoard, RateMember } from '../../lib/model/boards/rates.ts';
import { Card, Key } from '../cards/card.tsx';
import { RateTable } from '../cards/products/rate-table.tsx';
import { words } from '../cards/products/words.ts';
import { NoOverlap, NotPublished } from '../cards/states.tsx';
import { Meter } from '../charts/bar.tsx';
import { Rich, wordOf } from '../rich.tsx';
import { FilterLink, toggled } from '../shell/filters.tsx';
import { useView, usePage, type View } from '../view.ts';
import type { BoardProps } from './kinds.ts';

const FIRST = 12;
const isAbove = ({ interval_bp: interval, expected_bp: expected, status }: RateMember): boolean => status === 'ok' && interval !== null && expected !== null && interval[0] > expected;
const isBelow = ({ interval_bp: interval, expected_bp: expected, status }: RateMember): boolean => status === 'ok' && interval !== null && expected !== null && interval[1] < expected;

/** What comes back more than its like: products against their category, channels against each other. */
export function Products({ model, actions }: BoardProps): VNode {
  const view = useView();
  const { products, channels } = model.documents;
  if (products === undefined || channels === undefined) return <NotPublished model={model} actions={actions} />;
  const drop = products.unanswered?.find(({ part }) => part === 'products' || part === 'rates');
  if (drop !== undefined) return <div class="grid"><NoOverlap model={model} actions={actions} drop={drop.drop} /></div>;
  if (products.products.length === 0 && channels.channels.length === 0) return <p class="lead"><Rich text={leadOf(products, view)} /></p>;
  return (
    <>
      <p class="lead"><Rich text={leadOf(products, view)} /></p>
      <div class="grid">
        <ProductRates board={products} />
        <ProductTiers board={products} />
        <ChannelRates board={channels} />
      </div>
    </>
  );
}

function leadOf({ products }: ProductsBoard, { f, locale }: View): string {
  const t = words[locale];
  const judged = products.filter((product) => product.tier !== null);
  return judged.length === 0 ? t.leadNone : t.lead(f.int(judged.length), f.int(products.filter(isAbove).length), f.int(products.filter(isBelow).length));
}

const RateKeys = ({ of }: { of: 'products' | 'channels' }): VNode => {
  const { locale } = useView();
  const t = words[locale][of];
  const dot = (name: string): VNode => <svg width="20" height="10" aria-hidden="true"><line x1="0" x2="20" y1="5" y2="5" class={`s-${name} w2`} /><circle cx="10" cy="5" r="4" class={name === 'mute' ? 'hollow s-mute' : `f-${name}`} /></svg>;
  return (
    <>
      <Key mark={dot('call')}>{t.higher}</Key><Key mark={dot('data')}>{t.lower}</Key><Key mark={dot('mute')}>{t.same}</Key>
      <Key mark={<svg width="8" height="14" aria-hidden="true"><line x1="4" x2="4" y1="1" y2="13" class="s-ink w2" /></svg>}>{t.mark}</Key>
    </>
  );
};

/** Ranked by the shrunken rate; who may not be judged yet says so in place of a mark. */
function ProductRates({ board }: { board: ProductsBoard }): VNode {
  const { f, locale } = useView();
  const t = words[locale].products;
  const page = usePage();
  const [all, setAll] = useState(false);
  const ranked = [...board.products].sort((a, b) => Number(isAbove(b)) - Number(isAbove(a)) || (b.excess_cost_bp ?? -1e9) - (a.excess_cost_bp ?? -1e9));
  const first = ranked.find(isAbove);
  const shown = all ? ranked : ranked.slice(0, FIRST);
  return (
    <Card
      id="card-products" span={12} title={t.title} keys={<RateKeys of="products" />}
      answer={first === undefined || first.shrunken_bp === null || first.expected_bp === null ? (ranked.some((p) => p.tier !== null) ? t.none : words[locale].leadNone) : (first.category === null ? t.bare : t.answer)(first.name ?? first.product_id, f.rate(first.shrunken_bp), f.rate(first.expected_bp))}
      foot={[t.foot(board.window_days, f.int(board.products.length)), shown.length < ranked.length ? t.shown(shown.length, f.int(ranked.length)) : null]}
      rows={{
        head: [t.product, t.tier, t.units, t.observed, t.rate, t.interval, t.expected, t.cases, t.cost],
        rows: ranked.map((p) => [p.name === null ? p.product_id : `${p.name} ${p.product_id}`, p.tier ?? '–', f.int(p.units), p.observed_bp === null ? '–' : f.rate(p.observed_bp), p.shrunken_bp === null ? '–' : f.rate(p.shrunken_bp), p.interval_bp === null ? '–' : f.rateInterval(p.interval_bp), p.expected_bp === null ? '–' : f.rate(p.expected_bp), f.int(p.cases), f.exact(p.cost_minor)]),
      }}
    >
      <RateTable
        first={t.product} axis={t.against} label={t.against}
        rows={shown.map((p) => ({
          id: `${p.product_id} ${p.category ?? ''}`, member: p, note: null,
          name: <><span class="pid">{p.name ?? p.product_id}</span><small>{p.name === null ? null : `${p.product_id} · `}{page === null || p.category === null ? p.category ?? t.noCategory : <FilterLink model={page.model} actions={page.actions} to={toggled(page.model.filter, 'category', p.category)} class="link">{p.category}</FilterLink>}</small></>,
        }))}
      />
      {ranked.length <= FIRST ? null : <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t.fewer : t.all(f.int(ranked.length))}</button>}
    </Card>
  );
}

/** A to D by what the excess costs; those without a letter are counted too, so that the sums are those of all products. */
function ProductTiers({ board }: { board: ProductsBoard }): VNode {
  const { t: shared, f, locale } = useView();
  const t = words[locale].tiers;
  const letters = ['D', 'C', 'B', 'A', null] as const;
  const of = (letter: (typeof letters)[number]): { count: number; cost: number; paid: number } => {
    const own = board.products.filter((product) => product.tier === letter);
    return { count: own.length, cost: own.reduce((n, p) => n + p.cost_minor, 0), paid: own.reduce((n, p) => n + p.paid_minor, 0) };
  };
  const cost = board.products.reduce((n, p) => n + p.cost_minor, 0);
  const judged = board.products.some((product) => product.tier !== null);
  return (
    <Card
      id="card-product-tiers" span={5} title={t.title} answer={judged && cost > 0 ? t.answer(f.share(of('C').cost + of('D').cost, cost)) : t.none} foot={[t.foot]}
      rows={{
        head: [t.tier, t.count, t.cost, t.sales], rows: letters.map((letter) => [letter ?? t.unjudged, f.int(of(letter).count), f.exact(of(letter).cost), f.exact(of(letter).paid)]),
        total: [shared.total, f.int(board.products.length), f.exact(cost), f.exact(board.products.reduce((n, p) => n + p.paid_minor, 0))],
      }}
    >
      <ul class="tr letters">
        {letters.map((letter) => (
          <li key={letter}>
            <b class={`pt ${(letter ?? 'none').toLowerCase()}`}>{letter ?? '–'}</b>
            <div class="tr-n"><b>{letter === null ? t.unjudged : t[letter]}</b><small><Meter value={of(letter).cost} whole={cost} fill={letter === 'D' || letter === 'C' ? 'f-call' : 'f-data'} /></small></div>
            <span class="tr-c">{f.int(of(letter).count)}</span><span class="tr-p">{f.share(of(letter).cost, cost)}</span><span class="tr-d" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ChannelRates({ board }: { board: ChannelsBoard }): VNode {
  const { t: shared, f, locale } = useView();
  const t = words[locale].channels;
  const p = words[locale].products;
  const page = usePage();
  const name = (channel: string): string => wordOf(shared.channels.names, channel) ?? channel;
  const first = board.channels.find(isAbove);
  return (
    <Card
      id="card-channel-rates" span={7} title={t.title} keys={<RateKeys of="channels" />} foot={[t.foot(board.window_days)]}
      answer={first === undefined || first.shrunken_bp === null || first.expected_bp === null ? (board.channels.length === 1 ? t.only : board.channels.some((c) => c.tier !== null) ? t.none : t.early) : t.answer(name(first.channel), f.rate(first.shrunken_bp), f.rate(first.expected_bp))}
      rows={{
        head: [t.channel, p.tier, p.units, p.observed, p.rate, p.interval, p.expected, p.cases, p.cost],
        rows: board.channels.map((c) => [name(c.channel), c.tier ?? '–', f.int(c.units), c.observed_bp === null ? '–' : f.rate(c.observed_bp), c.shrunken_bp === null ? '–' : f.rate(c.shrunken_bp), c.interval_bp === null ? '–' : f.rateInterval(c.interval_bp), c.expected_bp === null ? '–' : f.rate(c.expected_bp), f.int(c.cases), f.exact(c.cost_minor)]),
      }}
    >
      <RateTable
        first={t.channel} axis={t.against} label={t.against}
        rows={board.channels.map((c) => ({
          id: c.channel, member: c, note: null,
          name: page === null ? name(c.channel) : <FilterLink model={page.model} actions={page.actions} to={toggled(page.model.filter, 'channel', c.channel)} class="name" current={page.model.filter.channel.includes(c.channel)}>{name(c.channel)}</FilterLink>,
        }))}
      />
    </Card>
  );
}
