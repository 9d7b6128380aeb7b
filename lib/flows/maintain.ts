import { compact } from '../lake/compact.ts';
import { collectGarbage, retention } from '../lake/garbage.ts';
import { currentManifest } from '../lake/read-manifest.ts';
import { trusted, type MerchantId, type UploadId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { readReport, rejectsPrefix, reportsPrefix } from './reports.ts';

/** Keeps a merchant's lake small: merges parts where there are many, removes files that nothing retained names. */
export async function maintain(edition: Edition, merchant: MerchantId): Promise<void> {
  const { committed, manifest } = await compact(edition, merchant, edition.clock.nowMs());
  // Versions from before an erasure still hold the customer: none of them is kept for longer than a reader needs.
  const versions = (manifest?.tombstones.length ?? 0) > 0 ? 1 : retention.versions;
  const removed = await collectGarbage(edition, merchant, edition.clock.nowMs(), { ...retention, versions }) + await collectReports(edition, merchant);
  if (committed || removed > 0) edition.log.info('maintained', { merchant, version: manifest?.version ?? null, compacted: committed, removed });
}

/** Removes the reports and rejected records of readings that a later one took the place of, a day after. Answers how many. */
async function collectReports(edition: Edition, merchant: MerchantId): Promise<number> {
  const oldMs = edition.clock.nowMs() - retention.ageMs;
  const reports: string[] = [];
  for await (const { key, writtenMs } of edition.objects.list(reportsPrefix(merchant))) if (writtenMs <= oldMs) reports.push(key);
  const rejects: string[] = [];
  for await (const { key, writtenMs } of edition.raw.list(rejectsPrefix(merchant))) if (writtenMs <= oldMs) rejects.push(key);
  // Read after the listing: what is named since is younger.
  const entries = await edition.ledger.list(merchant);
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const named = new Set([...entries.map(({ report }) => report), ...(manifest?.uploads ?? []).map(({ report }) => report ?? null)]);
  const gone = reports.filter((key) => !named.has(key));
  for (const key of gone) await edition.objects.remove(key);
  const goneRejects = await superseded(edition, merchant, rejects, new Map(entries.map(({ upload, report }) => [upload, report])));
  for (const key of goneRejects) await edition.raw.remove(key);
  return gone.length + goneRejects.length;
}

/** Of uploads with rejected records of several readings, those that are not the last one's. */
async function superseded(edition: Edition, merchant: MerchantId, keys: readonly string[], reports: ReadonlyMap<UploadId, string | null>): Promise<string[]> {
  const attempts = new Map<UploadId, Map<string, string[]>>();
  for (const key of keys) {
    const [upload = '', attempt = ''] = key.slice(rejectsPrefix(merchant).length).split('/');
    const of = attempts.get(trusted<UploadId>(upload)) ?? new Map<string, string[]>();
    attempts.set(trusted<UploadId>(upload), of.set(attempt, [...(of.get(attempt) ?? []), key]));
  }
  const gone: string[] = [];
  for (const [upload, of] of attempts) {
    const report = reports.get(upload) ?? null;
    if (of.size < 2 || report === null) continue;
    const { attempt: last } = await readReport(edition, report);
    for (const [attempt, files] of of) if (attempt !== last) gone.push(...files);
  }
  return gone;
}
