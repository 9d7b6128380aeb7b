import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDemo } from '../../lib/demo/generate.ts';
import { uploadArrived } from '../../lib/flows/expected.ts';
import { ingest } from '../../lib/flows/ingest.ts';
import { bringUpToDate } from '../../lib/flows/sweep.ts';
import { receive } from '../../lib/flows/uploads.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { demoEnd } from '../commands/demo.ts';
import { announcedId, demoMerchant, missingDemoFiles } from './announce-demo.ts';

interface DemoOptions {
  /** For the files on their way; removed afterwards. */
  readonly dir: string;
  readonly lines: number | null;
  readonly tell: (line: string) => void;
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
      await uploadArrived(edition, demoMerchant, announcedId(file));
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
