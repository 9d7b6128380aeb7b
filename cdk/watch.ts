import { Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, ComparisonOperator, Dashboard, GraphWidget, Metric, TextWidget, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Common } from './common.ts';
import type { HouseFunction } from './function.ts';
import type { WorkQueue } from './queue.ts';
import type { Tiers } from './tiers.ts';
import type { Vault } from './vault.ts';

export interface Watched {
  readonly functions: readonly HouseFunction[];
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly tiers: Tiers;
  readonly workGroup: string;
  readonly distribution: Distribution;
}

const MINUTES_5 = Duration.minutes(5);

/** What somebody should hear of, one page that shows the whole, and what it may cost. */
export function watch(parent: Construct, vault: Vault, { house, settings }: Common, watched: Watched): void {
  const scope = new Construct(parent, 'Watch');
  const topic = new Topic(scope, 'Topic', { topicName: `${house.name}-alarms`, masterKey: vault.key, enforceSSL: true });
  topic.addToResourcePolicy(new PolicyStatement({
    sid: 'BudgetTells', actions: ['sns:Publish'], resources: [topic.topicArn], principals: [new ServicePrincipal('budgets.amazonaws.com')], conditions: { StringEquals: { 'aws:SourceAccount': topic.stack.account } },
  }));
  if (settings.email !== null) topic.addSubscription(new EmailSubscription(settings.email));

  const alarm = (id: string, metric: IMetric, threshold: number, alarmDescription: string, evaluationPeriods = 1): void => {
    new Alarm(scope, id, {
      alarmName: `${house.name}-${id}`, metric, threshold, evaluationPeriods, alarmDescription, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
  };
  for (const [name, { queue, dead }] of Object.entries(watched.queues)) {
    alarm(`${name}-dead`, dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }), 1, 'Work failed five times and waits to be looked at: docs/aws.md, “Redrive a dead-letter queue”.');
    alarm(`${name}-late`, queue.metricApproximateAgeOfOldestMessage({ period: MINUTES_5, statistic: 'Maximum' }), 7200, 'Work has waited for two hours.');
  }
  for (const { entry, fn } of watched.functions) {
    alarm(`${entry}-errors`, fn.metricErrors({ period: MINUTES_5, statistic: 'Sum' }), entry === 'api' ? 5 : 3, `The function ${entry} ends in errors: its log names the code.`);
    alarm(`${entry}-throttled`, fn.metricThrottles({ period: MINUTES_5, statistic: 'Sum' }), 10, `The account has no room for the function ${entry}.`, 3);
  }
  const answering = watched.functions.find(({ entry }) => entry === 'api');
  if (answering !== undefined) alarm('api-slow', answering.fn.metricDuration({ period: MINUTES_5, statistic: 'p99' }), 3000, 'One look-up in a hundred takes three seconds or more.', 3);
  for (const [name, table] of [['state', watched.tiers.state], ['tiers', watched.tiers.answers]] as const) {
    alarm(`${name}-throttled`, new Metric({ namespace: 'AWS/DynamoDB', metricName: 'ThrottledRequests', dimensionsMap: { TableName: table.tableName }, period: MINUTES_5, statistic: 'Sum' }), 10, `DynamoDB slows the table ${name} down.`, 3);
  }

  dashboard(scope, house.name, watched);
  new CfnBudget(scope, 'Budget', {
    budget: { budgetName: house.name, budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: settings.budgetUsd, unit: 'USD' }, costFilters: { TagKeyValue: [`user:stage$${settings.stage}`] } },
    notificationsWithSubscribers: (['ACTUAL', 'FORECASTED'] as const).map((notificationType) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold: notificationType === 'ACTUAL' ? 80 : 100, thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    })),
  });
}

function dashboard(scope: Construct, name: string, { functions, queues, tiers, workGroup, distribution }: Watched): void {
  const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget => new GraphWidget({ title, left, right, width: 8, height: 6 });
  const of = (entry: string, metric: (fn: HouseFunction['fn']) => IMetric): IMetric[] => functions.filter((one) => one.entry === entry).map(({ fn }) => metric(fn));
  const athena = (metricName: string, statistic: string): Metric => new Metric({ namespace: 'AWS/Athena', metricName, dimensionsMap: { WorkGroup: workGroup }, statistic, period: MINUTES_5 });
  const edge = (metricName: string, statistic: string): Metric => new Metric({ namespace: 'AWS/CloudFront', metricName, dimensionsMap: { DistributionId: distribution.distributionId, Region: 'Global' }, region: 'us-east-1', statistic, period: MINUTES_5 });
  const all = Object.entries(queues);
  new Dashboard(scope, 'Dashboard', {
    dashboardName: name, defaultInterval: Duration.days(1),
    widgets: [
      [new TextWidget({ markdown: `# ${name}\nfiles → **arrivals** → ingest → lake → **changed** → analyse → tiers → API. A dead-letter queue above zero wants somebody: docs/aws.md.`, width: 24, height: 2 })],
      [
        graph('Waiting', all.map(([label, { queue }]) => queue.metricApproximateNumberOfMessagesVisible({ label })), all.map(([label, { dead }]) => dead.metricApproximateNumberOfMessagesVisible({ label: `${label}, dead` }))),
        graph('Age of the oldest, s', all.map(([label, { queue }]) => queue.metricApproximateAgeOfOldestMessage({ label }))),
        graph('Errors', functions.map(({ entry, fn }) => fn.metricErrors({ label: entry, statistic: 'Sum' }))),
      ],
      [
        graph('Ingest and analysis, ms', [...of('ingest', (fn) => fn.metricDuration({ label: 'ingest, p90', statistic: 'p90' })), ...of('analyse', (fn) => fn.metricDuration({ label: 'analyse, p90', statistic: 'p90' }))]),
        graph('Athena: read, and time', [athena('ProcessedBytes', 'Sum')], [athena('TotalExecutionTime', 'p90')]),
        graph('API, ms', [...of('api', (fn) => fn.metricDuration({ label: 'p50', statistic: 'p50' })), ...of('api', (fn) => fn.metricDuration({ label: 'p99', statistic: 'p99' }))], of('api', (fn) => fn.metricInvocations({ label: 'calls', statistic: 'Sum' }))),
      ],
      [
        graph('Answers at the edge', [edge('Requests', 'Sum')], [edge('4xxErrorRate', 'Average'), edge('5xxErrorRate', 'Average')]),
        graph('DynamoDB, read units', [tiers.answers.metricConsumedReadCapacityUnits({ label: 'answers' }), tiers.state.metricConsumedReadCapacityUnits({ label: 'state' })]),
        graph('DynamoDB, write units', [tiers.answers.metricConsumedWriteCapacityUnits({ label: 'answers' }), tiers.state.metricConsumedWriteCapacityUnits({ label: 'state' })]),
      ],
    ],
  });
}
