import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { Failure, isFailure } from '../model/failure.ts';
import type { CustomerKey, MerchantId } from '../model/ids.ts';
import { trusted } from '../model/ids.ts';
import type { Publication, TierStore } from '../ports/tiers.ts';
import { patience, pauseMs } from './clients.ts';
import { asked } from './failures.ts';
import { gathered } from './gather.ts';
import type { Item, Items } from './items.ts';
import { isNew, keyOf, number, numberOf, readItems, sortOf, text, textOf } from './items.ts';
import { tableKey } from './tables.ts';

/** DynamoDB takes 100 items in one transaction; one of them is the merchant's publication. */
const CHANGES_AT_ONCE = 99;

/**
 * An item a customer, and one for the merchant's publication. Differences are written a page at a time, each page one transaction with the
 * publication's item, on the revision that the page before it left: a publisher that was overtaken, or comes back after a pause, writes
 * nothing more. Conditions on single items could not say that: its late write to a customer that the newer one left alone would stand.
 */
export function dynamodbTiers(items: Items): TierStore {
  const read = gathered(items);
  const stateOf = (merchant: MerchantId): Promise<Item | null> => read(merchant, PUBLICATION);
  return {
    async get(merchant, key) {
      const item = await read(merchant, key);
      return item === null ? null : bodyIn(item);
    },
    async publication(merchant) {
      const stored = (await stateOf(merchant))?.['publication']?.S;
      return stored === undefined ? null : JSON.parse(stored);
    },
    async *all(merchant) {
      for await (const item of readItems(items, merchant, { after: PUBLICATION })) yield { key: trusted<CustomerKey>(sortOf(item)), body: bodyIn(item) };
    },
    revision: async (merchant) => revisionOf(await stateOf(merchant)),
    async publish(merchant, next, put, remove, revision) {
      const table = { TableName: items.table };
      const changes: TransactWriteItem[] = [
        ...put.map(({ key, body }) => ({ Put: { ...table, Item: { ...keyOf(merchant, key), ...itemBody(body) } } })),
        ...remove.map((key) => ({ Delete: { ...table, Key: keyOf(merchant, key) } })),
      ];
      let state = await stateOf(merchant);
      if (revision !== undefined && revision !== revisionOf(state)) return null;
      for (let first = 0; ; ) {
        if (isBehind(next, state)) return null;
        const isLast = first + CHANGES_AT_ONCE >= changes.length;
        const after = stateItem(merchant, next.version, revisionOf(state) + 1, isLast ? JSON.stringify(next) : state?.['publication']?.S);
        if (await writePage(items, revisionOf(state), after, changes.slice(first, first + CHANGES_AT_ONCE))) {
          if (isLast) return revisionOf(after);
          state = after;
          first += CHANGES_AT_ONCE;
        } else if (revision !== undefined || first > 0) {
          return null;
        } else {
          state = await stateOf(merchant);
        }
      }
    },
  };
}

/** Sorts before every customer key. */
const PUBLICATION = '#publication';

/** Writing an item is paid for by the KB: what would not fit into one is packed. */
const ONE_KB = 900;
const itemBody = (body: string): Item => (Buffer.byteLength(body) <= ONE_KB ? { body: text(body) } : { packed: { B: deflateRawSync(body) } });
const bodyIn = (item: Item): string => (item['packed']?.B === undefined ? textOf(item, 'body') : inflateRawSync(item['packed'].B).toString('utf8'));

const revisionOf = (state: Item | null): number => (state === null ? 0 : numberOf(state, 'revision'));

/** `version`: of the publication that is there or, where that is newer, on its way. */
const stateItem = (merchant: MerchantId, version: number, revision: number, publication: string | undefined): Item => ({
  ...keyOf(merchant, PUBLICATION), revision: number(revision), version: number(version), ...(publication === undefined ? {} : { publication: text(publication) }),
});

/** Versions come from the head and only go up; the settings' revision decides between publications of one version. */
function isBehind(next: Publication, state: Item | null): boolean {
  if (state === null) return false;
  if (next.version < numberOf(state, 'version')) return true;
  const stored: Publication | null = state['publication'] === undefined ? null : JSON.parse(textOf(state, 'publication'));
  return stored !== null && stored.version === next.version && next.settingsRevision < stored.settingsRevision;
}

/** False where the state was moved by another. A repetition carries the same token: what its first try wrote is its own. */
async function writePage({ client, table }: Items, before: number, state: Item, changes: readonly TransactWriteItem[]): Promise<boolean> {
  const unmoved = before === 0 ? { ConditionExpression: isNew.text, ExpressionAttributeNames: { '#pk': tableKey.partition } }
    : { ConditionExpression: '#revision = :before', ExpressionAttributeNames: { '#revision': 'revision' }, ExpressionAttributeValues: { ':before': number(before) } };
  const command = { ClientRequestToken: randomUUID(), TransactItems: [{ Put: { TableName: table, Item: state, ...unmoved } }, ...changes] };
  for (let attempt = 0; attempt < patience.own.attempts; attempt += 1) {
    try {
      await asked('publish', () => client.send(new TransactWriteItemsCommand(command)), ['TransactionCanceledException', 'TransactionInProgressException']);
      return true;
    } catch (error) {
      if (isFailure(error)) throw error;
      const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons?.map(({ Code }) => Code ?? '') ?? [] : ['TransactionInProgress'];
      if (reasons[0] === 'ConditionalCheckFailed') return false;
      if (!reasons.some((reason) => PASSING.has(reason))) throw new Failure('refused', 'the store refused a page of answers', { cause: error });
      await pause(pauseMs(attempt));
    }
  }
  throw new Failure('busy', 'too much is asked of the store (publish)', { retry: 'same' });
}

/** Why a transaction may be given up although nothing is wrong with it. */
const PASSING = new Set(['TransactionConflict', 'TransactionInProgress', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
