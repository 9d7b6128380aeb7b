import type { VNode } from 'preact';
import type { CostsBoard } from '../../../lib/model/boards/costs.ts';
import { partOf, pct } from '../../charts/scale.ts';
import { hrefOf } from '../../href.ts';
import { usePage, useView, type View } from '../../view.ts';
import { Card } from '../card.tsx';
import { assumedFirst, lineName } from './findings.ts';
import { words, type Assumption, type Remedy } from './words.ts';

/** Which assumption is most worth replacing? What is assumed, line by line, as what, and what would replace it. */
export function Assumed({ board }: { board: CostsBoard }): VNode {
  const view = useView();
  const { f, locale } = view;
  const t = words[locale].assumed;
  const lines = assumedFirst(board.lines);
  const [first] = lines;
  const total = lines.reduce((sum, line) => sum + line.assumed_minor, 0);
  const money = f.moneyColumn(lines.map((line) => line.assumed_minor));
  const basis = assumptionOf(board, view);
  return (
    <Card
      id="card-assumed" span={12} title={t.title} answer={first === undefined ? t.none : t.answer(lineName(first.line, view), f.share(first.assumed_minor, total))} foot={[t.sum(f.exactMoney(total))]}
      rows={{
        head: [t.line, t.amount, t.share, t.basis],
        rows: lines.map((line) => [lineName(line.line, view), f.exact(line.assumed_minor), f.share(line.assumed_minor, total), t.is[line.line]?.(basis) ?? '–']),
      }}
    >
      <ul class="as">
        {lines.map(({ line, assumed_minor: minor }) => {
          const [remedy, what] = t.remedy[line] ?? [null, ''];
          return (
            <li key={line}>
              <div><b>{lineName(line, view)}</b><small>{t.is[line]?.(basis)}</small></div>
              <span class="as-b"><svg class="g" width="100%" height="12" aria-hidden="true"><rect width={pct(partOf(minor, first?.assumed_minor ?? 1))} height="12" rx="1.5" fill="url(#at-assumed)" /></svg></span>
              <span class="as-v">{money(minor)}<small>{t.tenth(f.money(Math.round(minor / 10)))}</small></span>
              {remedy === null ? <span /> : <Replace remedy={remedy}>{remedy === 'files' ? t.upload(what) : t.set(what)}</Replace>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** A way to the board where it is done, for those who may see it; else said in words. */
function Replace({ remedy, children }: { remedy: Remedy; children: string }): VNode {
  const page = usePage();
  const board = remedy === 'files' ? 'data' : 'settings';
  if (page === null || page.model.place === 'embed' || !page.model.boards.includes(board)) return <span class="as-l muted">{children}</span>;
  const { model, actions } = page;
  return (
    <a class="as-l link" href={hrefOf(model, { board })} onClick={(event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      actions.go(board);
    }}>{children}</a>
  );
}

function assumptionOf({ assumptions }: CostsBoard, { f }: View): Assumption {
  const percent = (bp: number): string => f.rate(bp).replace('.0%', '%');
  return {
    money: (name) => f.exactMoney(assumptions[name]),
    minutes: (name) => f.days(assumptions[name]).replace(/\.0$/, ''),
    bp: (fate) => percent(assumptions.write_down_bp[fate]),
    margin: percent(assumptions.margin_bp),
    fee: percent(assumptions.payment_fee_bp),
  };
}
