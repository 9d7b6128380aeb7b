import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { step } from '../embedded/step.ts';
import type { Edition } from '../ports/edition.ts';
import type { Clock, Log, Secrets } from '../ports/world.ts';
import type { Environment } from './call-service.ts';
import { dynamodbClient, s3Client, type Reach } from './clients.ts';
import { dynamodbDocuments } from './documents.ts';
import { s3Drops } from './drops.ts';
import { dynamodbHeads } from './heads.ts';
import type { Items } from './items.ts';
import { dynamodbKeys } from './keys.ts';
import { dynamodbLedger } from './ledger.ts';
import { localFiles } from './local-files.ts';
import { s3Objects } from './objects.ts';
import { ssmSecrets } from './secrets.ts';
import { rawPrefix, setting, uploadsPrefix, type Setting } from './settings.ts';
import { dynamodbTiers } from './tiers.ts';

export interface AwsOptions {
  /** `settings.ts`, and what Lambda itself tells a function. */
  readonly environment: Environment;
  readonly log: Log;
  readonly clock?: Clock;
  /** Instead of SSM: for tests and for a shell that holds the secret. */
  readonly secrets?: Secrets;
  /** Where the services are, if they are not AWS. */
  readonly reach?: { readonly s3?: Reach; readonly dynamodb?: Reach; readonly athena?: Reach };
  /** A folder of this process alone; emptied. */
  readonly scratch?: string;
}

/** Everything of the edition but its engines, and what they are made with. */
export interface Stores extends Omit<Edition, 'benches' | 'query'> {
  readonly s3: () => Promise<S3Client>;
  readonly scratch: string;
  readonly nowMs: () => number;
}

/** The stores of the AWS edition. Nothing is asked of anybody yet; of the clients, only DynamoDB's is loaded. */
export function awsStores({ environment, log, clock = { nowMs: Date.now }, secrets, reach = {}, scratch = join(tmpdir(), 'aftertier') }: AwsOptions): Stores {
  const client = dynamodbClient(reach.dynamodb);
  const table = (name: Setting): Items => ({ client, get table() { return setting(environment, name); } });
  const state = table('stateTable');
  const s3 = s3Client(reach.s3);
  const files = localFiles(join(scratch, 'files'), halfOfDisk, clock.nowMs);
  const at = (name: Setting, prefix: string) => ({ client: s3, bucket: () => setting(environment, name), prefix });
  const objects = s3Objects(at('lakeBucket', ''), files);
  return {
    objects,
    raw: s3Objects({ ...at('uploadsBucket', rawPrefix), forGood: true }, files),
    drops: s3Drops(at('uploadsBucket', uploadsPrefix), files),
    heads: dynamodbHeads(state),
    ledger: dynamodbLedger(state),
    documents: dynamodbDocuments(state, objects),
    tiers: dynamodbTiers(table('tiersTable')),
    keys: dynamodbKeys(state),
    secrets: secrets ?? ssmSecrets(environment, () => setting(environment, 'secretParameter')),
    clock,
    log,
    io: step,
    newId: () => randomBytes(8).toString('hex'),
    s3,
    scratch,
    nowMs: clock.nowMs,
  };
}

/** What local copies may take of the temporary disk; engines spill into the rest. */
async function halfOfDisk(): Promise<number> {
  const { blocks, bsize } = await statfs(tmpdir());
  return (blocks * bsize) / 2;
}
