import type { Cell, Row, Snapshot } from '../../../lib/ports/query.ts';
import { runStatement, type Session } from './statements.ts';

/** A snapshot on Trino itself that makes a table of every relation: each text alone is what is compared with the other engine. */
export function trinoSnapshot(session: Session): Pick<Snapshot, 'define' | 'rows' | 'batches' | 'close'> {
  const rows = async (sql: string): Promise<Row[]> => {
    const { columns, rows: found } = await runStatement(sql, session);
    return found.map((cells) => Object.fromEntries(columns.map(({ name, type }, n) => [name, cellOf(type, cells[n])])));
  };
  return {
    define: async (name, sql) => void (await runStatement(`CREATE TABLE "${name}" AS ${sql}`, session)),
    rows,
    async *batches(sql) {
      yield await rows(sql);
    },
    close: () => Promise.resolve(),
  };
}

function cellOf(type: string, cell: unknown): Cell {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean') return cell;
  if (typeof cell !== 'string') throw new Error(`no plain value of type ${type}`);
  return type.startsWith('decimal') || type === 'double' ? Number(cell) : cell;
}
