import { demoFiles } from '../../lib/demo/generate.ts';
import { expectUpload, uploadArrived } from '../../lib/flows/expected.ts';
import { trusted, type MerchantId, type UploadId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';

export const demoMerchant = trusted<MerchantId>('demo');
export const announcedId = (file: string): UploadId => trusted<UploadId>(`demo:${file}`);

/** The demo's files that were never put into its uploads: all of them at first, the rest after an interrupted start, none later. */
export async function missingDemoFiles(edition: Edition): Promise<string[]> {
  const there = new Set((await edition.ledger.list(demoMerchant)).map(({ file }) => file));
  return demoFiles.filter((file) => !there.has(file));
}

/** Says at once what will come, so that the page has something to show while the files are being written. */
export async function announceDemo(edition: Edition): Promise<void> {
  const announcedMs = edition.clock.nowMs();
  for (const file of await missingDemoFiles(edition)) {
    await uploadArrived(edition, demoMerchant, announcedId(file));
    await expectUpload(edition, demoMerchant, { upload: announcedId(file), file, bytes: 0, announcedMs });
  }
}
