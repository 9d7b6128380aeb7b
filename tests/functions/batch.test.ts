import { describe, expect, it } from 'vitest';
import type { SQSRecord } from 'aws-lambda';
import { eachMessage } from '../../functions/aws/batch.ts';

const message = (id: string, body: unknown, group?: string): SQSRecord => ({
  messageId: id, receiptHandle: id, body: typeof body === 'string' ? body : JSON.stringify(body), md5OfBody: '', messageAttributes: {}, eventSource: 'aws:sqs', eventSourceARN: '', awsRegion: '',
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0', ...(group === undefined ? {} : { MessageGroupId: group }) },
});
const time = (...left: number[]) => ({ getRemainingTimeInMillis: () => left.shift() ?? 900_000 });
const failing = (wrong: unknown) => async (body: unknown): Promise<void> => { if (body === wrong) throw new Error('no'); };

describe('a batch of messages', () => {
  it('only what failed comes again', async () => {
    const done: unknown[] = [];
    const work = async (body: unknown): Promise<void> => {
      await failing(2)(body);
      done.push(body);
    };
    expect(await eachMessage({ Records: [message('a', 1), message('b', 2), message('c', 3)] }, time(), work)).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
    expect(done).toEqual([1, 3]);
  });

  it('in a line that stays in order, what stands behind a failure comes again too; other lines go on', async () => {
    const records = [message('a', 1, 'm1'), message('b', 2, 'm2'), message('c', 3, 'm1'), message('d', 4, 'm2')];
    expect(await eachMessage({ Records: records }, time(), failing(1))).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }] });
  });

  it('what cannot begin in time is left for another invocation; the first always begins', async () => {
    const seen: unknown[] = [];
    const answer = await eachMessage({ Records: [message('a', 1), message('b', 2), message('c', 3)] }, time(300_000, 100_000), async (body) => void seen.push(body));
    expect(seen).toEqual([1, 2]);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'c' }]);
  });

  it('a message that is no JSON is handed on as nothing, and does not come again', async () => {
    const seen: unknown[] = [];
    expect(await eachMessage({ Records: [message('a', '{"half":')] }, time(), async (body) => void seen.push(body))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([null]);
  });
});
