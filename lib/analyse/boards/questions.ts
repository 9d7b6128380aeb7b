import type { Row, Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

/** The questions behind the boards, one .sql file each; all of them read the facts that `defineFacts` defined, one the tiers. */
export interface BoardRows {
  readonly cost: readonly Row[];
  readonly tiers: readonly Row[];
  readonly units: readonly Row[];
  readonly sales: readonly Row[];
  readonly members: readonly Row[];
  readonly lines: Row;
  readonly contacts: readonly Row[];
  readonly hours: readonly Row[];
}

const ask = (snapshot: Pick<Snapshot, 'rows'>, name: string): Promise<Row[]> => snapshot.rows(loadSql(import.meta.url, `./${name}.sql`));

export async function askBoards(snapshot: Pick<Snapshot, 'rows'>): Promise<BoardRows> {
  return {
    cost: await ask(snapshot, 'cost-sets'),
    tiers: await ask(snapshot, 'cost-tiers'),
    units: await ask(snapshot, 'unit-sets'),
    sales: await ask(snapshot, 'sales'),
    members: await ask(snapshot, 'rate-members'),
    lines: (await ask(snapshot, 'cost-lines'))[0] ?? {},
    contacts: await ask(snapshot, 'loose-contacts'),
    hours: await ask(snapshot, 'resolve-hours'),
  };
}

/**
 * Which grouping set a row of cost-sets is of. The bits of grouping(week, fault, reason_group, reason, category, product_id, channel, region), from the left: 1 = summed over.
 */
const COST_COLUMNS = ['week', 'fault', 'reason_group', 'reason', 'category', 'product_id', 'channel', 'region'];
const UNIT_COLUMNS = ['week', 'channel'];
const setNumber = (columns: readonly string[], by: readonly string[]): number => columns.reduce((bits, name) => bits * 2 + (by.includes(name) ? 0 : 1), 0);
export const costBy = (rows: readonly Row[], period: string, ...by: string[]): Row[] => rows.filter((r) => r['period'] === period && r['set_no'] === setNumber(COST_COLUMNS, by));
export const unitsBy = (rows: readonly Row[], period: string, ...by: string[]): Row[] => rows.filter((r) => r['period'] === period && r['set_no'] === setNumber(UNIT_COLUMNS, by));
