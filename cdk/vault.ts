import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import type { Binding, Grant } from './binding.ts';
import { days, type Common } from './common.ts';

/** Keys, secrets, and how every bucket of the house is made. */
export interface Vault {
  readonly key: Key;
  /** What CloudFront tells the API's function, so that it answers nobody else. */
  readonly origin: Secret;
  /** The secret that pseudonyms and tokens are made with. */
  readonly secret: Binding;
  bucket(scope: Construct, name: string, props: BucketProps): Bucket;
  /** The right to use the key, in S3 alone. */
  use(how: 'read' | 'write'): Grant;
}

export function vault(parent: Construct, { house, settings }: Common): Vault {
  const scope = new Construct(parent, 'Vault');
  const stack = Stack.of(scope);
  const key = new Key(scope, 'Key', { alias: house.name, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN, description: `Files, lake, results and alarms of ${house.name}` });
  key.addToResourcePolicy(new PolicyStatement({
    sid: 'AlarmsReachTheirTopic', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'],
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')], conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
  }));

  const origin = new Secret(scope, 'Origin', { secretName: `${house.name}-origin`, description: 'CloudFront shows this to the API', generateSecretString: { excludePunctuation: true, passwordLength: 48 } });
  Validations.of(origin).acknowledge({ id: 'AwsSolutions-SMG4', reason: 'Shared by a distribution and a function that are only ever deployed together: a new value is a deployment, not a schedule (docs/aws.md).' });

  const parameter = `/${house.name.replace('-', '/')}/secret`;
  const logs = new Bucket(scope, 'AccessLogs', {
    bucketName: bucketName(stack, house.name, 'logs'), encryption: BucketEncryption.S3_MANAGED, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED, lifecycleRules: [{ expiration: days(settings.retention.logs), abortIncompleteMultipartUploadAfter: days(1) }], removalPolicy: RemovalPolicy.RETAIN,
  });

  return {
    key, origin,
    secret: {
      name: 'ReadSecret', env: { [settingNames.secretParameter]: parameter },
      grants: [{ actions: ['ssm:GetParameter'], resources: [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: parameter.slice(1), arnFormat: ArnFormat.SLASH_RESOURCE_NAME })] }],
    },
    bucket: (within, name, props) => new Bucket(within, 'Bucket', {
      bucketName: bucketName(stack, house.name, name), encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, minimumTLSVersion: 1.2, objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Only the compiler doubts it: the library’s own types disagree under exactOptionalPropertyTypes.
      serverAccessLogsBucket: logs as IBucket, serverAccessLogsPrefix: `${name}/`, removalPolicy: RemovalPolicy.RETAIN, ...props,
    }),
    use: (how) => ({
      actions: how === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
    }),
  };
}

/** Known before the bucket is there: its queue’s policy names it, and it needs that policy to begin with. */
export const bucketName = (stack: Stack, house: string, name: string): string => `${house}-${name}-${stack.account}-${stack.region}`;
