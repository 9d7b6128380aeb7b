import { literal } from '../../lake/table-sql.ts';
import type { CustomerKey } from '../../model/ids.ts';
import type { Cell, Row, Snapshot } from '../../ports/query.ts';

/** The latest cases that a portrait shows; all of them are counted. */
const LATEST = 50;

export interface PortraitCases {
  readonly total: number;
  /** Those in force: not cancelled, rejected or withdrawn. */
  readonly counted: number;
  readonly by_reason: readonly { reason: string; reason_group: string; fault: string; cases: number; cost_minor: number; refund_minor: number }[];
  readonly by_fault: readonly { fault: string; cases: number; cost_minor: number }[];
  readonly latest: readonly Row[];
}

/** One customer's cases by as_of, from `case_facts`: by reason, by fault, and the latest one by one. */
export async function casesOf(snapshot: Snapshot, key: CustomerKey): Promise<PortraitCases> {
  const mine = `customer_key = ${literal(key)}`;
  const sums = await snapshot.rows(`SELECT reason, reason_group, fault, counts, CAST(count(*) AS bigint) AS cases,
  CAST(sum(CASE WHEN reported THEN cost_minor ELSE 0 END) AS bigint) AS cost_minor, CAST(sum(coalesce(refund_minor, 0)) AS bigint) AS refund_minor
FROM case_facts WHERE ${mine} GROUP BY reason, reason_group, fault, counts ORDER BY cases DESC, reason`);
  const latest = await snapshot.rows(`SELECT source, case_id, line_id, order_id, kind, status, opened_day, resolved_day, product_id, product_name, category, channel, reason, fault, counts, refund_minor, cost_minor
FROM case_facts WHERE ${mine} ORDER BY opened_day DESC, case_pk LIMIT ${LATEST}`);
  const counted = sums.filter((row) => row['counts'] === true);
  const by_reason = counted.map((row) => ({ reason: text(row['reason']), reason_group: text(row['reason_group']), fault: text(row['fault']), cases: whole(row['cases']), cost_minor: whole(row['cost_minor']), refund_minor: whole(row['refund_minor']) }));
  const faults = [...new Set(by_reason.map(({ fault }) => fault))];
  const total = (rows: readonly { cases: number }[]): number => rows.reduce((n, { cases }) => n + cases, 0);
  return {
    total: sums.reduce((n, row) => n + whole(row['cases']), 0), counted: total(by_reason), by_reason,
    by_fault: faults.map((fault) => {
      const own = by_reason.filter((row) => row.fault === fault);
      return { fault, cases: total(own), cost_minor: own.reduce((n, { cost_minor }) => n + cost_minor, 0) };
    }),
    latest,
  };
}

/** The tier of thirty days before as_of; null where the customer was not known then. */
export async function tierBefore(snapshot: Snapshot, key: CustomerKey): Promise<{ tier: string; day: string } | null> {
  const [row] = await snapshot.rows(`SELECT t.previous, CAST(d.as_of AS varchar) AS day FROM customer_tiers t CROSS JOIN day_before d WHERE t.customer_key = ${literal(key)}`);
  return row === undefined || row['previous'] === null ? null : { tier: text(row['previous']), day: text(row['day']) };
}

const text = (cell: Cell | undefined): string => String(cell ?? '');
const whole = (cell: Cell | undefined): number => Number(cell ?? 0);
