import type { MerchantId, UploadId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { change } from './corrections.ts';

/** A file that was announced and has not come yet. */
export interface ExpectedUpload {
  readonly upload: UploadId;
  readonly file: string;
  readonly bytes: number;
  readonly announcedMs: number;
}

/** Announcements are forgotten after a day, and beyond so many. */
const KEPT_MS = 86_400_000;
const MOST_KEPT = 500;

export async function readExpected({ documents, clock }: Pick<Edition, 'documents' | 'clock'>, merchant: MerchantId): Promise<ExpectedUpload[]> {
  return fresh(await documents.get(merchant, 'expected').then((stored) => stored?.text ?? null), clock.nowMs());
}

export async function expectUpload(edition: Pick<Edition, 'documents' | 'clock'>, merchant: MerchantId, expected: ExpectedUpload): Promise<void> {
  await change(edition, merchant, 'expected', (stored) => JSON.stringify([...fresh(stored, edition.clock.nowMs()), expected].slice(-MOST_KEPT)));
}

export async function uploadArrived(edition: Pick<Edition, 'documents' | 'clock'>, merchant: MerchantId, upload: string): Promise<void> {
  await change(edition, merchant, 'expected', (stored) => JSON.stringify(fresh(stored, edition.clock.nowMs()).filter((one) => one.upload !== upload)));
}

const fresh = (stored: string | null, nowMs: number): ExpectedUpload[] => {
  const list: ExpectedUpload[] = stored === null || stored === '' ? [] : JSON.parse(stored);
  return list.filter((one) => nowMs - one.announcedMs < KEPT_MS);
};
