import { boardText } from '../flows/boards.ts';
import { erase, type Certificate } from '../flows/erase.ts';
import { explorer, type AskedSegments, type PortraitFacts, type Segments } from '../flows/explore.ts';
import type { StoredReport } from '../flows/ingest.ts';
import { publish } from '../flows/publish.ts';
import { bringUpToDate } from '../flows/sweep.ts';
import { answerAll, mapSignature, mapUpload, withdrawUpload } from '../flows/uploads.ts';
import type { BoardName } from '../flows/analyse.ts';
import type { MappingDocument } from '../model/mapping.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';

/**
 * The work behind a call that takes an engine: it may run here, or in a process of its own so that look-ups are not slowed. Arguments and
 * answers are plain JSON. Everything that changes the lake ends with the changed numbers published.
 */
export interface Jobs {
  /** A file lies in the uploads: take it in soon. */
  wake(merchant: MerchantId): Promise<void>;
  answer(merchant: MerchantId, upload: string, answers: Readonly<Record<string, string>>): Promise<StoredReport>;
  map(merchant: MerchantId, upload: string, mapping: MappingDocument): Promise<StoredReport>;
  mapSignature(merchant: MerchantId, signature: string, mapping: MappingDocument): Promise<StoredReport[]>;
  withdraw(merchant: MerchantId, upload: string): Promise<void>;
  publish(merchant: MerchantId): Promise<void>;
  erase(merchant: MerchantId, customer: string): Promise<Certificate>;
  portrait(merchant: MerchantId, customer: string): Promise<PortraitFacts | null>;
  segments(merchant: MerchantId, asked: AskedSegments): Promise<Segments | null>;
  board(merchant: MerchantId, name: BoardName | 'data', asOf: string | null): Promise<string | null>;
}

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
    segments: explore.segments,
    board: (merchant, name, asOf) => boardText(edition, merchant, name, asOf),
    close: explore.close,
  };
}
