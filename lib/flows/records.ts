import { currentManifest } from '../lake/read-manifest.ts';
import { identifier } from '../lake/table-sql.ts';
import { csvCell } from '../model/csv-cell.ts';
import { majorText } from '../model/money.ts';
import type { MerchantId } from '../model/ids.ts';
import { tables, type Column, type TableName } from '../model/tables.ts';
import type { Edition } from '../ports/edition.ts';
import type { Row } from '../ports/query.ts';

/** The folded records of tables in key order, in batches: every column, as the engine answers them. */
export async function* records(edition: Edition, merchant: MerchantId, names: readonly TableName[]): AsyncIterable<{ table: TableName; rows: Row[] }> {
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  if (manifest === null) return;
  const snapshot = await edition.query.snapshot(manifest);
  try {
    for (const table of names) {
      const columns = tables[table].columns.map((c) => identifier(c.name)).join(', ');
      for await (const rows of snapshot.batches(`SELECT ${columns} FROM ${table} ORDER BY ${tables[table].key.map(identifier).join(', ')}`)) yield { table, rows };
    }
  } finally {
    await snapshot.close();
  }
}

/** A record as one JSON line that names its table; instants as ISO 8601 in UTC. */
export const jsonLine = (table: TableName, row: Row): string =>
  JSON.stringify({ table, ...Object.fromEntries(tables[table].columns.map((c) => [c.name, c.type === 'time' ? iso(row[c.name]) : row[c.name] ?? null])) });

const iso = (value: unknown): string | null => (typeof value === 'string' ? `${value.replace(' ', 'T').replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))}Z` : null);

/** Canonical CSV that can be ingested again: our own keys in place of raw identifiers, money in major units. */
export const csvHeader = (table: TableName): string => csvColumns(table).map(([name]) => name).join(',');

export const csvLine = (table: TableName, row: Row): string =>
  csvColumns(table).map(([, column]) => csvCell(csvValue(column, row))).join(',');

function csvColumns(table: TableName): [string, Column][] {
  return tables[table].columns.flatMap((column): [string, Column][] => {
    if (column.name === 'currency') return [['currency', column]];
    if (column.csv === undefined) return [];
    return [[column.name.endsWith('_key') ? column.name : column.csv, column]];
  });
}

function csvValue(column: Column, row: Row): string {
  const value = row[column.name];
  if (value === null || value === undefined) return '';
  if (column.type === 'minor') return majorText(Number(value), String(row['currency'] ?? 'CNY'));
  return column.type === 'time' ? iso(value) ?? '' : String(value);
}
