import { mkdir, readFile } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { s3Client, type Reach } from '../../../lib/aws/clients.ts';
import { settingNames } from '../../../lib/aws/settings.ts';
import type { Addresses } from '../engines/start.ts';
import { inTime, objectCreated, sqsEvent } from './events.ts';
import { freshBucket, freshTable } from './places.ts';
import { startServices } from './services.ts';

export const SECRET = '4f1c9a7be2d35508c6b1f09a7d3e62b4a5d81c07';

type Handler = (event: SQSEvent, context: typeof inTime) => Promise<SQSBatchResponse>;

/**
 * The stack's places on the engines, and the environment that it would tell its functions. The functions themselves are imported after it
 * stands, once a test file: they read their environment and keep their edition, as in Lambda.
 */
export async function journey(at: Addresses, scratch: string) {
  await mkdir(scratch, { recursive: true });
  const [state, tiers, lake, uploads, services] = await Promise.all([freshTable(at), freshTable(at), freshBucket(at, { versioned: true }), freshBucket(at, { versioned: true }), startServices(SECRET)]);
  const environment: Record<string, string> = {
    [settingNames.stateTable]: state.table, [settingNames.tiersTable]: tiers.table, [settingNames.lakeBucket]: lake, [settingNames.uploadsBucket]: uploads, [settingNames.secretParameter]: '/aftertier/secret',
    [settingNames.arrivalsQueue]: `${services.url}/0/arrivals`, [settingNames.changedQueue]: `${services.url}/0/changed.fifo`,
    AWS_REGION: at.s3.region, AWS_ACCESS_KEY_ID: at.s3.credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: at.s3.credentials.secretAccessKey, TMPDIR: scratch,
    AWS_ENDPOINT_URL_S3: at.s3.endpoint, AWS_ENDPOINT_URL_DYNAMODB: at.dynamodb.endpoint, AWS_ENDPOINT_URL_SSM: services.url, AWS_ENDPOINT_URL_SQS: services.url,
  };
  const reach: { s3: Reach; dynamodb: Reach } = { s3: at.s3, dynamodb: at.dynamodb };
  const s3: S3Client = await s3Client(at.s3)();

  return {
    environment, reach, uploads, lake, services,
    /** Puts a file where merchants put them; answers the event that S3 would send. */
    async drop(merchant: string, key: string, path: string): Promise<object> {
      const body = await readFile(path);
      const whole = `uploads/${merchant}/${key}`;
      const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: uploads, Key: whole, Body: body }));
      return objectCreated({ bucket: uploads, key: whole, versionId: VersionId ?? 'null', bytes: body.length });
    },
    /** The event of an object that somebody else put there. */
    async eventOf(key: string): Promise<object> {
      const { VersionId, ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: uploads, Key: key }));
      return objectCreated({ bucket: uploads, key, versionId: VersionId ?? 'null', bytes: ContentLength ?? 0 });
    },
    /** Hands messages to a function until it has taken all of them: what it names as failed comes again, at most so often. */
    async deliver(handler: Handler, messages: readonly { readonly body: string; readonly group?: string | undefined }[], most = 5): Promise<number> {
      let left = [...messages];
      for (let n = 0; left.length > 0; n += 1) {
        if (n === most) throw new Error(`${left.length} messages are for the dead-letter queue`);
        const { batchItemFailures } = await handler(sqsEvent(left), inTime);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        left = left.filter((_, i) => failed.has(`m${i}`));
      }
      return left.length;
    },
    async close(): Promise<void> {
      s3.destroy();
      await Promise.all([state.remove(), tiers.remove(), services.close()]);
    },
  };
}
