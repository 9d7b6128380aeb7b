import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { publish } from '../../lib/flows/publish.ts';
import { bringUpToDate } from '../../lib/flows/sweep.ts';
import { eachMessage, type Within } from './batch.ts';
import { theEdition } from './edition.ts';
import { lambdaLog } from './log.ts';
import { merchantIn } from './queues.ts';

/** Merchants whose numbers may be behind, made again where they are: after a commit and once a day. `anew`: an operator wants them made whatever they are. */
export const handler = async (event: SQSEvent, context: Within): Promise<SQSBatchResponse> => {
  const edition = theEdition();
  return eachMessage(event, context, async (message) => {
    const merchant = merchantIn(message);
    if (merchant === null) return lambdaLog.info('changed.ignored');
    if (Reflect.get(Object(message), 'anew') === undefined) await bringUpToDate(edition, merchant);
    else await publish(edition, merchant);
  });
};
