import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import { expiryAttribute, tableKey } from '../lib/aws/tables.ts';
import type { Binding } from './binding.ts';
import type { Common } from './common.ts';

/** DynamoDB: the state that commits move, and the answers that look-ups read. */
export interface Tiers {
  readonly state: Table;
  readonly answers: Table;
  readonly stateReads: Binding;
  readonly stateWrites: Binding;
  readonly answerReads: Binding;
  readonly answerWrites: Binding;
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
/** Look-ups of the same moment are asked for together. */
const LOOK_UP = [...READ, 'dynamodb:BatchGetItem'];

export function tiers(parent: Construct, { house }: Common): Tiers {
  const scope = new Construct(parent, 'Tiers');
  const table = (id: string, name: string): Table => new Table(scope, id, {
    tableName: `${house.name}-${name}`, billingMode: BillingMode.PAY_PER_REQUEST, encryption: TableEncryption.AWS_MANAGED,
    partitionKey: { name: tableKey.partition, type: AttributeType.STRING }, sortKey: { name: tableKey.sort, type: AttributeType.STRING },
    timeToLiveAttribute: expiryAttribute, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }, deletionProtection: true, removalPolicy: RemovalPolicy.RETAIN,
  });
  const [state, answers] = [table('State', 'state'), table('Answers', 'tiers')];
  const binding = (name: string, of: Table, variable: string, actions: readonly string[]): Binding => ({ name, env: { [variable]: of.tableName }, grants: [{ actions, resources: [of.tableArn] }] });
  return {
    state, answers,
    stateReads: binding('ReadState', state, settingNames.stateTable, READ),
    stateWrites: binding('WriteState', state, settingNames.stateTable, [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
    answerReads: binding('ReadAnswers', answers, settingNames.tiersTable, LOOK_UP),
    answerWrites: binding('WriteAnswers', answers, settingNames.tiersTable, [...LOOK_UP, 'dynamodb:PutItem', 'dynamodb:DeleteItem']),
  };
}
