import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

/** The least that could answer a look-up from DynamoDB: what the API's function is measured against. */
const client = new DynamoDBClient({});
const app = new Hono();
app.get('/v1/customers/:id/tier', async (c) => {
  const { Item: item } = await client.send(new GetItemCommand({ TableName: 'tiers', Key: { pk: { S: 'm' }, sk: { S: c.req.param('id') } } }));
  return c.json(item ?? null);
});
export const handler = handle(app);
