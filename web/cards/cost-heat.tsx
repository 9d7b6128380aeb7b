import type { VNode } from 'preact';
import type { HeatCell, HeatRow, OverviewBoard } from '../../lib/model/boards/overview.ts';
import { heatSteps } from '../charts/heat-steps.ts';
import { dearestCells, dearestGroup } from '../findings.ts';
import { wordOf } from '../rich.tsx';
import { useView } from '../view.ts';
import { Card, Key } from './card.tsx';

/** On a phone the four dearest groups stay, the others become one column. */
const NARROW_GROUPS = 4;

/** Where does the cost sit? Category by reason group, a number in every cell, row and column sums. */
export function CostHeat({ board }: { board: OverviewBoard }): VNode {
  const { t, f, group } = useView();
  const { groups, rows } = board.heat;
  const total = board.totals.cost_minor;
  const dearest = dearestCells(board);
  const columnSum = (i: number): number => rows.reduce((sum, row) => sum + (row.cells[i]?.cost_minor ?? 0), 0);
  const money = f.moneyCells(rows.map((row) => row.cost_minor));
  const step = heatSteps(rows.flatMap((row) => row.cells.map((cell) => cell.cost_minor)));
  const ranked = groups.map((_, i) => i).sort((a, b) => columnSum(b) - columnSum(a));
  const kept = new Set(groups.length > NARROW_GROUPS + 1 ? ranked.slice(0, NARROW_GROUPS) : ranked);
  const folds = kept.size < groups.length;
  const wide = (i: number): string => (kept.has(i) ? '' : ' hide-s');
  const restOf = (row: HeatRow): HeatCell => row.cells.filter((_, i) => !kept.has(i)).reduce(
    (sum, cell) => ({ cost_minor: sum.cost_minor + cell.cost_minor, cases: sum.cases + cell.cases, significant: sum.significant || cell.significant }),
    { cost_minor: 0, cases: 0, significant: false });
  const nameOf = (row: HeatRow): string => (row.kind === 'category' ? row.category ?? '' : row.kind === 'other' ? t.other : t.heat.uncategorised);
  const bare = dearestGroup(board);
  const answer = dearest.cells.length === 0 ? (bare === null ? t.heat.none : t.heat.bare(group(bare.group), f.share(bare.cost, total)))
    : t.heat.answer(dearest.cells.length, f.share(dearest.cost, total), dearest.cells.map((cell) => t.heat.cell(cell.category ?? t.heat.uncategorised, group(cell.group))));
  const symbol = f.money(0).replace('0', '').trim();

  const cellOf = (row: HeatRow, cell: HeatCell, name: string, extra: string): VNode => (
    <td key={name} class={`h${step(cell.cost_minor)}${extra}`} title={t.heat.of(nameOf(row), name, f.exact(cell.cost_minor), f.int(cell.cases))}>
      {cell.cost_minor === 0 ? '·' : money.text(cell.cost_minor)}
      {cell.significant ? <svg class="corner" width="10" height="10" role="img" aria-label={t.heat.significant}><path d="M0 0H10V10Z" class="f-call" /></svg> : null}
    </td>
  );
  return (
    <Card
      id="card-heat" span={7} title={t.heat.title} answer={answer}
      keys={<>
        <span class="k">{t.heat.unit(symbol, money.unit)}</span>
        {rows.some((row) => row.cells.some((cell) => cell.significant))
          ? <Key mark={<svg width="10" height="10" aria-hidden="true"><path d="M0 0H10V10Z" class="f-call" /></svg>}>{t.heat.significant}</Key> : null}
      </>}
      foot={[t.asOf(f.dayShort(board.as_of)), t.assumed(f.share(board.totals.assumed_minor, total)), t.sum(f.exactMoney(total))]}
      rows={{
        head: [t.heat.category, ...groups.map(group), t.total],
        rows: rows.map((row) => [nameOf(row), ...row.cells.map((cell) => f.exact(cell.cost_minor)), f.exact(row.cost_minor)]),
        total: [t.total, ...groups.map((_, i) => f.exact(columnSum(i))), f.exact(total)],
      }}
    >
      {rows.length === 0 ? null : (
        <table class="heat">
          <thead>
            <tr>
              <td />
              {groups.map((code, i) => <th key={code} scope="col" class={wide(i)}>{wordOf(t.heat.head, code) ?? group(code)}</th>)}
              {folds ? <th scope="col" class="only-s">{t.other}</th> : null}
              <th scope="col" class="sum">{t.total}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, k) => (
              <tr key={k}>
                <th scope="row">{nameOf(row)}</th>
                {row.cells.map((cell, i) => cellOf(row, cell, group(groups[i] ?? 'unknown'), wide(i)))}
                {folds ? cellOf(row, restOf(row), t.other, ' only-s') : null}
                <td class="sum">{money.text(row.cost_minor)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.total}</th>
              {groups.map((code, i) => <td key={code} class={`col${wide(i)}`}>{money.text(columnSum(i))}</td>)}
              {folds ? <td class="col only-s">{money.text(groups.reduce((sum, _, i) => sum + (kept.has(i) ? 0 : columnSum(i)), 0))}</td> : null}
              <td class="sum">{money.text(total)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </Card>
  );
}
