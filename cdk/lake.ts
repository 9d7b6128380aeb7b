import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import type { Binding } from './binding.ts';
import { days, type Common } from './common.ts';
import type { Vault } from './vault.ts';

/** Immutable parts, manifests, reports, large documents. */
export interface Lake {
  readonly bucket: Bucket;
  readonly reads: Binding;
  /** What the API shows and writes of it: reports and large documents, no parts. */
  readonly documents: Binding;
  /** Adds to it; removes none of its rows, only documents and digests that newer ones took the place of. */
  readonly publishes: Binding;
  /** And collects garbage. Certificates of erasures stay. */
  readonly keeps: Binding;
}

/** Folders of the lake that hold no rows. */
const DOCUMENTS = ['reports/', 'documents/'];
/** Of what publishing makes again. */
const PUBLISHED = ['documents/', 'answers/'];
/** Of parts, manifests and reports that nothing names any more. */
const GARBAGE = ['t/', 'm/', 'reports/'];
const OBJECTS = 'Objects have no ARN before they exist; the bucket holds nothing but this lake.';

export function lake(parent: Construct, vault: Vault, { settings }: Common): Lake {
  const scope = new Construct(parent, 'Lake');
  const bucket = vault.bucket(scope, 'lake', {
    versioned: true,
    lifecycleRules: [{ id: 'removed-parts-end', noncurrentVersionExpiration: days(settings.retention.restore), expiredObjectDeleteMarker: true, abortIncompleteMultipartUploadAfter: days(1) }],
  });
  bucket.addToResourcePolicy(writeOnce(bucket));

  const env = { [settingNames.lakeBucket]: bucket.bucketName };
  const all = bucket.arnForObjects('*');
  const read = [{ actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [bucket.bucketArn] }, { actions: ['s3:GetObject'], resources: [all] }];
  const write = (resources: readonly string[]) => ({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources });
  const at = (folders: readonly string[]): string[] => folders.map((folder) => bucket.arnForObjects(`${folder}*`));
  const remove = (folders: readonly string[]) => ({ actions: ['s3:DeleteObject'], resources: at(folders) });
  return {
    bucket,
    reads: { name: 'ReadLake', env, grants: [...read, vault.use('read')], wildcard: OBJECTS },
    documents: {
      name: 'ReadReports', env, wildcard: OBJECTS,
      grants: [{ actions: ['s3:GetObject', 's3:PutObject'], resources: at(DOCUMENTS) }, vault.use('write')],
    },
    publishes: { name: 'PublishLake', env, grants: [...read, write(at(PUBLISHED)), remove(PUBLISHED), vault.use('write')], wildcard: OBJECTS },
    keeps: { name: 'KeepLake', env, grants: [...read, write([all]), remove([...GARBAGE, ...PUBLISHED]), vault.use('write')], wildcard: OBJECTS },
  };
}

/** Nobody, an administrator included, puts an object where one is: every creation must say “if there is none”. Parts of a multipart upload create nothing yet. */
const writeOnce = (bucket: Bucket): PolicyStatement => new PolicyStatement({
  sid: 'WriteOnce', effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')],
  conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
});
