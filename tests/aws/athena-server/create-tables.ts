import { glueTables, partitionFolders } from '../../../lib/aws/glue-tables.ts';
import { runStatement } from './statements.ts';

/** Makes the tables that the stack makes in Glue, in a schema of Trino's. */
export async function createTables(at: { readonly trino: string; readonly schema: string; readonly lake: string; readonly scratch: string; readonly scratchPrefix: string }): Promise<void> {
  await runStatement(`CREATE SCHEMA IF NOT EXISTS lake.${at.schema}`, at);
  for (const table of glueTables(at.scratchPrefix)) {
    const place = `s3://${table.bucket === 'lake' ? at.lake : at.scratch}/${table.prefix}`;
    const columns = [
      ...table.columns.map(({ name, type }) => `"${name}" ${type}`),
      ...table.partitions.map((name) => `"${name}" varchar WITH (partition_projection_type = 'injected')`),
    ];
    await runStatement(`CREATE TABLE "${table.name}" (${columns.join(', ')}) WITH (external_location = '${place}', format = 'PARQUET', partitioned_by = ARRAY[${table.partitions.map((name) => `'${name}'`).join(', ')}],
      partition_projection_enabled = true, partition_projection_location_template = '${place}${partitionFolders(table)}')`, at);
  }
}
