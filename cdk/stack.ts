import { CfnOutput, CfnRule, Fn, RemovalPolicy, Stack, Tags, type App } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import { analysis } from './analysis.ts';
import { api } from './api.ts';
import type { Binding } from './binding.ts';
import type { Common } from './common.ts';
import type { EngineLayer } from './engine-layer.ts';
import { houseFunction, type House } from './function.ts';
import { lake } from './lake.ts';
import { worksOn } from './queue.ts';
import type { StageSettings } from './settings.ts';
import { tiers } from './tiers.ts';
import { upload } from './upload.ts';
import { vault } from './vault.ts';
import { watch } from './watch.ts';

export interface StackParts {
  readonly settings: StageSettings;
  /** The bundle of each entry point. */
  readonly code: House['code'];
  readonly engine: EngineLayer;
}

/** How the library is to behave, of what it lets one choose: the newer way each time. */
export const flags: Readonly<Record<string, boolean>> = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

/** Seconds that one message may take. */
const INGEST_S = 900;
const ANALYSE_S = 600;
/** Above this much memory, Lambda gives a second processor: the engine uses two. */
const TWO_PROCESSORS_MB = 3538;

/** The whole of a stage: the boxes of the picture, and what each function may do with them. */
export function aftertierStack(app: App, { settings, code, engine }: StackParts): Stack {
  const { stage, region } = settings;
  const stack = new Stack(app, `Aftertier-${stage}`, {
    stackName: `aftertier-${stage}`, description: 'Aftertier: after-sales exports into decisions', env: { region, ...accountOf(process.env['CDK_DEFAULT_ACCOUNT']) }, terminationProtection: true,
  });
  for (const [tag, value] of Object.entries({ app: 'aftertier', stage, 'managed-by': 'cdk' })) Tags.of(stack).add(tag, value);

  const name = `aftertier-${stage}`;
  const layer = new LayerVersion(stack, 'Engine', { code: Code.fromAsset(engine.folder), compatibleArchitectures: [Architecture.ARM_64], description: 'DuckDB’s binary', removalPolicy: RemovalPolicy.DESTROY });
  if (!engine.built) new CfnRule(stack, 'EngineIsBuilt', { assertions: [{ assert: Fn.conditionEquals('stand-in', 'built'), assertDescription: 'The engine’s layer is a stand-in: deploy with npm run deploy' }] });

  const common: Common = { settings, house: { name, code, engine: layer, logDays: settings.retention.logs } };
  const safe = vault(stack, common);
  const uploads = upload(stack, safe, common, INGEST_S);
  const theLake = lake(stack, safe, common);
  const store = tiers(stack, common);
  const functionsOf = new Construct(stack, 'Functions');
  const diskMb = Math.min(10_240, 2 * settings.maxUploadMb + 4096);
  const analyse = houseFunction(functionsOf, common.house, 'analyse', { memoryMb: 1024, timeoutS: ANALYSE_S });
  const jobs = houseFunction(functionsOf, common.house, 'jobs', { memoryMb: TWO_PROCESSORS_MB, timeoutS: INGEST_S, diskMb, engine: true });
  const engineRoom = analysis(stack, safe, theLake, common, ANALYSE_S, [analyse, jobs]);
  const changed = engineRoom.changed.sends(settingNames.changedQueue);
  const arrivals = uploads.arrivals.sends(settingNames.arrivalsQueue);

  // The edition is composed of all its stores: names of those that a function has no business with lead nowhere.
  const names: Binding = { name: 'Names', env: { ...uploads.reads.env, ...theLake.reads.env, ...store.stateReads.env, ...store.answerReads.env, ...safe.secret.env }, grants: [] };

  const ingest = houseFunction(functionsOf, common.house, 'ingest', { memoryMb: TWO_PROCESSORS_MB, timeoutS: INGEST_S, diskMb, engine: true })
    .bind(names, uploads.takesIn, theLake.keeps, store.stateWrites, safe.secret, changed);
  worksOn(ingest, uploads.arrivals, { batch: 5, most: 10 });

  analyse.bind(names, theLake.publishes, engineRoom.queries, store.stateWrites, store.answerWrites);
  worksOn(analyse, engineRoom.changed, { batch: 1, most: 10 });

  jobs.bind(names, uploads.erases, theLake.keeps, engineRoom.queries, store.stateWrites, store.answerWrites, safe.secret);

  const operate = houseFunction(functionsOf, common.house, 'operate', { memoryMb: 512, timeoutS: 60 })
    .bind(names, store.stateWrites, arrivals, changed);

  const sweep = houseFunction(functionsOf, common.house, 'sweep', { memoryMb: 256, timeoutS: 120 })
    .bind(names, uploads.lists, store.stateReads, arrivals, changed);
  new Rule(stack, 'Sweep', { ruleName: `${name}-sweep`, description: 'Daily: takes in what no event told of, keeps the lake small', schedule: Schedule.cron({ minute: '17', hour: '1' }), targets: [new LambdaFunction(sweep.fn, { event: RuleTargetInput.fromObject({ task: 'sweep' }) })] });
  new Rule(stack, 'Analyse', { ruleName: `${name}-analyse`, description: 'Daily: analyses merchants whose answers are behind', schedule: Schedule.cron({ minute: '41', hour: '2' }), targets: [new LambdaFunction(sweep.fn, { event: RuleTargetInput.fromObject({ task: 'analyse' }) })] });

  const invokes: Binding = { name: 'AskJobs', env: { [settingNames.jobsFunction]: jobs.fn.functionName }, grants: [{ actions: ['lambda:InvokeFunction'], resources: [jobs.fn.functionArn] }] };
  const answering = houseFunction(functionsOf, common.house, 'api', { memoryMb: 1024, timeoutS: 30 })
    .bind(names, store.answerReads, store.stateWrites, theLake.documents, uploads.signs, safe.secret, invokes);
  answering.fn.addEnvironment('AFTERTIER_MAX_UPLOAD_MB', String(settings.maxUploadMb));
  const distribution = api(stack, safe, common, answering);

  const functions = [ingest, analyse, jobs, operate, sweep, answering];
  watch(stack, safe, common, { functions, queues: { arrivals: uploads.arrivals, changed: engineRoom.changed }, tiers: store, workGroup: engineRoom.workGroup, distribution });

  new CfnOutput(stack, 'Address', { value: `https://${settings.domain?.name ?? distribution.distributionDomainName}/`, description: 'The API' });
  new CfnOutput(stack, 'Uploads', { value: `s3://${uploads.bucket.bucketName}/uploads/`, description: 'Files of a merchant go into a folder of its name' });
  new CfnOutput(stack, 'Operate', { value: operate.fn.functionName, description: 'Makes keys, replays, removes a merchant: docs/aws.md' });
  return stack;
}

const accountOf = (account: string | undefined): { account?: string } => (account === undefined ? {} : { account });
