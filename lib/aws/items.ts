import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asked } from './failures.ts';
import { tableKey } from './tables.ts';

/** One DynamoDB table. All reads are consistent: a version that was seen once is never followed by an older one. */
export interface Items {
  readonly client: DynamoDBClient;
  readonly table: string;
}

export type Item = Record<string, AttributeValue>;
/** A condition or an update with its names (`#n`) and values (`:v`). */
export interface Expression {
  readonly text: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, AttributeValue>;
}
/** `done` with the item that a put replaced or that an update left, or not, and the item that stood in the way. */
export type Written = { readonly done: true; readonly item: Item | null } | { readonly done: false; readonly found: Item | null };

export const keyOf = (partition: string, sort: string): Item => ({ [tableKey.partition]: { S: partition }, [tableKey.sort]: { S: sort } });
export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const textOf = (item: Item, name: string): string => item[name]?.S ?? '';
export const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? 0);
export const sortOf = (item: Item): string => textOf(item, tableKey.sort);

/** No item of that key may be there. */
export const isNew: Expression = { text: 'attribute_not_exists(#pk)', names: { '#pk': tableKey.partition } };

export async function readItem({ client, table }: Items, partition: string, sort: string): Promise<Item | null> {
  const { Item: item } = await asked('read', () => client.send(new GetItemCommand({ TableName: table, Key: keyOf(partition, sort), ConsistentRead: true })));
  return item ?? null;
}

export interface Range {
  /** Sort keys that begin so. */
  readonly prefix?: string;
  /** Sort keys that come after this one. */
  readonly after?: string;
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** Items of one partition in the order of their sort keys, page by page. */
export async function* readItems({ client, table }: Items, partition: string, { prefix, after, backwards = false, limit }: Range = {}): AsyncGenerator<Item> {
  const [condition, bound] = prefix !== undefined && prefix !== '' ? [' AND begins_with(#sk, :sk)', prefix] : after !== undefined ? [' AND #sk > :sk', after] : ['', null];
  let start: Item | undefined;
  do {
    const page = await asked('query', () => client.send(new QueryCommand({
      TableName: table, ConsistentRead: true, ScanIndexForward: !backwards, KeyConditionExpression: `#pk = :pk${condition}`,
      ExpressionAttributeNames: { '#pk': tableKey.partition, ...(bound === null ? {} : { '#sk': tableKey.sort }) },
      ExpressionAttributeValues: { ':pk': text(partition), ...(bound === null ? {} : { ':sk': text(bound) }) },
      ...(limit === undefined ? {} : { Limit: limit }), ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    })));
    yield* page.Items ?? [];
    start = limit === undefined ? page.LastEvaluatedKey : undefined;
  } while (start !== undefined);
}

/** Writes a whole item. A condition that does not hold is an answer. */
export const putItem = ({ client, table }: Items, item: Item, condition?: Expression): Promise<Written> => conditional('write', () =>
  client.send(new PutItemCommand({ TableName: table, Item: item, ReturnValues: 'ALL_OLD', ...conditionOf(condition) })));

/** Changes attributes of an item in place. */
export const updateItem = ({ client, table }: Items, key: Item, update: Expression, condition: Expression): Promise<Written> => conditional('update', () =>
  client.send(new UpdateItemCommand({
    TableName: table, Key: key, UpdateExpression: update.text, ReturnValues: 'ALL_NEW', ...conditionOf(condition),
    ExpressionAttributeNames: { ...update.names, ...condition.names }, ExpressionAttributeValues: { ...update.values, ...condition.values },
  })));

const conditionOf = (condition: Expression | undefined) => (condition === undefined ? {} : {
  ConditionExpression: condition.text, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  ...(condition.names === undefined ? {} : { ExpressionAttributeNames: condition.names }), ...(condition.values === undefined ? {} : { ExpressionAttributeValues: condition.values }),
});

async function conditional(what: string, write: () => Promise<{ Attributes?: Item | undefined }>): Promise<Written> {
  try {
    const { Attributes: item } = await asked(what, write, ['ConditionalCheckFailedException']);
    return { done: true, item: item ?? null };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { done: false, found: error.Item ?? null };
    throw error;
  }
}
