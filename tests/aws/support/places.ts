import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { dynamodbClient, s3Client } from '../../../lib/aws/clients.ts';
import type { Items } from '../../../lib/aws/items.ts';
import { tableKey } from '../../../lib/aws/tables.ts';
import type { Addresses } from '../engines/start.ts';

/** A table as the stack makes them, for one test. */
export async function freshTable({ dynamodb }: Pick<Addresses, 'dynamodb'>): Promise<Items & { remove(): Promise<void> }> {
  const [client, table] = [dynamodbClient(dynamodb), `t-${randomUUID()}`];
  const { partition, sort } = tableKey;
  await client.send(new CreateTableCommand({
    TableName: table, BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: partition, AttributeType: 'S' }, { AttributeName: sort, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: partition, KeyType: 'HASH' }, { AttributeName: sort, KeyType: 'RANGE' }],
  })).catch((error: unknown) => {
    // The name is nobody else's: an earlier try made it, and its answer was late.
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  return {
    client, table,
    async remove() {
      await client.send(new DeleteTableCommand({ TableName: table }));
      client.destroy();
    },
  };
}

/** A bucket of its own; it goes with the engines. */
export async function freshBucket({ s3 }: Pick<Addresses, 's3'>, { versioned = false } = {}): Promise<string> {
  const client = await s3Client(s3)();
  const bucket = `b-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  if (versioned) await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  client.destroy();
  return bucket;
}
