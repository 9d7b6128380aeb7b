import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { isFailure } from '../../lib/model/failure.ts';
import { lambdaLog } from './log.ts';

/** With less time than this left, what has not begun is left for another invocation. */
const LEAST_MS = 240_000;

export type Within = Pick<Context, 'getRemainingTimeInMillis'>;

/**
 * A batch from a queue, one message after the other. What failed is named, and only that comes again; in a line that must stay in order
 * (`fifo`), so does what stands behind it. A message that nobody can read would never succeed: it is said in the log and let go.
 */
export async function eachMessage({ Records }: SQSEvent, context: Within, work: (message: unknown) => Promise<void>): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const blocked = new Set<string>();
  for (const [n, { messageId, body, attributes }] of Records.entries()) {
    const line = attributes.MessageGroupId;
    const isLate = n > 0 && context.getRemainingTimeInMillis() < LEAST_MS;
    if (isLate || (line !== undefined && blocked.has(line))) {
      failed.push(messageId);
      continue;
    }
    try {
      await work(parsed(body));
    } catch (error) {
      lambdaLog.error('message.failed', error, { retry: isFailure(error) ? error.retry : null });
      failed.push(messageId);
      if (line !== undefined) blocked.add(line);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
