import type { Channel, FaultCost, OverviewBoard, Week } from '../lib/model/boards/overview.ts';
import type { Fault } from '../lib/model/reasons.ts';

/** What the numbers say, before it is put into words: the page's sentences are made of these and of nothing else. */

/** From this mature share on, a week's projected rate is drawn as settled. */
export const SETTLED_BP = 8000;

export const ourSides: readonly Fault[] = ['product', 'listing', 'warehouse', 'service'];

export const isSettled = (week: { mature_bp: number; projected_bp: number | null }): boolean =>
  week.projected_bp !== null && week.mature_bp >= SETTLED_BP;

/** Relative change in basis points of the base; null without a base. */
export const changeBp = (now: number, before: number | null | undefined): number | null =>
  before === null || before === undefined || before === 0 ? null : Math.round((10_000 * (now - before)) / before);

export interface Trend {
  direction: 'up' | 'down' | 'flat';
  from: Week;
  to: Week;
}

/** First against last settled week: a direction only where their 90% intervals do not meet; null under four settled weeks. */
export function trendOf(weeks: readonly Week[]): Trend | null {
  const settled = weeks.filter((week) => isSettled(week) && week.interval_bp !== null);
  const from = settled[0];
  const to = settled.at(-1);
  if (settled.length < 4 || !from?.interval_bp || !to?.interval_bp) return null;
  const direction = to.interval_bp[0] > from.interval_bp[1] ? 'up' : to.interval_bp[1] < from.interval_bp[0] ? 'down' : 'flat';
  return { direction, from, to };
}

export interface FaultSides {
  ours: { sides: FaultCost[]; cost: number };
  others: { sides: FaultCost[]; cost: number };
}

/** Each group dearest first, the unknown last. */
export function sidesOf(faults: readonly FaultCost[]): FaultSides {
  const side = (own: boolean): FaultSides['ours'] => {
    const sides = faults
      .filter((fault) => ourSides.includes(fault.fault) === own)
      .sort((a, b) => Number(a.fault === 'unknown') - Number(b.fault === 'unknown') || b.cost_minor - a.cost_minor);
    return { sides, cost: sides.reduce((sum, fault) => sum + fault.cost_minor, 0) };
  };
  return { ours: side(true), others: side(false) };
}

/** The three dearest cells of the heat map and what they hold together; none where no cost has a category. */
export function dearestCells(board: OverviewBoard): { cells: { category: string | null; group: string; cost: number }[]; cost: number } {
  const cells = board.heat.rows
    .filter((row) => row.kind === 'category')
    .flatMap((row) => row.cells.map((cell, i) => ({ category: row.category, group: board.heat.groups[i] ?? 'unknown', cost: cell.cost_minor })))
    .filter((cell) => cell.cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 3);
  return { cells, cost: cells.reduce((sum, cell) => sum + cell.cost, 0) };
}

/** The dearest reason group of the heat map; null where nothing was spent. */
export function dearestGroup({ heat }: OverviewBoard): { group: string; cost: number } | null {
  const sums = heat.groups.map((group, i) => ({ group, cost: heat.rows.reduce((sum, row) => sum + (row.cells[i]?.cost_minor ?? 0), 0) }));
  return sums.filter(({ cost }) => cost > 0).sort((a, b) => b.cost - a.cost)[0] ?? null;
}

export const rateOf = (channel: Channel): number | null => channel.rate?.projected_bp ?? null;

/** Channels that left their own past, the greatest move first. */
export function driftingChannels(channels: readonly Channel[]): { channel: Channel; before: number; now: number }[] {
  return channels
    .flatMap((channel) => {
      const now = rateOf(channel);
      return channel.drifting && channel.before_bp !== null && now !== null ? [{ channel, before: channel.before_bp, now }] : [];
    })
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
}

/** The greatest move, in basis points, of the channels that did not drift; null where none can be compared. */
export function quietestBound(channels: readonly Channel[]): number | null {
  const moves = channels.flatMap((channel) => {
    const now = rateOf(channel);
    return channel.drifting || channel.before_bp === null || now === null ? [] : [Math.abs(now - channel.before_bp)];
  });
  return moves.length === 0 ? null : Math.max(...moves);
}

/** Preventable is stated a quarter; beside a window of another length it is scaled to it. */
export const inWindow = (quarterMinor: number, windowDays: number): number => Math.round((quarterMinor * windowDays) / 90);
