import { createHash } from 'node:crypto';
import { Failure } from '../../lib/model/failure.ts';
import { isMerchantId, type MerchantId } from '../../lib/model/ids.ts';
import { settingNames } from '../../lib/aws/settings.ts';
import { callService, type Environment } from '../../lib/aws/call-service.ts';

/** What waits in the queue `changed`: a merchant whose numbers are to be made again. */
export interface Changed {
  readonly merchant: MerchantId;
  /** Once for a version that was committed, and once a day; `anew` also where nothing is behind. */
  readonly of: { readonly version: number } | { readonly day: string } | { readonly anew: string };
}

/** What waits in the queue `arrivals` besides events: a merchant whose uploads are to be compared with the ledger. */
export interface AskedSweep {
  readonly merchant: MerchantId;
}

const MOST_AT_ONCE = 10;

/** A merchant’s messages stand in one line, merchants beside each other; telling the same thing twice within five minutes tells it once. */
export const tellChanged = (environment: Environment, changed: readonly Changed[]): Promise<void> =>
  send(environment, settingNames.changedQueue, changed.map(({ merchant, of }) => {
    const body = JSON.stringify({ merchant, ...of });
    return { MessageBody: body, MessageGroupId: merchant, MessageDeduplicationId: createHash('sha256').update(body).digest('hex') };
  }));

export const askSweeps = (environment: Environment, asked: readonly AskedSweep[]): Promise<void> =>
  send(environment, settingNames.arrivalsQueue, asked.map(({ merchant }) => ({ MessageBody: JSON.stringify({ merchant }) })));

/** The merchant of a message of ours; null for anything else. */
export function merchantIn(message: unknown): MerchantId | null {
  const merchant: unknown = Reflect.get(Object(message), 'merchant');
  return typeof merchant === 'string' && isMerchantId(merchant) ? merchant : null;
}

async function send(environment: Environment, variable: string, messages: readonly object[]): Promise<void> {
  const QueueUrl = environment[variable];
  if (QueueUrl === undefined) throw new Failure('not_configured', `${variable} is not set.`);
  for (let i = 0; i < messages.length; i += MOST_AT_ONCE) {
    const Entries = messages.slice(i, i + MOST_AT_ONCE).map((message, n) => ({ Id: String(n), ...message }));
    const { text } = await callService(environment, {
      service: 'sqs', headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessageBatch' }, body: JSON.stringify({ QueueUrl, Entries }),
    });
    const failed: unknown = Reflect.get(Object(JSON.parse(text)), 'Failed');
    if (Array.isArray(failed) && failed.length > 0) throw new Failure('unavailable', 'A message was not taken by its queue.', { retry: 'same' });
  }
}
