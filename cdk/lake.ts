import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import { tableNames, tables, type ColumnType, type Table } from '../lib/model/tables.ts';
import type { Binding } from './binding.ts';
import { days, type Common } from './common.ts';
import type { Vault } from './vault.ts';

/** Immutable parts and manifests, and what Athena knows of them. */
export interface Lake {
  readonly bucket: Bucket;
  readonly database: string;
  /** Parts, manifests, reports, large documents. */
  readonly reads: Binding;
  /** What the API shows and writes of it: reports and large documents, no parts. */
  readonly documents: Binding;
  /** Adds to it; what is there stays as it is. */
  readonly appends: Binding;
  /** And collects garbage. */
  readonly keeps: Binding;
  /** The catalogue: what a query needs to know of the tables. */
  readonly catalogue: Binding;
}

/** Column types in Athena, of what ingest writes. */
const glueTypes: Readonly<Record<ColumnType, string>> = { text: 'string', int: 'int', minor: 'bigint', double: 'double', time: 'timestamp', day: 'date' };
/** Folders of the lake that hold no rows. */
const DOCUMENTS = ['reports/', 'documents/'];
const OBJECTS = 'Objects have no ARN before they exist; the bucket holds nothing but this lake.';

export function lake(parent: Construct, vault: Vault, { house, settings }: Common): Lake {
  const scope = new Construct(parent, 'Lake');
  const stack = Stack.of(scope);
  const bucket = vault.bucket(scope, 'lake', {
    versioned: true,
    lifecycleRules: [{ id: 'removed-parts-end', noncurrentVersionExpiration: days(settings.retention.restore), expiredObjectDeleteMarker: true, abortIncompleteMultipartUploadAfter: days(1) }],
  });
  bucket.addToResourcePolicy(writeOnce(bucket));

  const database = house.name.replaceAll('-', '_');
  const made = new CfnDatabase(scope, 'Database', { catalogId: stack.account, databaseInput: { name: database, description: 'Canonical tables of every merchant; read by merchant and part only' } });
  const named = tableNames.map((name) => {
    const table = new CfnTable(scope, `${name[0]?.toUpperCase()}${name.slice(1)}`, { catalogId: stack.account, databaseName: database, tableInput: glueTable(tables[name], bucket.bucketName) });
    table.addResourceDependency(made);
    return stack.formatArn({ service: 'glue', resource: 'table', resourceName: `${database}/${name}` });
  });

  const env = { [settingNames.lakeBucket]: bucket.bucketName };
  const read = [{ actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [bucket.bucketArn] }, { actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }];
  const append = { actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [bucket.arnForObjects('*')] };
  return {
    bucket, database,
    reads: { name: 'ReadLake', env, grants: [...read, vault.use('read')], wildcard: OBJECTS },
    documents: {
      name: 'ReadReports', env, wildcard: OBJECTS,
      grants: [{ actions: ['s3:GetObject', 's3:PutObject'], resources: DOCUMENTS.map((folder) => bucket.arnForObjects(`${folder}*`)) }, vault.use('write')],
    },
    appends: { name: 'AppendLake', env, grants: [...read, append, vault.use('write')], wildcard: OBJECTS },
    keeps: { name: 'KeepLake', env, grants: [...read, append, { actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')] }, vault.use('write')], wildcard: OBJECTS },
    catalogue: {
      name: 'ReadCatalogue',
      grants: [{ actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartition', 'glue:GetPartitions'], resources: [stack.formatArn({ service: 'glue', resource: 'catalog' }), stack.formatArn({ service: 'glue', resource: 'database', resourceName: database }), ...named] }],
    },
  };
}

/** Nobody, an administrator included, puts an object where one is: every creation must say “if there is none”. Parts of a multipart upload create nothing yet. */
const writeOnce = (bucket: Bucket): PolicyStatement => new PolicyStatement({
  sid: 'WriteOnce', effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')],
  conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
});

/**
 * An external table over `t/{table}/merchant=…/part=…/`. Both partition columns are injected: a query that does not name its merchant and
 * its parts fails, and none of it lists partitions anywhere.
 */
function glueTable({ name, columns }: Table, bucket: string): CfnTable.TableInputProperty {
  return {
    name, tableType: 'EXTERNAL_TABLE',
    partitionKeys: [{ name: 'merchant', type: 'string' }, { name: 'part', type: 'string' }],
    parameters: {
      EXTERNAL: 'TRUE', classification: 'parquet', 'projection.enabled': 'true', 'projection.merchant.type': 'injected', 'projection.part.type': 'injected',
      'storage.location.template': `s3://${bucket}/t/${name}/merchant=\${merchant}/part=\${part}/`,
    },
    storageDescriptor: {
      columns: columns.map((column) => ({ name: column.name, type: glueTypes[column.type] })),
      location: `s3://${bucket}/t/${name}/`,
      inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat', outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
    },
  };
}
