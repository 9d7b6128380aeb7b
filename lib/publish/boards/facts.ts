import type { BoardRows } from '../../analyse/boards/questions.ts';
import type { Row } from '../../ports/query.ts';

export type Period = 'now' | 'before';
export type CostGroup = 'week' | 'fault' | 'reason_group' | 'reason' | 'category' | 'product_id' | 'channel' | 'region';
export type UnitGroup = 'week' | 'channel';

/**
 * What boards are made from, wherever it comes from: the questions of lib/analyse/boards (everything), or the cube (what a filter leaves).
 * *Now* = the period up to as_of, *before* = as many days before it.
 */
export interface BoardFacts {
  /** Rows of these columns with cases, cost_minor, actual_minor, refund_minor; no columns = one row of the whole, or none. */
  cost(period: Period, ...by: readonly CostGroup[]): readonly Row[];
  /** Rows with units, mature, returned, paid_minor: units whose returns can be seen. */
  units(period: Period, ...by: readonly UnitGroup[]): readonly Row[];
  /** What was sold, whether or not its returns can be seen: units, paid_minor; undefined = nothing. */
  sales(period: Period): Row | undefined;
  readonly hasOrders: boolean;
  /** Cases and cost of the period by the tier that their customer is in today. */
  readonly tiers: readonly Row[];
  /** Products and channels over the customer window: dimension, member, parent, units, mature, returned, paid_minor, cost_minor, cases. */
  readonly members: readonly Row[];
  /** `{line}_actual`, `{line}_assumed`. */
  readonly lines: Row;
  /** Cost of contacts that belong to no case: nobody's, so in no filtered part. */
  loose(period: Period): number;
  /** A histogram by whole hours of the cases resolved in the period: hours, cases, week. */
  hours(period: Period): readonly Row[];
}

/** The rows as the boards ask for them. The bits of grouping(…) tell which set a row is of, from the left: 1 = summed over. */
export function boardFacts(rows: BoardRows): BoardFacts {
  const ofPeriod = (list: readonly Row[], period: Period): Row[] => list.filter((row) => row['period'] === period);
  const ofSet = (list: readonly Row[], period: Period, columns: readonly string[], by: readonly string[]): Row[] => {
    const set = columns.reduce((bits, name) => bits * 2 + (by.includes(name) ? 0 : 1), 0);
    return ofPeriod(list, period).filter((row) => row['set_no'] === set);
  };
  return {
    cost: (period, ...by) => ofSet(rows.cost, period, COST_COLUMNS, by),
    units: (period, ...by) => ofSet(rows.units, period, UNIT_COLUMNS, by),
    sales: (period) => ofPeriod(rows.sales, period)[0],
    hasOrders: rows.sales.length > 0,
    tiers: rows.tiers, members: rows.members, lines: rows.lines,
    loose: (period) => Number(ofPeriod(rows.contacts, period)[0]?.['cost_minor'] ?? 0),
    hours: (period) => ofPeriod(rows.hours, period),
  };
}

const COST_COLUMNS = ['week', 'fault', 'reason_group', 'reason', 'category', 'product_id', 'channel', 'region'];
const UNIT_COLUMNS = ['week', 'channel'];
