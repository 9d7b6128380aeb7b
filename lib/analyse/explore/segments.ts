import { literal } from '../../lake/table-sql.ts';
import type { Day } from '../../model/ids.ts';
import type { Row, Snapshot } from '../../ports/query.ts';

/** What cases may be grouped and filtered by: columns of `case_facts`, and nothing else ever reaches the query. */
export const segmentDimensions = [
  'source', 'channel', 'shop', 'region', 'carrier', 'warehouse', 'batch', 'category', 'product_id', 'reason', 'reason_group', 'fault', 'kind', 'stage', 'status', 'disposition', 'age_band', 'week', 'month',
] as const;
export type SegmentDimension = (typeof segmentDimensions)[number];
export const isSegmentDimension = (name: string): name is SegmentDimension => segmentDimensions.some((known) => known === name);

export interface SegmentQuestion {
  /** One to three. */
  readonly by: readonly SegmentDimension[];
  /** All must hold; a null value = not known. */
  readonly where: readonly { readonly dimension: SegmentDimension; readonly value: string | null }[];
  readonly from: Day;
  readonly to: Day;
  /** Most groups that are answered. */
  readonly limit: number;
}

/** Cases in force in the reporting currency, summed by the dimensions asked for; the costliest first. */
export async function askSegments(snapshot: Snapshot, { by, where, from, to, limit }: SegmentQuestion): Promise<{ rows: Row[]; truncated: boolean }> {
  const conditions = [
    'counts', 'reported', `opened_day BETWEEN DATE ${literal(from)} AND DATE ${literal(to)}`,
    ...where.map(({ dimension, value }) => (value === null ? `${columnOf(dimension)} IS NULL` : `${columnOf(dimension)} = ${literal(value)}`)),
  ];
  const rows = await snapshot.rows(`SELECT ${by.map((name) => `${columnOf(name)} AS ${name}`).join(', ')}, CAST(count(*) AS bigint) AS cases, CAST(sum(quantity) AS bigint) AS quantity,
  CAST(sum(cost_minor) AS bigint) AS cost_minor, CAST(sum(assumed_minor) AS bigint) AS assumed_minor, CAST(sum(coalesce(refund_minor, 0)) AS bigint) AS refund_minor
FROM case_facts WHERE ${conditions.join(' AND ')}
GROUP BY ${by.map(columnOf).join(', ')}
ORDER BY cost_minor DESC, cases DESC, ${by.map((_, i) => i + 1).join(', ')} LIMIT ${limit + 1}`);
  return { rows: rows.slice(0, limit), truncated: rows.length > limit };
}

const columnOf = (name: SegmentDimension): string =>
  name === 'week' || name === 'month' ? `CAST(CAST(date_trunc('${name}', opened_day) AS date) AS varchar)` : name;
