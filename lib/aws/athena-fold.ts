import { partsToRead } from '../lake/fold.ts';
import type { Manifest, Part } from '../lake/manifest.ts';
import { contentColumns, identifier, literal, names } from '../lake/table-sql.ts';
import { tableNames, tables, type ColumnType, type Table, type TableName } from '../model/tables.ts';

/** Column types as Trino and Athena write them; what parts written by DuckDB read as. */
export const trinoTypes: Readonly<Record<ColumnType, string>> = {
  text: 'varchar', int: 'integer', minor: 'bigint', double: 'double', time: 'timestamp(3)', day: 'date',
};

/** More values in one IN than this are no longer pushed into the list of parts, and the query is refused. */
const MOST_PARTS_IN_ONE_LIST = 1000;

/**
 * The canonical tables of one version as SQL over the lake's tables: a snapshot, since the parts are named one by one, and of one merchant,
 * since both partition columns are injected. Folded as lib/lake/fold.ts folds.
 */
export function canonicalTables(manifest: Manifest, database: string): ReadonlyMap<TableName, string> {
  return new Map(tableNames.map((name) => [name, folded(manifest, tables[name], database)]));
}

function folded(manifest: Manifest, table: Table, database: string): string {
  const parts = partsToRead(manifest, table);
  if (parts.length === 0) return `SELECT ${table.columns.map(({ name, type }) => `CAST(NULL AS ${trinoTypes[type]}) AS ${identifier(name)}`).join(', ')} WHERE FALSE`;
  const rows = scan(manifest, table, parts, database);
  return parts.some(({ overlaps }) => overlaps) ? winners(table, rows) : rows;
}

function scan(manifest: Manifest, table: Table, parts: readonly Part[], database: string): string {
  const filter = `merchant = ${literal(manifest.merchant)}`;
  const visible = [...withoutWithdrawn(manifest, parts), ...withoutErased(manifest, table)].map((condition) => ` AND ${condition}`).join('');
  const lists = Array.from({ length: Math.ceil(parts.length / MOST_PARTS_IN_ONE_LIST) }, (_, n) => parts.slice(n * MOST_PARTS_IN_ONE_LIST, (n + 1) * MOST_PARTS_IN_ONE_LIST));
  return lists
    .map((list) => `SELECT ${names(table).map(identifier).join(', ')} FROM ${identifier(database)}.${identifier(table.name)} WHERE ${filter} AND part IN (${list.map(({ part }) => literal(part)).join(', ')})${visible}`)
    .join(' UNION ALL ');
}

function withoutWithdrawn({ withdrawn }: Manifest, parts: readonly Part[]): string[] {
  const mentioned = withdrawn.filter((upload) => parts.some(({ uploads }) => uploads.includes(upload)));
  return mentioned.length === 0 ? [] : [`upload_id NOT IN (${mentioned.map(literal).join(', ')})`];
}

function withoutErased({ tombstones }: Manifest, table: Table): string[] {
  return tombstones.length === 0 || !names(table).includes('customer_key')
    ? []
    : [`(customer_key IS NULL OR customer_key NOT IN (${tombstones.map(literal).join(', ')}))`];
}

/**
 * One row a key: the greatest (source_updated_at, order_key, row_no). Where rows of equal content said it, the first of them lends its
 * lineage; the engine works that out only for who reads lineage.
 */
function winners(table: Table, rows: string): string {
  const content = contentColumns(table).map(({ name }) => identifier(name)).join(', ');
  const first = (column: string): string => `first_value(${column}) OVER (PARTITION BY ${content} ORDER BY order_key, row_no) AS first_${column}`;
  return `SELECT ${content}, first_upload_id AS upload_id, first_order_key AS order_key, first_row_no AS row_no FROM (SELECT ${content}, ${first('upload_id')}, ${first('order_key')}, ${first('row_no')}, row_number() OVER (PARTITION BY ${table.key.map(identifier).join(', ')} ORDER BY source_updated_at DESC NULLS LAST, order_key DESC, row_no DESC) AS place FROM (${rows}) r) f WHERE place = 1`;
}
