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
  readonly grids: readonly Row[];
  readonly people: readonly Row[];
  readonly names: readonly Row[];
}

const ask = (snapshot: Pick<Snapshot, 'rows'>, name: string): Promise<Row[]> => snapshot.rows(loadSql(import.meta.url, `./${name}.sql`));

/** Asked together: an engine that is paid by the query answers them in one. */
export async function askBoards(snapshot: Pick<Snapshot, 'rows'>): Promise<BoardRows> {
  const [cost, tiers, units, sales, members, lines, contacts, hours, grids, people, names] = await Promise.all([
    ask(snapshot, 'cost-sets'), ask(snapshot, 'cost-tiers'), ask(snapshot, 'unit-sets'), ask(snapshot, 'sales'), ask(snapshot, 'rate-members'), ask(snapshot, 'cost-lines'),
    ask(snapshot, 'loose-contacts'), ask(snapshot, 'resolve-hours'), ask(snapshot, 'customer-grids'), ask(snapshot, 'customer-people'), ask(snapshot, 'product-names'),
  ]);
  return { cost, tiers, units, sales, members, lines: lines[0] ?? {}, contacts, hours, grids, people, names };
}
