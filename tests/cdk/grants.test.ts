import { describe, expect, it } from 'vitest';
import { tableNames } from '../../lib/model/tables.ts';
import { at, listAt, make, plain } from './template.ts';

const stage = make({ given: { stage: 'live' } });

interface Statement {
  readonly effect: unknown;
  readonly who: unknown;
  readonly actions: readonly unknown[];
  readonly resources: readonly unknown[];
  readonly condition: unknown;
}

const listed = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const statementsOf = (document: unknown): Statement[] => listAt(document, 'Statement').map((one) => ({
  effect: at(one, 'Effect'), who: plain(at(one, 'Principal')), actions: listed(at(one, 'Action')), resources: listed(plain(at(one, 'Resource'))), condition: plain(at(one, 'Condition')),
}));

/** Function, or the role that queries run as → what it is allowed, by policy. */
const holders = [
  ...stage.resources('AWS::Lambda::Function').map(({ of }) => ({ name: at(of, 'FunctionName'), role: at(of, 'Role', 'Fn::GetAtt', 0) })),
  ...stage.resources('AWS::IAM::Role').filter(({ of }) => at(of, 'RoleName') !== undefined).map(({ id, of }) => ({ name: at(of, 'RoleName'), role: id })),
];
const allowed = new Map(holders.map(({ name, role }) => {
  const policies = stage.resources('AWS::IAM::Policy').filter((policy) => listAt(policy.of, 'Roles').some((one) => at(one, 'Ref') === role));
  return [String(name), new Map(policies.map((policy) => [String(at(policy.of, 'PolicyName')).replace(/[0-9A-F]{8}$/, ''), statementsOf(at(policy.of, 'PolicyDocument'))]))] as const;
}));
const all = [...allowed.values()].flatMap((policies) => [...policies.values()].flat());

describe('least privilege', () => {
  it('every statement of every role and resource is the one that was agreed on', async () => {
    const roles = Object.fromEntries([...allowed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, policies]) => [name, Object.fromEntries([...policies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([policy, statements]) => [policy, statements.map(line)]))]));
    const resources = Object.fromEntries(['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) => stage.resources(type).map(({ id, of }) => [id, statementsOf(at(of, 'PolicyDocument')).map(line)])));
    const keys = Object.fromEntries(stage.resources('AWS::KMS::Key').map(({ id, of }) => [id, statementsOf(at(of, 'KeyPolicy')).map(line)]));
    await expect(`${JSON.stringify({ roles, resources, keys }, null, 2)}\n`).toMatchFileSnapshot('grants.json');
  });

  it('no role has a managed policy, and no statement allows “everything of a service” or everything but something', () => {
    for (const { of } of stage.resources('AWS::IAM::Role')) expect(at(of, 'ManagedPolicyArns')).toBeUndefined();
    for (const { actions } of all) for (const action of actions) expect(action).not.toMatch(/\*/);
    expect(JSON.stringify(stage.template)).not.toMatch(/"Not(Action|Resource)"/);
  });

  it('a star stands only behind a folder, a bucket or a log group of ours; never for all resources', () => {
    for (const { resources } of all) {
      for (const resource of resources) {
        expect(resource).not.toBe('*');
        expect(String(resource).replace(/\/\*$/, '')).not.toMatch(/\*/);
      }
    }
  });

  it('a function’s role is taken by Lambda alone', () => {
    for (const { of } of stage.resources('AWS::IAM::Role').filter((one) => at(one.of, 'RoleName') === undefined)) {
      expect(listAt(of, 'AssumeRolePolicyDocument', 'Statement').map((one) => at(one, 'Principal'))).toEqual([{ Service: 'lambda.amazonaws.com' }]);
    }
  });

  it('every role that a box gives is in the list above', () => {
    expect(stage.resources('AWS::IAM::Role')).toHaveLength(allowed.size);
  });
});

describe('who may do what', () => {
  const may = (name: string): string[] => [...(allowed.get(`aftertier-live-${name}`)?.values() ?? [])].flat().flatMap(({ actions }) => actions.map(String));

  it('the API’s function neither queries nor deletes, reads no parts of the lake, and writes no answers', () => {
    expect(may('api').filter((action) => /^(athena|glue):|Delete(Object|Table)|Scan/.test(action))).toEqual([]);
    const answers = allowed.get('aftertier-live-api')?.get('FunctionsApiReadAnswers');
    expect(answers?.flatMap(({ actions }) => actions).every((action) => /Get|Query/.test(String(action)))).toBe(true);
    const lake = allowed.get('aftertier-live-api')?.get('FunctionsApiReadReports')?.flatMap(({ resources }) => resources).filter((resource) => String(resource).includes('/'));
    expect(lake?.every((resource) => /\/(reports|documents)\/\*$/.test(String(resource)))).toBe(true);
  });

  it('ingest never touches what merchants sent, except to read it', () => {
    const writes = allowed.get('aftertier-live-ingest')?.get('FunctionsIngestTakeInUploads')?.filter(({ actions }) => actions.some((action) => /Put|Delete/.test(String(action))));
    for (const { resources } of writes ?? []) for (const resource of resources) expect(resource).toMatch(/\/raw\/\*$/);
  });

  it('analysis writes and removes what it publishes, and nothing else of the lake', () => {
    const writes = allowed.get('aftertier-live-analyse')?.get('FunctionsAnalysePublishLake')?.filter(({ actions }) => actions.some((action) => /Put|Delete/.test(String(action))));
    expect(writes).not.toEqual([]);
    for (const { resources } of writes ?? []) for (const resource of resources) if (String(resource).includes('Lake')) expect(resource).toMatch(/\/(documents|answers)\/\*$/);
  });

  it('nobody removes the certificate of an erasure', () => {
    for (const { actions, resources } of all) {
      if (actions.includes('s3:DeleteObject')) for (const resource of resources) if (String(resource).includes('LakeBucket')) expect(resource).toMatch(/\/(t|m|reports|documents|answers)\/\*$/);
    }
  });

  it('a query runs in a session of its merchant, and reads that merchant’s folders of the lake and no other’s', () => {
    const reader = stage.resources('AWS::IAM::Role').find(({ of }) => at(of, 'RoleName') === 'aftertier-live-reader');
    for (const statement of listAt(reader?.of, 'AssumeRolePolicyDocument', 'Statement')) {
      for (const who of listed(plain(at(statement, 'Principal', 'AWS')))) expect(who).toMatch(/^<Functions(Analyse|Jobs)Role\w+\.Arn>$/);
      expect(at(statement, 'Condition')).toEqual({ StringLike: { 'aws:RequestTag/merchant': '?*' } });
    }
    const objects = [...(allowed.get('aftertier-live-reader')?.values() ?? [])].flat().filter(({ actions }) => actions.includes('s3:GetObject')).flatMap(({ resources }) => resources.map(String)).filter((resource) => resource.includes('LakeBucket'));
    expect(objects).toHaveLength(tableNames.length);
    for (const resource of objects) expect(resource).toMatch(/\/t\/\w+\/merchant=\$\{aws:PrincipalTag\/merchant\}\/\*$/);
    for (const name of ['analyse', 'jobs']) expect(may(name).filter((action) => /^(athena|glue):/.test(action))).toEqual([]);
  });

  it('whoever reads answers may read many at once, as look-ups do', () => {
    for (const name of ['api', 'analyse', 'jobs']) expect(may(name)).toContain('dynamodb:BatchGetItem');
  });

  it('the clock’s function sees names and sends messages: it reads no file', () => {
    expect(may('sweep').filter((action) => /^s3:/.test(action))).toEqual(['s3:ListBucket']);
  });

  it('nobody reads the secret but who makes pseudonyms or tokens', () => {
    expect([...allowed.keys()].filter((name) => may(name.replace('aftertier-live-', '')).includes('ssm:GetParameter')).sort()).toEqual(['aftertier-live-api', 'aftertier-live-ingest', 'aftertier-live-jobs']);
  });
});

function line({ effect, who, actions, resources, condition }: Statement): string {
  const parts = [effect, ...(who === undefined ? [] : [JSON.stringify(who)]), actions.join(' '), 'on', resources.join(' '), ...(condition === undefined ? [] : ['if', JSON.stringify(condition)])];
  return parts.join(' ');
}
