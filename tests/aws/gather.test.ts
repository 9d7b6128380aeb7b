import type { BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { gathered } from '../../lib/aws/gather.ts';
import { keyOf, putItem, text, textOf } from '../../lib/aws/items.ts';
import { onEngines } from './engines/on-engines.ts';
import { freshTable } from './support/places.ts';

onEngines('reads of the same moment go together', (at) => {
  async function filled() {
    const table = await freshTable(at);
    await Promise.all(Array.from({ length: 150 }, (_, n) => putItem(table, { ...keyOf('m1', `c${n}`), body: text(`of ${n}`) })));
    const requests: string[] = [];
    table.client.middlewareStack.add((next, context) => (args) => {
      requests.push(context.commandName ?? '');
      return next(args);
    }, { step: 'initialize' });
    return { table, requests };
  }
  const wanted = ['c0', 'c1', 'c1', 'none', ...Array.from({ length: 150 }, (_, n) => `c${n}`)];
  const expected = wanted.map((key) => (key === 'none' ? null : `of ${key.slice(1)}`));

  test('each item once, a hundred a request; one alone is one read', async () => {
    const { table, requests } = await filled();
    const read = gathered(table);
    const found = await Promise.all(wanted.map((key) => read('m1', key)));
    expect(found.map((item) => (item === null ? null : textOf(item, 'body')))).toEqual(expected);
    expect(requests).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand']);
    expect(await read('m1', 'c7')).toMatchObject({ body: { S: 'of 7' } });
    expect(requests.at(-1)).toBe('GetItemCommand');
    await table.remove();
  });

  test('what DynamoDB leaves unprocessed is asked for again until it is there', async () => {
    const { table, requests } = await filled();
    table.client.middlewareStack.add((next, context) => async (args) => {
      const answer = await next(args);
      if (context.commandName === 'BatchGetItemCommand') halve(answer.output as BatchGetItemCommandOutput, table.table);
      return answer;
    }, { step: 'initialize' });
    const read = gathered(table);
    const found = await Promise.all(wanted.map((key) => read('m1', key)));
    expect(found.map((item) => (item === null ? null : textOf(item, 'body')))).toEqual(expected);
    expect(requests.length).toBeGreaterThan(6);
    await table.remove();
  });
});

/** As DynamoDB does when it is busy: every second item is named and not given. */
function halve(output: BatchGetItemCommandOutput, table: string): void {
  const all = output.Responses?.[table] ?? [];
  const kept = all.filter((_, n) => n % 2 === 0);
  const left = all.filter((_, n) => n % 2 === 1).map(({ pk, sk }) => ({ pk: pk ?? { S: '' }, sk: sk ?? { S: '' } }));
  output.Responses = { [table]: kept };
  output.UnprocessedKeys = left.length === 0 ? {} : { [table]: { Keys: left, ConsistentRead: true } };
}
