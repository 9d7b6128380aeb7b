import { setTimeout as pause } from 'node:timers/promises';
import type { KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { Failure } from '../model/failure.ts';
import { patience, pauseMs } from './clients.ts';
import { asked } from './failures.ts';
import type { Item, Items } from './items.ts';
import { keyOf, readItem, sortOf, textOf } from './items.ts';
import { tableKey } from './tables.ts';

/** DynamoDB reads so many items in one request. */
const AT_ONCE = 100;

type Read = (partition: string, sort: string) => Promise<Item | null>;

/**
 * Reads of single items, where those that are asked for in the same turn of the event loop go together, each item once: a hundred
 * look-ups in one call are two requests and not two hundred. A read alone stays what it is.
 */
export function gathered(items: Items): Read {
  let turn: Map<string, { readonly partition: string; readonly sort: string; readonly answers: ((found: Promise<Item | null>) => void)[] }> | null = null;

  function send(): void {
    const wanted = [...(turn ?? new Map<never, never>()).values()];
    turn = null;
    const [first] = wanted;
    if (wanted.length === 1 && first !== undefined) return answerAll(first.answers, readItem(items, first.partition, first.sort));
    for (let i = 0; i < wanted.length; i += AT_ONCE) {
      const some = wanted.slice(i, i + AT_ONCE);
      const found = readMany(items, some.map(({ partition, sort }) => keyOf(partition, sort)));
      for (const { partition, sort, answers } of some) answerAll(answers, found.then((all) => all.get(nameOf(partition, sort)) ?? null));
    }
  }

  return (partition, sort) => new Promise((resolve) => {
    if (turn === null) {
      turn = new Map();
      process.nextTick(send);
    }
    const name = nameOf(partition, sort);
    const same = turn.get(name);
    if (same === undefined) turn.set(name, { partition, sort, answers: [resolve] });
    else same.answers.push(resolve);
  });
}

const answerAll = (answers: readonly ((found: Promise<Item | null>) => void)[], found: Promise<Item | null>): void => {
  for (const answer of answers) answer(found);
};

/** No merchant and no customer key has a space. */
const nameOf = (partition: string, sort: string): string => `${partition} ${sort}`;

/** What DynamoDB leaves unprocessed, because it is busy or the answer would be too large, is asked for again. */
async function readMany({ client, table }: Items, keys: readonly Item[]): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  let left: Record<string, KeysAndAttributes> = { [table]: { Keys: [...keys], ConsistentRead: true } };
  for (let idle = 0; idle < patience.own.attempts;) {
    const request = left;
    const { Responses, UnprocessedKeys } = await asked('read', () => client.send(new BatchGetItemCommand({ RequestItems: request })));
    const some = Responses?.[table] ?? [];
    for (const item of some) found.set(nameOf(textOf(item, tableKey.partition), sortOf(item)), item);
    if (UnprocessedKeys === undefined || Object.keys(UnprocessedKeys).length === 0) return found;
    left = UnprocessedKeys;
    idle = some.length > 0 ? 0 : idle + 1;
    await pause(pauseMs(idle));
  }
  throw new Failure('busy', 'too much is asked of the store (read)', { retry: 'same' });
}
