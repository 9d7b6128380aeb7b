import type { VNode } from 'preact';
import type { OverviewBoard, Problem } from '../../lib/model/boards/overview.ts';
import { changeBp, inWindow } from '../findings.ts';
import { Rich } from '../rich.tsx';
import { useView, type View } from '../view.ts';

/** One sentence: what, how much, what to do. Made from the numbers. */
export const Lead = ({ board }: { board: OverviewBoard }): VNode => (
  <p class="lead"><Rich text={leadOf(board, useView())} /></p>
);

export function leadOf(board: OverviewBoard, view: View): string {
  const { t, f } = view;
  const { totals, before, window_days: days, figures } = board;
  const joined = totals.paid_minor !== null && totals.paid_minor > 0;
  const sales = joined && totals.paid_minor !== null ? t.lead.ofSales(f.rate(Math.round((10_000 * totals.cost_minor) / totals.paid_minor))) : '';
  const change = changeBp(totals.cost_minor, before?.cost_minor);
  const percent = change === null ? '' : f.share(Math.abs(change), 10_000);
  const against = change === null ? '' : percent === '0%' || percent === '<1%' ? t.lead.same(days, joined) : change > 0 ? t.lead.more(percent, days, joined) : t.lead.less(percent, days, joined);
  const first = board.problems.top.filter((problem) => problem.preventable_minor > 0).slice(0, 2);
  const what = t.lead.cost(f.money(totals.cost_minor), days) + sales + against + t.lead.end;
  if (figures.preventable_minor <= 0 || first.length === 0) return what + (board.basis === 'full' ? t.lead.nothing : t.lead.needsOrders);
  const share = f.share(inWindow(figures.preventable_minor, days), totals.cost_minor);
  return what + t.lead.preventable(f.money(figures.preventable_minor), share, first.map((problem) => t.lead.problem(categoryOf(problem, view), view.reason(problem.reason))));
}

export const categoryOf = (problem: Problem, { t }: View): string => problem.category ?? t.heat.uncategorised;
