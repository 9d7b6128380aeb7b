import { identifier, literal } from '../../lake/table-sql.ts';
import type { CustomerKey } from '../../model/ids.ts';
import { tableNames, tables, type TableName } from '../../model/tables.ts';
import type { Row, Snapshot } from '../../ports/query.ts';

/** More rows of one table than this are a reseller's: the technician's `records` has them all. */
const MOST_ROWS = 20_000;

/** Every canonical row that is about a customer, by table, without where it came from. What a person may ask for under the law. */
export async function recordsOf(snapshot: Snapshot, key: CustomerKey): Promise<Partial<Record<TableName, Row[]>>> {
  const found: Partial<Record<TableName, Row[]>> = {};
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => column.name).filter((column) => !LINEAGE.has(column));
    if (!columns.includes('customer_key')) continue;
    const order = tables[name].key.map((column) => `${identifier(column)} NULLS LAST`).join(', ');
    found[name] = await snapshot.rows(`SELECT ${columns.map(identifier).join(', ')} FROM ${name} WHERE customer_key = ${literal(key)} ORDER BY ${order} LIMIT ${MOST_ROWS}`);
  }
  return found;
}

const LINEAGE: ReadonlySet<string> = new Set(['upload_id', 'order_key', 'row_no']);
