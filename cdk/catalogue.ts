import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { glueTables, partitionFolders, type GlueTable } from '../lib/aws/glue-tables.ts';
import { scratchPrefix } from '../lib/aws/settings.ts';
import type { Grant } from './binding.ts';

/** What Athena knows of the lake: tables from the very definitions that ingest writes by. */
export interface Catalogue {
  readonly database: string;
  /** To look the tables up, as a query does. */
  readonly reads: Grant;
}

export function catalogue(parent: Construct, house: string, buckets: Readonly<Record<GlueTable['bucket'], Bucket>>): Catalogue {
  const scope = new Construct(parent, 'Catalogue');
  const stack = Stack.of(scope);
  const database = house.replaceAll('-', '_');
  const made = new CfnDatabase(scope, 'Database', { catalogId: stack.account, databaseInput: { name: database, description: 'Canonical tables of every merchant, and what analyses keep for a day; read by name of merchant and part only' } });
  const tables = glueTables(scratchPrefix).map((table) => {
    const one = new CfnTable(scope, `${table.name[0]?.toUpperCase()}${table.name.slice(1)}`, { catalogId: stack.account, databaseName: database, tableInput: inputOf(table, buckets[table.bucket].bucketName) });
    one.addResourceDependency(made);
    return stack.formatArn({ service: 'glue', resource: 'table', resourceName: `${database}/${table.name}` });
  });
  const arn = (resource: string, resourceName?: string): string => stack.formatArn({ service: 'glue', resource, ...(resourceName === undefined ? {} : { resourceName }) });
  return { database, reads: { actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartition', 'glue:GetPartitions'], resources: [arn('catalog'), arn('database', database), ...tables] } };
}

/** External Parquet whose partition columns are injected: a query that does not name its merchant and its parts fails, and none of it lists partitions anywhere. */
function inputOf(table: GlueTable, bucket: string): CfnTable.TableInputProperty {
  const place = `s3://${bucket}/${table.prefix}`;
  return {
    name: table.name, tableType: 'EXTERNAL_TABLE',
    partitionKeys: table.partitions.map((name) => ({ name, type: 'string' })),
    parameters: {
      EXTERNAL: 'TRUE', classification: 'parquet', 'projection.enabled': 'true', 'storage.location.template': `${place}${partitionFolders(table)}`,
      ...Object.fromEntries(table.partitions.map((name) => [`projection.${name}.type`, 'injected'])),
    },
    storageDescriptor: {
      columns: table.columns.map(({ name, type }) => ({ name, type: glueTypes[type] ?? type })), location: place,
      inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat', outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
    },
  };
}

/** Where Glue’s word for a type is not Trino’s. */
const glueTypes: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int', 'timestamp(3)': 'timestamp' };
