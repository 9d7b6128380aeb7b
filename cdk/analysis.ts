import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { ArnPrincipal, CompositePrincipal, Role, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import { tableNames } from '../lib/model/tables.ts';
import { allow, type Binding } from './binding.ts';
import { catalogue } from './catalogue.ts';
import { days, type Common } from './common.ts';
import type { HouseFunction } from './function.ts';
import type { Lake } from './lake.ts';
import { workQueue, type WorkQueue } from './queue.ts';
import type { Vault } from './vault.ts';

/** The engine that answers SQL, and the queue of merchants whose numbers are to be made again. */
export interface Analysis {
  readonly results: Bucket;
  readonly workGroup: string;
  readonly changed: WorkQueue;
  /** Opens a session of a merchant, in which its queries run: over its part of the lake, in the work group, into the results. */
  readonly queries: Binding;
}

const GB = 2 ** 30;

export function analysis(parent: Construct, vault: Vault, lake: Lake, { house, settings }: Common, analyseTimeoutS: number, askers: readonly HouseFunction[]): Analysis {
  const scope = new Construct(parent, 'Analysis');
  const stack = Stack.of(scope);
  const results = vault.bucket(scope, 'results', { lifecycleRules: [{ id: 'results-end', expiration: days(1), abortIncompleteMultipartUploadAfter: days(1) }] });
  const workGroup = house.name;
  new CfnWorkGroup(scope, 'WorkGroup', {
    name: workGroup, state: 'ENABLED', description: 'Analyses of Aftertier', recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true, publishCloudWatchMetricsEnabled: true, requesterPaysEnabled: false,
      bytesScannedCutoffPerQuery: settings.scanLimitGb * GB, engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: { outputLocation: `s3://${results.bucketName}/results/`, encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: vault.key.keyArn } },
    },
  });
  const { database, reads } = catalogue(scope, house.name, { lake: lake.bucket, scratch: results });
  const reader = new Role(scope, 'Reader', {
    roleName: `${house.name}-reader`, assumedBy: ofMerchants(askers), maxSessionDuration: Duration.hours(1), description: 'Reads the lake of one merchant: the one that its session is tagged with',
  });
  allow(scope, reader, {
    name: 'ReadMerchant',
    grants: [
      { actions: ['s3:GetObject'], resources: tableNames.map((table) => lake.bucket.arnForObjects(`t/${table}/merchant=\${aws:PrincipalTag/merchant}/*`)) },
      { actions: ['s3:ListBucket'], resources: [lake.bucket.bucketArn], conditions: { StringLike: { 's3:prefix': tableNames.map((table) => `t/${table}/merchant=\${aws:PrincipalTag/merchant}/*`) } } },
      { actions: ['s3:GetBucketLocation'], resources: [lake.bucket.bucketArn] },
      vault.use('read'),
    ],
    wildcard: 'Parts have no ARN before they exist: the folders of one merchant are named, and * stands for its parts.',
  });
  allow(scope, reader, {
    name: 'Query',
    grants: [
      { actions: ['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:StopQueryExecution'], resources: [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workGroup, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })] },
      reads,
      { actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [results.bucketArn] },
      { actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'], resources: [results.arnForObjects('*')] },
      vault.use('write'),
    ],
    wildcard: 'Athena names the objects it answers with; the bucket holds nothing else, and each of them for a day.',
  });
  return {
    results, workGroup,
    changed: workQueue(scope, { name: `${house.name}-changed`, timeoutS: analyseTimeoutS, fifo: true }),
    queries: {
      name: 'Query', env: { [settingNames.workgroup]: workGroup, [settingNames.database]: database, [settingNames.resultsBucket]: results.bucketName, [settingNames.readerRole]: reader.roleArn },
      grants: [{ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [reader.roleArn], conditions: { StringLike: { 'aws:RequestTag/merchant': '?*' } } }],
    },
  };
}

/** These functions, and nobody else, open sessions; always of a merchant. */
const ofMerchants = (askers: readonly HouseFunction[]): IPrincipal =>
  new CompositePrincipal(...askers.map(({ role }) => new ArnPrincipal(role.roleArn).withConditions({ StringLike: { 'aws:RequestTag/merchant': '?*' } }).withSessionTags()));
