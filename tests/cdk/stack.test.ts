import { describe, expect, it } from 'vitest';
import { expiryAttribute, tableKey } from '../../lib/aws/tables.ts';
import { tableNames, tables } from '../../lib/model/tables.ts';
import { stageSettings } from '../../cdk/settings.ts';
import { at, listAt, makeAll, plain, type Made, type Resource } from './template.ts';

// Made once: it takes seconds. That it is made at all says that the AwsSolutions rules find nothing unexplained.
const [stage, own, unfinished]: (Made | undefined)[] = makeAll([
  { given: { stage: 'live', email: 'ops@example.org' }, isChecked: true },
  { given: { domain: 'api.example.org', certificate: 'arn:aws:acm:us-east-1:111122223333:certificate/1' } },
  { given: {}, isEngineBuilt: false },
]);
if (stage === undefined || own === undefined || unfinished === undefined) throw new Error('nothing was made');
const named = (type: string, property: string, pattern: RegExp): Resource => {
  const found = stage.resources(type).find(({ of }) => pattern.test(String(plain(at(of, property)))));
  if (found === undefined) throw new Error(`no ${type} ${pattern.source}`);
  return found;
};
const bucket = (name: string): Resource => named('AWS::S3::Bucket', 'BucketName', new RegExp(`-${name}-`));
const statementsOn = (type: string, target: string, property: string): unknown[] =>
  stage.resources(type).filter(({ of }) => JSON.stringify(at(of, property)).includes(`"${target}"`)).flatMap(({ of }) => listAt(of, 'PolicyDocument', 'Statement').map(plain));
const isTlsOnly = (statements: readonly unknown[]): boolean =>
  statements.some((one) => at(one, 'Effect') === 'Deny' && at(one, 'Condition', 'Bool', 'aws:SecureTransport') === 'false' && JSON.stringify(at(one, 'Principal')).includes('*'));

describe('every bucket', () => {
  for (const { id, of, whole } of stage.resources('AWS::S3::Bucket')) {
    it(`${id} is closed to the public, encrypted, reached by TLS alone, and stays when the stack goes`, () => {
      expect(at(of, 'PublicAccessBlockConfiguration')).toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
      const [rule] = listAt(of, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
      const isLogs = id.includes('AccessLogs');
      expect(at(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm')).toBe(isLogs ? 'AES256' : 'aws:kms');
      if (!isLogs) expect(at(rule, 'BucketKeyEnabled')).toBe(true);
      expect(isTlsOnly(statementsOn('AWS::S3::BucketPolicy', id, 'Bucket'))).toBe(true);
      expect(whole).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(listAt(of, 'LifecycleConfiguration', 'Rules').length).toBeGreaterThan(0);
    });
  }
});

describe('uploads', () => {
  it('keep every version, and end when their time is over', () => {
    expect(bucket('uploads').of).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    expect(at(bucket('uploads').of, 'LifecycleConfiguration', 'Rules', 0)).toMatchObject({ ExpirationInDays: 400, NoncurrentVersionExpiration: { NoncurrentDays: 30 }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
  });

  it('tell the queue of new files below uploads/, and of nothing else', () => {
    const [told] = listAt(bucket('uploads').of, 'NotificationConfiguration', 'QueueConfigurations');
    expect(told).toMatchObject({ Event: 's3:ObjectCreated:*', Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'uploads/' }] } } });
    expect(listAt(bucket('uploads').of, 'NotificationConfiguration', 'QueueConfigurations')).toHaveLength(1);
  });

  it('the queue takes messages of this bucket of this account alone', () => {
    const queue = named('AWS::SQS::Queue', 'QueueName', /live-arrivals$/);
    const [allowed] = statementsOn('AWS::SQS::QueuePolicy', queue.id, 'Queues').filter((one) => at(one, 'Sid') === 'UploadsTellOfFiles');
    expect(allowed).toMatchObject({
      Action: 'sqs:SendMessage', Principal: { Service: 's3.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::aftertier-live-uploads-<AWS::AccountId>-eu-central-1' }, StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' } },
    });
  });
});

describe('work that waits', () => {
  const workers = stage.resources('AWS::Lambda::EventSourceMapping').map((mapping) => {
    const queue = stage.resources('AWS::SQS::Queue').find(({ id }) => id === at(mapping.of, 'EventSourceArn', 'Fn::GetAtt', 0));
    const fn = stage.resources('AWS::Lambda::Function').find(({ id }) => id === at(mapping.of, 'FunctionName', 'Ref'));
    return { mapping, queue, fn };
  });

  it('waits in two queues: files that came, merchants whose numbers are behind', () => {
    expect(workers.map(({ queue }) => at(queue?.of, 'QueueName')).sort()).toEqual(['aftertier-live-arrivals', 'aftertier-live-changed.fifo']);
  });

  for (const { mapping, queue, fn } of workers) {
    const name = String(at(queue?.of, 'QueueName'));
    it(`${name}: what failed comes again alone, never while it is still worked on, five times, then to a dead-letter queue`, () => {
      expect(mapping.of).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect(Number(at(mapping.of, 'ScalingConfig', 'MaximumConcurrency'))).toBeGreaterThanOrEqual(2);
      expect(Number(at(queue?.of, 'VisibilityTimeout'))).toBeGreaterThanOrEqual(6 * Number(at(fn?.of, 'Timeout')));
      expect(at(queue?.of, 'RedrivePolicy', 'maxReceiveCount')).toBe(5);
    });

    it(`${name}: a single dead message raises an alarm that somebody hears`, () => {
      const dead = stage.resources('AWS::SQS::Queue').find(({ id }) => id === at(queue?.of, 'RedrivePolicy', 'deadLetterTargetArn', 'Fn::GetAtt', 0));
      const alarm = stage.resources('AWS::CloudWatch::Alarm').find(({ of }) => JSON.stringify(at(of, 'Dimensions')).includes(`"${dead?.id}"`));
      expect(alarm?.of).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 1 });
      expect(stage.resources('AWS::SNS::Topic').map(({ id }) => id)).toContain(at(alarm?.of, 'AlarmActions', 0, 'Ref'));
      expect(at(dead?.of, 'MessageRetentionPeriod')).toBe(14 * 86_400);
    });
  }

  it('is encrypted and reached by TLS alone', () => {
    for (const { id, of } of stage.resources('AWS::SQS::Queue')) {
      expect(at(of, 'SqsManagedSseEnabled')).toBe(true);
      expect(isTlsOnly(statementsOn('AWS::SQS::QueuePolicy', id, 'Queues'))).toBe(true);
    }
  });

  it('a merchant’s analyses stand in one line', () => {
    expect(at(named('AWS::SQS::Queue', 'QueueName', /live-changed\.fifo$/).of, 'FifoQueue')).toBe(true);
  });
});

describe('the lake', () => {
  it('is written once: whoever puts an object without “if there is none” is refused, an administrator too', () => {
    const refusal = statementsOn('AWS::S3::BucketPolicy', bucket('lake').id, 'Bucket').find((one) => at(one, 'Sid') === 'WriteOnce');
    expect(refusal).toEqual({
      Sid: 'WriteOnce', Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:PutObject', Resource: `<${bucket('lake').id}.Arn>/*`,
      Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    });
  });

  it('what was removed from it can be brought back for a week, and is gone then', () => {
    expect(bucket('lake').of).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    expect(at(bucket('lake').of, 'LifecycleConfiguration', 'Rules', 0)).toMatchObject({ NoncurrentVersionExpiration: { NoncurrentDays: 7 } });
  });
});

describe('the catalogue', () => {
  const tableOf = (name: string): unknown => at(stage.resources('AWS::Glue::Table').find((one) => at(one.of, 'TableInput', 'Name') === name)?.of, 'TableInput');

  it('knows the canonical tables, column by column', () => {
    const types = { text: 'string', int: 'int', minor: 'bigint', double: 'double', time: 'timestamp', day: 'date' };
    for (const name of tableNames) expect(listAt(tableOf(name), 'StorageDescriptor', 'Columns')).toEqual(tables[name].columns.map((column) => ({ Name: column.name, Type: types[column.type] })));
  });

  it('injects merchant and part: a query that does not name them fails', () => {
    for (const name of tableNames) {
      expect(at(tableOf(name), 'PartitionKeys')).toEqual([{ Name: 'merchant', Type: 'string' }, { Name: 'part', Type: 'string' }]);
      expect(plain(at(tableOf(name), 'Parameters'))).toMatchObject({
        'projection.enabled': 'true', 'projection.merchant.type': 'injected', 'projection.part.type': 'injected',
        'storage.location.template': `s3://<${bucket('lake').id}>/t/${name}/merchant=\${merchant}/part=\${part}/`,
      });
    }
  });

  it('knows what an analysis keeps between its queries, in the bucket that forgets', () => {
    expect(plain(at(tableOf('scratch'), 'Parameters', 'storage.location.template'))).toBe(`s3://<${bucket('results').id}>/scratch/relations/run=\${run}/relation=\${relation}/`);
    expect(new Set(listAt(tableOf('scratch'), 'StorageDescriptor', 'Columns').map((column) => at(column, 'Type')))).toEqual(new Set(['string', 'bigint', 'double', 'boolean', 'date', 'timestamp']));
  });
});

describe('Athena', () => {
  it('obeys the work group whatever a query asks: a limit of what is read, encrypted results in a place that forgets', () => {
    const [group] = stage.resources('AWS::Athena::WorkGroup');
    expect(plain(at(group?.of, 'WorkGroupConfiguration'))).toMatchObject({
      EnforceWorkGroupConfiguration: true, BytesScannedCutoffPerQuery: 10 * 2 ** 30, EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: { OutputLocation: `s3://<${bucket('results').id}>/results/`, EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } },
    });
    expect(at(bucket('results').of, 'LifecycleConfiguration', 'Rules', 0)).toMatchObject({ ExpirationInDays: 1 });
  });
});

describe('every table', () => {
  for (const { id, of, whole } of stage.resources('AWS::DynamoDB::Table')) {
    it(`${id} is paid by request, encrypted, restorable to any second, and cannot be deleted by mistake`, () => {
      expect(of).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST', SSESpecification: { SSEEnabled: true }, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: expiryAttribute, Enabled: true },
        KeySchema: [{ AttributeName: tableKey.partition, KeyType: 'HASH' }, { AttributeName: tableKey.sort, KeyType: 'RANGE' }],
      });
      expect(whole).toMatchObject({ DeletionPolicy: 'Retain' });
    });
  }
});

describe('every function', () => {
  for (const { id, of } of stage.resources('AWS::Lambda::Function')) {
    const name = String(at(of, 'FunctionName'));
    it(`${name} runs on arm64 and Node 24, and its log ends`, () => {
      expect(of).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      const log = stage.resources('AWS::Logs::LogGroup').find((one) => one.id === at(of, 'LoggingConfig', 'LogGroup', 'Ref'));
      expect(at(log?.of, 'RetentionInDays')).toBe(90);
      expect(id).toBeTruthy();
    });
  }

  it('the engine is a layer of those that open it; the API’s function has none', () => {
    const withEngine = stage.resources('AWS::Lambda::Function').filter(({ of }) => listAt(of, 'Layers').length > 0).map(({ of }) => at(of, 'FunctionName'));
    expect(withEngine.sort()).toEqual(['aftertier-live-ingest', 'aftertier-live-jobs']);
  });

  it('no variable holds the secret of pseudonyms: only where it lies', () => {
    for (const { of } of stage.resources('AWS::Lambda::Function')) {
      for (const [variable, value] of Object.entries(Object(at(of, 'Environment', 'Variables')))) {
        if (/SECRET/.test(variable)) expect(value).toBe('/aftertier/live/secret');
      }
    }
  });
});

describe('the API before the world', () => {
  const [distribution] = stage.resources('AWS::CloudFront::Distribution');
  it('is spoken to by HTTPS alone, and names nothing of its errors', () => {
    const config = at(distribution?.of, 'DistributionConfig');
    for (const behaviour of [at(config, 'DefaultCacheBehavior'), ...listAt(config, 'CacheBehaviors')]) expect(at(behaviour, 'ViewerProtocolPolicy')).toBe('https-only');
    expect(at(config, 'Origins', 0, 'CustomOriginConfig')).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
  });

  it('CloudFront shows the function a word that nobody else knows', () => {
    const shown = at(distribution?.of, 'DistributionConfig', 'Origins', 0, 'OriginCustomHeaders', 0);
    const api = named('AWS::Lambda::Function', 'FunctionName', /live-api$/);
    expect(at(shown, 'HeaderName')).toBe('x-aftertier-origin');
    expect(at(shown, 'HeaderValue')).toEqual(at(api.of, 'Environment', 'Variables', 'AFTERTIER_ORIGIN_WORD'));
    expect(JSON.stringify(at(shown, 'HeaderValue'))).toContain('{{resolve:secretsmanager:');
  });

  it('answers of one caller are kept for nobody else: only what is the same for all lies at the edge', () => {
    const config = at(distribution?.of, 'DistributionConfig');
    const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    expect(at(config, 'DefaultCacheBehavior', 'CachePolicyId')).toBe(DISABLED);
    expect(listAt(config, 'CacheBehaviors').map((one) => at(one, 'PathPattern'))).toEqual(['/embed.js', '/embed/assets/*']);
  });

  it('a domain of its own brings its certificate and TLS 1.2', () => {
    const [its] = own.resources('AWS::CloudFront::Distribution');
    expect(at(its?.of, 'DistributionConfig')).toMatchObject({ Aliases: ['api.example.org'], ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' } });
  });
});

describe('watching', () => {
  it('every function’s errors raise an alarm, every alarm reaches the topic, the topic reaches a person', () => {
    const alarms = stage.resources('AWS::CloudWatch::Alarm');
    for (const { id } of stage.resources('AWS::Lambda::Function')) expect(alarms.some(({ of }) => at(of, 'MetricName') === 'Errors' && JSON.stringify(of).includes(`"${id}"`))).toBe(true);
    for (const { of } of alarms) expect(listAt(of, 'AlarmActions')).toHaveLength(1);
    expect(stage.resources('AWS::SNS::Subscription').map(({ of }) => at(of, 'Endpoint'))).toEqual(['ops@example.org']);
  });

  it('a budget tells before the money is spent', () => {
    const [budget] = stage.resources('AWS::Budgets::Budget');
    expect(at(budget?.of, 'Budget', 'BudgetLimit')).toEqual({ Amount: 50, Unit: 'USD' });
    expect(listAt(budget?.of, 'NotificationsWithSubscribers').map((one) => at(one, 'Notification', 'NotificationType'))).toEqual(['ACTUAL', 'FORECASTED']);
  });

  it('everything that can be is tagged with app and stage', () => {
    for (const { of } of [...stage.resources('AWS::S3::Bucket'), ...stage.resources('AWS::Lambda::Function'), ...stage.resources('AWS::DynamoDB::Table'), ...stage.resources('AWS::SQS::Queue')]) {
      expect(at(of, 'Tags')).toEqual(expect.arrayContaining([{ Key: 'app', Value: 'aftertier' }, { Key: 'stage', Value: 'live' }]));
    }
  });
});

describe('a deployment', () => {
  it('with a stand-in for the engine is refused by CloudFormation itself', () => {
    expect(at(stage.template, 'Rules', 'EngineIsBuilt')).toBeUndefined();
    expect(at(unfinished.template, 'Rules', 'EngineIsBuilt')).toMatchObject({ Assertions: [{ Assert: { 'Fn::Equals': ['stand-in', 'built'] } }] });
  });

  it('with settings that make no sense is refused before anything is made', () => {
    for (const wrong of [{ stage: 'Live!' }, { region: 'here' }, { domain: 'api.example.org' }, { 'raw-days': '0' }, { budget: 'much' }]) expect(() => stageSettings((name) => Reflect.get(wrong, name))).toThrow(/--/);
  });
});
