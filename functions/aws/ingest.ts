import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { maintain } from '../../lib/flows/maintain.ts';
import { isPublished } from '../../lib/flows/publish.ts';
import { takeIn } from '../../lib/flows/sweep.ts';
import { takeDrop } from '../../lib/flows/take-drop.ts';
import type { MerchantId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { arrivalsIn } from './arrivals.ts';
import { eachMessage, type Within } from './batch.ts';
import { theEdition } from './edition.ts';
import { lambdaLog } from './log.ts';
import { merchantIn, tellChanged } from './queues.ts';

/** Files that came, and merchants whose files are to be looked through, into the lake. Whose numbers are then behind is told on. */
export const handler = async (event: SQSEvent, context: Within): Promise<SQSBatchResponse> => {
  const edition = theEdition();
  return eachMessage(event, context, async (message) => {
    for (const merchant of await takeMessage(edition, message)) {
      const { version } = await edition.heads.read(merchant);
      if (version > 0 && !(await isPublished(edition, merchant, version))) await tellChanged(process.env, [{ merchant, of: { version } }]);
    }
  });
};

/** Answers the merchants that it concerned. */
async function takeMessage(edition: Edition, message: unknown): Promise<ReadonlySet<MerchantId>> {
  const swept = merchantIn(message);
  if (swept !== null) {
    await takeIn(edition, swept);
    // Told of, not taken in, and since written over: the sweep sees only what lies on top.
    for (const entry of await edition.ledger.list(swept)) if (entry.decision === null && !entry.withdrawn) await takeDrop(edition, entry);
    await maintain(edition, swept);
    return new Set([swept]);
  }
  const { drops, ignored } = arrivalsIn(message, process.env['AFTERTIER_UPLOADS_BUCKET'] ?? '');
  for (const why of ignored) lambdaLog.info('arrival.ignored', { why });
  for (const drop of drops) await takeDrop(edition, drop);
  return new Set(drops.map(({ merchant }) => merchant));
}
