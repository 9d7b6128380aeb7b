import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, HttpMethods, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { rawPrefix, settingNames, uploadsPrefix } from '../lib/aws/settings.ts';
import type { Binding } from './binding.ts';
import { days, type Common } from './common.ts';
import { workQueue, type WorkQueue } from './queue.ts';
import { bucketName, type Vault } from './vault.ts';

/** Where merchants put files, and the queue that says so. */
export interface Upload {
  readonly bucket: Bucket;
  readonly arrivals: WorkQueue;
  /** Reads files and rejected records. */
  readonly reads: Binding;
  /** Reads files, keeps rejected records. */
  readonly takesIn: Binding;
  /** The same, and forgets files of an erased customer, every version. */
  readonly erases: Binding;
  /** Signs upload forms: a browser then puts one file of that key, type and length. Reads rejected records. */
  readonly signs: Binding;
  /** Sees which files are there, not what is in them. */
  readonly lists: Binding;
}

const OBJECTS = 'Objects have no ARN before they exist: the folder is named, and * stands for keys below it.';

export function upload(parent: Construct, vault: Vault, { house, settings }: Common, ingestTimeoutS: number): Upload {
  const scope = new Construct(parent, 'Upload');
  const stack = Stack.of(scope);
  const { raw, restore } = settings.retention;
  const bucket = vault.bucket(scope, 'uploads', {
    versioned: true,
    lifecycleRules: [
      { id: 'raw-files-end', expiration: days(raw), noncurrentVersionExpiration: days(Math.max(restore, 30)), abortIncompleteMultipartUploadAfter: days(1) },
      { id: 'delete-markers-end', expiredObjectDeleteMarker: true },
    ],
    cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ['*'], allowedHeaders: ['content-type'], maxAge: 3600 }],
  });
  const arrivals = workQueue(scope, { name: `${house.name}-arrivals`, timeoutS: ingestTimeoutS });
  tell(bucket, `arn:${stack.partition}:s3:::${bucketName(stack, house.name, 'uploads')}`, arrivals);

  const at = (folder: string): string => bucket.arnForObjects(`${folder}*`);
  const env = { [settingNames.uploadsBucket]: bucket.bucketName };
  const list = { actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [bucket.bucketArn] };
  const read = { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [at(uploadsPrefix), at(rawPrefix)] };
  const keepRejects = { actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [at(rawPrefix)] };
  const forget = (folders: readonly string[]) => ({ actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'], resources: folders.map(at) });
  return {
    bucket, arrivals,
    reads: { name: 'ReadUploads', env, grants: [list, read, vault.use('read')], wildcard: OBJECTS },
    takesIn: { name: 'TakeInUploads', env, grants: [list, read, keepRejects, forget([rawPrefix]), vault.use('write')], wildcard: OBJECTS },
    erases: { name: 'EraseUploads', env, grants: [list, read, keepRejects, forget([uploadsPrefix, rawPrefix]), vault.use('write')], wildcard: OBJECTS },
    signs: {
      name: 'SignUploads', env, wildcard: OBJECTS,
      grants: [{ actions: ['s3:PutObject'], resources: [at(uploadsPrefix)] }, { actions: ['s3:GetObject'], resources: [at(rawPrefix)] }, { actions: ['s3:ListBucket'], resources: [bucket.bucketArn], conditions: { StringLike: { 's3:prefix': [`${rawPrefix}*`] } } }, vault.use('write')],
    },
    lists: { name: 'ListUploads', env, grants: [{ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }] },
  };
}

/** The bucket tells the queue of new files. Written into the bucket itself: the ready-made way is a custom resource with rights over every bucket. */
function tell(bucket: Bucket, bucketArn: string, { queue }: WorkQueue): void {
  queue.addToResourcePolicy(new PolicyStatement({
    sid: 'UploadsTellOfFiles', actions: ['sqs:SendMessage'], resources: [queue.queueArn], principals: [new ServicePrincipal('s3.amazonaws.com')],
    conditions: { ArnEquals: { 'aws:SourceArn': bucketArn }, StringEquals: { 'aws:SourceAccount': bucket.stack.account } },
  }));
  const made = bucket.node.defaultChild;
  if (!(made instanceof CfnBucket)) throw new Error('a bucket is made of a CfnBucket');
  made.notificationConfiguration = {
    queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn, filter: { s3Key: { rules: [{ name: 'prefix', value: uploadsPrefix }] } } }],
  };
  // S3 tries the queue when the bucket is made: its policy must stand.
  const policy = queue.node.tryFindChild('Policy');
  if (policy !== undefined) bucket.node.addDependency(policy);
}
