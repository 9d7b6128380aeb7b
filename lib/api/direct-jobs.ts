import { boardText } from '../flows/boards.ts';
import { erase } from '../flows/erase.ts';
import { explorer } from '../flows/explore.ts';
import { publish } from '../flows/publish.ts';
import { bringUpToDate } from '../flows/sweep.ts';
import { answerAll, mapSignature, mapUpload, withdrawUpload } from '../flows/uploads.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { Jobs } from './jobs.ts';

/** What changes the lake, one after the other. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export function makeLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** The jobs in this process. `wake` is told by whoever sweeps. */
export function directJobs(edition: Edition, lane: Lane = makeLane(), wake: (merchant: MerchantId) => Promise<void> = async () => undefined): Jobs & { close(): Promise<void> } {
  const explore = explorer(edition);
  const changing = <T>(merchant: MerchantId, work: () => Promise<T>): Promise<T> => lane(async () => {
    const done = await work();
    await bringUpToDate(edition, merchant);
    return done;
  });
  return {
    wake,
    answer: (merchant, upload, answers) => changing(merchant, () => answerAll(edition, merchant, upload, answers)),
    map: (merchant, upload, mapping) => changing(merchant, () => mapUpload(edition, merchant, upload, mapping)),
    mapSignature: (merchant, signature, mapping) => changing(merchant, () => mapSignature(edition, merchant, signature, mapping)),
    withdraw: (merchant, upload) => changing(merchant, async () => void (await withdrawUpload(edition, merchant, upload))),
    publish: (merchant) => lane(async () => void (await publish(edition, merchant))),
    erase: (merchant, customer) => lane(() => erase(edition, merchant, customer)),
    portrait: explore.portrait,
    subject: explore.subject,
    segments: explore.segments,
    board: (merchant, name, asOf, filter) => boardText(edition, merchant, name, asOf, filter),
    close: explore.close,
  };
}
