import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFiles, generateDemo } from '../../lib/demo/generate.ts';
import { expectUpload, uploadArrived } from '../../lib/flows/expected.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { bringUpToDate } from '../../lib/flows/sweep.ts';
import { receive } from '../../lib/flows/uploads.ts';
import { trusted, type MerchantId, type UploadId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { demoEnd } from '../commands/demo.ts';

export const demoMerchant = trusted<MerchantId>('demo');

interface DemoOptions {
  /** For the files on their way; removed afterwards. */
  readonly dir: string;
  readonly lines: number | null;
  readonly tell: (line: string) => void;
}

/** The demo's files that were never put into its uploads: all of them at first, the rest after an interrupted start, none later. */
export async function missingDemoFiles(edition: Edition): Promise<string[]> {
  const there = new Set((await edition.ledger.list(demoMerchant)).map(({ file }) => file));
  return demoFiles.filter((file) => !there.has(file));
}

/** Says at once what will come, so that the page has something to show while the files are being written. */
export async function announceDemo(edition: Edition): Promise<void> {
  const announcedMs = edition.clock.nowMs();
  for (const file of await missingDemoFiles(edition)) {
    await uploadArrived(edition, demoMerchant, idOf(file));
    await expectUpload(edition, demoMerchant, { upload: idOf(file), file, bytes: 0, announcedMs });
  }
}

/** Puts the seeded demo merchant's files through the same door as anybody's, once. */
export async function loadDemo(edition: Edition, { dir, lines, tell }: DemoOptions): Promise<void> {
  const missing = await missingDemoFiles(edition);
  if (missing.length > 0) {
    tell('writing the demo merchant’s files …');
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await generateDemo({ seed: 1, causes: true, endDay: demoEnd, dir, ...(lines === null ? {} : { orderLines: lines }) });
    for (const file of missing) {
      await receive(edition, demoMerchant, file, join(dir, file));
      await uploadArrived(edition, demoMerchant, idOf(file));
    }
    await rm(dir, { recursive: true, force: true });
  }
  const waiting = (await edition.ledger.list(demoMerchant)).filter((entry) => entry.decision === null && !entry.withdrawn && entry.failures < 3);
  for (const [i, entry] of waiting.entries()) {
    tell(`loading the demo merchant: ${i + 1} of ${waiting.length} files · ${entry.file}`);
    await ingest(edition, demoMerchant, entry.upload).catch((error: unknown) => edition.log.error('upload.failed', error, { merchant: demoMerchant, upload: entry.upload }));
  }
  if (waiting.length > 0) tell('loading the demo merchant: analysis …');
  await bringUpToDate(edition, demoMerchant);
  if (waiting.length > 0) tell('the demo merchant is loaded');
}

const idOf = (file: string): UploadId => trusted<UploadId>(`demo:${file}`);
