import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { stateHash } from '../../lib/flows/hash.ts';
import { maintain } from '../../lib/flows/maintain.ts';
import { readReport, type StoredReport } from '../../lib/flows/reports.ts';
import { bringUpToDate, takeIn } from '../../lib/flows/sweep.ts';
import { withdrawUpload } from '../../lib/flows/uploads.ts';
import { compact } from '../../lib/lake/compact.ts';
import { partsToRead } from '../../lib/lake/fold.ts';
import { collectGarbage } from '../../lib/lake/garbage.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import type { LedgerEntry } from '../../lib/ports/state.ts';
import { flowFiles } from './flow-files.ts';
import { merchant } from './lake-bed.ts';

const DAY_MS = 86_400_000;

/** The edition of a folder, with a clock two days on: every file is old enough to be taken in, and to be garbage. */
export const editionAt = (folder: string): ReturnType<typeof embeddedEdition> =>
  embeddedEdition({ data: join(folder, 'data'), secret: '4f1c9a7be2d35508c6b1f09a7d3e62b4a5d81c07', clock: { nowMs: () => Date.now() + 2 * DAY_MS } });

const drop = (name: keyof typeof flowFiles) => async (edition: Edition, files: string): Promise<void> => {
  await edition.drops.put(merchant, name, join(files, name));
  await takeIn(edition, merchant);
  if ((await edition.ledger.list(merchant)).some((entry) => entry.decision === null)) throw new Error(`${name} is not taken in`);
};

const publish = async (edition: Edition): Promise<void> => void (await bringUpToDate(edition, merchant));
const wrongOf = async (edition: Edition): Promise<LedgerEntry | undefined> => (await edition.ledger.list(merchant)).find(({ file }) => file === '3-cases.csv');

/** What happens to three files, in order. Each stage may be run again at any time: it goes on from what it finds. */
export const stages: readonly { readonly name: string; run(edition: Edition, files: string): Promise<void> }[] = [
  { name: 'orders', run: drop('1-orders.csv') },
  { name: 'refunds', run: drop('2-退款.csv') },
  { name: 'publish', run: publish },
  { name: 'corrected cases', run: drop('3-cases.csv') },
  {
    name: 'compaction',
    async run(edition) {
      if ((await wrongOf(edition))?.withdrawn === true) return;
      await compact(edition, merchant, edition.clock.nowMs(), (manifest, table) => {
        const parts = partsToRead(manifest, table);
        return parts.length > 1 ? parts : [];
      });
    },
  },
  { name: 'publish again', run: publish },
  {
    name: 'withdrawal',
    async run(edition) {
      const wrong = await wrongOf(edition);
      if (wrong !== undefined) await withdrawUpload(edition, merchant, wrong.upload);
      await publish(edition);
    },
  },
  { name: 'garbage collection', run: collect },
];

/** As a day later: everything that no version names goes. */
export async function collect(edition: Edition): Promise<void> {
  await maintain(edition, merchant);
  await collectGarbage(edition, merchant, edition.clock.nowMs(), { versions: 1, ageMs: DAY_MS });
}

/** Where it ended: what may never differ between a clean pass and one that was interrupted anywhere. */
export async function endOf(edition: Edition) {
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const uploads = await Promise.all((await edition.ledger.list(merchant)).map(async ({ file, decision, withdrawn, failures, progress, report }) => {
    const { tables, counts }: Pick<StoredReport, 'tables'> & { counts: object | null } = report === null ? { tables: {}, counts: null } : await readReport(edition, report);
    return { file, decision, withdrawn, failures, progress, tables, counts };
  }));
  return {
    hash: await stateHash(edition, merchant),
    uploads,
    version: manifest?.version ?? 0,
    takenIn: manifest?.uploads.length ?? 0,
    /** Of this version are the look-up's answers. */
    published: (await edition.tiers.publication(merchant))?.version ?? 0,
  };
}

export type FlowEnd = Awaited<ReturnType<typeof endOf>>;

/** How many files are stored, and how many were left behind in folders of temporary files. */
export async function filesOf(folder: string) {
  const left = ['tmp', 'lake/.tmp', 'raw/.tmp', 'uploads/.tmp', 'versions/.tmp'];
  return {
    lake: await filesIn(join(folder, 'data', 'lake')),
    rejects: await filesIn(join(folder, 'data', 'raw')),
    left: (await Promise.all(left.map((name) => filesIn(join(folder, 'data', name))))).reduce((a, b) => a + b),
  };
}

async function filesIn(path: string): Promise<number> {
  if ((await stat(path).catch(() => null)) === null) return 0;
  return (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
}
