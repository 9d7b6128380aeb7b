import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import { embeddedHeads } from '../../lib/embedded/heads.ts';
import { embeddedLedger } from '../../lib/embedded/ledger.ts';
import { openStore } from '../../lib/embedded/lmdb-store.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import { runPlanned, walkCrashes, walkFailures } from '../long/crash-walk.ts';
import { merchant } from '../support/lake-bed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = fileURLToPath(new URL('../support/state-script.ts', import.meta.url));

/** Starts again without a plan, then reads with fresh eyes. */
async function recovers(folder: string, run: string): Promise<void> {
  const again = await runPlanned(script, [folder]);
  expect(again, run).toMatchObject({ outcome: 'done' });
  const store = openStore(join(folder, 'store'));
  const objects = folderObjects(join(folder, 'lake'));
  const manifest = await currentManifest(embeddedHeads(store), objects, merchant);
  expect(manifest?.version, run).toBe(1);
  expect((await embeddedLedger(store).list(merchant)).map(({ orderKey }) => orderKey), run).toEqual([1]);
  expect(Buffer.from((await objects.get('t/contacts/merchant=m1/part=p/0001.parquet')) ?? []).toString(), run).toBe('part');
  await store.close();
}

test('killed before or after any step, or failing at it, a restart ends in the same state', { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder();
  try {
    const fresh = async (run: string): Promise<string[]> => [join(folder.path, run.replaceAll(':', '-'))];
    const check = (args: readonly string[], run: string): Promise<void> => recovers(args[0] ?? '', run);
    const steps = await walkCrashes(script, fresh, check, 4);
    expect(steps).toBeGreaterThan(10);
    await walkFailures(script, steps, fresh, check, 9);
  } finally {
    await folder.remove();
  }
});
