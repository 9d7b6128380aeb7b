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
    grids: await ask(snapshot, 'customer-grids'),
    people: await ask(snapshot, 'customer-people'),
    names: await ask(snapshot, 'product-names'),
  };
}
