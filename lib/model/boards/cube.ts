import type { Day } from '../ids.ts';

/** What a board can be filtered by without a query engine. */
export const cubeDimensions = ['channel', 'category', 'region', 'reason', 'tier'] as const;
export type CubeDimension = (typeof cubeDimensions)[number];

/** The periods that a person may choose, in days; the merchant's own window of the problems is always one of them. */
export const cubePeriods = [30, 90, 180, 365] as const;

/** Values of these are numbered by their place in `Cube.values`; −1 = not known, the length of the list = one of the rare ones that were folded into "other". */
export const UNKNOWN = -1;

/**
 * Rows as columns of whole numbers, all of one length (mature units are in thousandths). A column that is not there is 0 in every row.
 * Columns of a dimension are named after it; the others are sums.
 */
export interface CubeBlock {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/**
 * The sufficient statistics of the boards, made once per commit: a filtered board is worked out from it in the process that serves it.
 * `span` = how long ago, by `edges`: 0 = under edges[0] days, 1 = under edges[1] …; `week` = whole weeks since `monday`, −1 before it.
 * Money in minor units of the reporting currency.
 */
export interface Cube {
  readonly as_of: Day;
  readonly version: number;
  readonly edges: readonly number[];
  readonly monday: Day;
  readonly values: Readonly<Record<CubeDimension | 'product' | 'previous' | 'satisfaction_loyalty' | 'value_cost', readonly string[]>>;
  /** Cases in force by day of opening: cases, cost, actual, refund, and every line of the cost as `{line}_actual`, `{line}_assumed`. */
  readonly cases: CubeBlock;
  /** Units by day of shipment: units and what was paid for them; covered (units whose returns can be seen), covered_paid, mature, returned. */
  readonly units: CubeBlock;
  /** Resolved cases by day of resolution and quarter days taken. */
  readonly hours: CubeBlock;
  /** Units and cases of the customer window by product. */
  readonly products: CubeBlock;
  /** What contacts of no case cost: nobody's, so part of the whole alone. */
  readonly contacts: CubeBlock;
  /** Customers by the place of their latest order, tier now and thirty days ago, and grids. */
  readonly customers: CubeBlock;
}
