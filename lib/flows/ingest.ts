import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { countChanges, nothingChanged, type Changes } from '../lake/count-changes.ts';
import { commit, nothing, type Next } from '../lake/commit.ts';
import type { TableFiles } from '../lake/fold.ts';
import { localFiles } from '../lake/local-files.ts';
import type { Manifest, Part } from '../lake/manifest.ts';
import { partFile, partId } from '../lake/names.ts';
import { currentManifest } from '../lake/read-manifest.ts';
import { withdraw } from '../lake/withdraw.ts';
import { chooseHeader } from '../map/detect.ts';
import { issueOf } from '../map/issues.ts';
import { signatureOf } from '../map/mapping.ts';
import { layouts } from '../map/platforms/index.ts';
import { Failure, isFailure } from '../model/failure.ts';
import type { MerchantId, UploadId } from '../model/ids.ts';
import type { Decision, TableReport } from '../model/report.ts';
import { tables, type TableName } from '../model/tables.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';
import { readUpload } from '../read/read-upload.ts';
import { archiveReport, emptyReport, failedReport, numbered, tableReport, unreadableReport } from './build-report.ts';
import { readSaid } from './mappings.ts';
import { progressOf } from './progress.ts';
import { readReport, rejectsPrefix, reportsPrefix, type StoredReport } from './reports.ts';
import { readSettings } from './settings.ts';
import { takeTable, type FreshPart } from './take-table.ts';

/** How many rejects a report lists; all of them are in the file of rejects. */
const LISTED = 100;

export type { StoredReport } from './reports.ts';

/** So many readings may end in a failure of the machine; then the file is refused, and the others go on. */
const MOST_FAILURES = 3;

/**
 * Takes one registered upload through read, map, classify and commit, and writes its report. Repeating it is harmless: an upload that a
 * commit took in already answers that commit's report. `again` reads a held or refused upload once more (after an answer or a mapping),
 * and only adds what an earlier reading did not take in. Throws `not_held` where there is nothing to read again.
 */
export async function ingest(edition: Edition, merchant: MerchantId, upload: UploadId, { again = false } = {}): Promise<StoredReport> {
  const entry = await edition.ledger.get(merchant, upload);
  if (entry === null) throw new Failure('unknown_upload', `There is no upload ${upload}.`);
  if (again) mustBeOpen(entry);
  if (entry.decision !== null && entry.report !== null && !again) return readReport(edition, entry.report);
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const taken = reportIn(manifest, upload);
  if (taken !== null && taken !== entry.report) return finish(edition, entry, await readReport(edition, taken), taken);
  if (entry.failures >= MOST_FAILURES && !again) return settle(edition, entry, failedReport({ upload, merchant, file: entry.file, bytes: entry.bytes, sha256: entry.sha256 ?? '' }, entry.failures));
  // Counted before it is read: a file that kills the process is not tried for ever.
  await edition.ledger.update(merchant, upload, { failures: entry.failures + 1, progress: { stage: 'read', done: 0, total: 0 } });
  try {
    return await readAndCommit(edition, entry, manifest);
  } catch (error) {
    // A full disk, a busy store and a file that changed are not the file's fault.
    const itsFault = !(isFailure(error) && error.retry !== 'never');
    await edition.ledger.update(merchant, upload, { failures: entry.failures + (itsFault ? 1 : 0), progress: null });
    throw error;
  }
}

/** Answers and mappings are for uploads that wait for them, or could not be taken in: what is in is corrected by a later file. */
export function mustBeOpen(entry: LedgerEntry): void {
  if (!entry.withdrawn && (entry.decision === null || entry.decision === 'held' || entry.decision === 'refused')) return;
  throw new Failure('not_held', entry.withdrawn ? `Upload ${entry.upload} is withdrawn.` : `Upload ${entry.upload} is not held: it was decided already (${entry.decision}).`);
}

const reportIn = (manifest: Manifest | null, upload: UploadId): string | null => manifest?.uploads.find((u) => u.upload === upload)?.report ?? null;

async function readAndCommit(edition: Edition, entry: LedgerEntry, manifest: Manifest | null): Promise<StoredReport> {
  const { merchant, upload } = entry;
  const path = await edition.drops.fetch({ merchant, key: entry.key, versionId: entry.versionId, bytes: entry.bytes });
  const sha256 = await edition.io('upload.digest', () => digestOf(path));
  const before = reportIn(manifest, upload);
  const earlier = before === null ? null : await readReport(edition, before);
  const facts = { upload, merchant, file: entry.file, bytes: entry.bytes, sha256 };
  const twin = (await edition.ledger.list(merchant)).find((other) => other.upload !== upload && other.sha256 === sha256 && !other.withdrawn && (other.decision === 'accepted' || other.decision === 'partly'));
  if (twin !== undefined) return settle(edition, entry, { ...emptyReport(facts, 'duplicate'), issues: [issueOf('duplicate_file', 'info', 1, twin.upload)] });

  const attempt = edition.newId();
  const bench = await edition.benches.open([path]);
  try {
    const { settings } = await readSettings(edition, merchant);
    const said = await readSaid(edition, merchant);
    const secret = await edition.secrets.pseudonymKey(merchant);
    const progress = progressOf(edition, entry);
    const results = await edition.io('upload.read', () => readUpload(path, {
      file: entry.file, scratch: bench.dir,
      chooseHeader: chooseHeader(layouts, (header) => said(signatureOf(header)).mapping !== null), onProgress: progress.read,
    }));
    const records = results.reduce((sum, result) => sum + (result.ok ? result.table.records.all : 0), 0);
    const reports: StoredReport[] = [];
    const fresh: FreshPart[] = [];
    const rejects: { member: number; path: string }[] = [];
    let rowOffset = 0;
    for (const [i, result] of results.entries()) {
      if (!result.ok) {
        reports.push(unreadableReport(facts, result.unreadable));
        continue;
      }
      const raw = result.table;
      const member = earlier?.members[i];
      if (member !== undefined && isIn(member)) {
        reports.push(member);
        rowOffset += raw.records.all;
        continue;
      }
      const taken = await edition.io('upload.take', () => takeTable(bench, raw, {
        upload, orderKey: entry.orderKey, secret, merchantZone: settings.time_zone, currency: settings.currency, tombstones: manifest?.tombstones ?? [],
        mappingFor: said, rowOffset, name: `t${i}`, nowMs: edition.clock.nowMs(), listed: LISTED,
        progress: (stage, share) => progress.stage(stage, rowOffset + Math.floor(share * raw.records.all), records),
      }));
      rowOffset += raw.records.all;
      fresh.push(...taken.parts);
      if (taken.rejectsPath !== null) rejects.push({ member: i, path: taken.rejectsPath });
      reports.push(tableReport(facts, raw.member ?? entry.file, raw, taken));
    }
    const single = results.length === 1 && (results[0]?.ok === true ? results[0].table.member === null : true);
    const report = { ...numbered(single && reports[0] !== undefined ? { ...reports[0], file: entry.file } : archiveReport(facts, reports)), attempt: earlier?.attempt ?? attempt };
    for (const { member, path: from } of rejects) await keepRejects(edition, rejectsKey(merchant, upload, report.attempt, member), from);
    // Once the lake names an upload, its reports come with commits: ledger and lake can be told apart then, and brought together.
    if (before === null && (report.decision === 'refused' || (report.decision === 'held' && fresh.length === 0))) return await settle(edition, entry, report);
    const committed = await commitParts(edition, entry, { report, earlier, before, tombstones: manifest?.tombstones ?? [] }, fresh, attempt);
    if (committed !== null) return committed;
  } finally {
    await bench.close();
  }
  // A customer was erased meanwhile: what was read may name them.
  return readAndCommit(edition, entry, await currentManifest(edition.heads, edition.objects, merchant));
}

const isIn = ({ decision }: { decision: Decision }): boolean => decision === 'accepted' || decision === 'partly';

interface Reading {
  readonly report: StoredReport;
  /** What an earlier commit took in of the same upload, and under which key its report stands. */
  readonly earlier: StoredReport | null;
  readonly before: string | null;
  readonly tombstones: readonly string[];
}

/**
 * Stores the parts under names of this attempt, then commits them; the counts are those of the version it was committed on. Where another
 * worker took the upload in first, its report is the answer; null where a customer was erased since it was read.
 */
async function commitParts(edition: Edition, entry: LedgerEntry, { report, earlier, before, tombstones }: Reading, fresh: readonly FreshPart[], attempt: string): Promise<StoredReport | null> {
  const { merchant, upload } = entry;
  const byTable = new Map<TableName, FreshPart[]>();
  for (const part of fresh) byTable.set(part.table, [...(byTable.get(part.table) ?? []), part]);
  const stored: StoredPart[] = [];
  for (const [table, parts] of byTable) {
    const files: string[] = [];
    for (const [n, part] of parts.entries()) {
      const key = partFile(table, merchant, partId(upload, attempt), n + 1);
      await edition.objects.putFile(key, part.path);
      files.push(key);
    }
    stored.push({ table, files, rows: parts.reduce((sum, p) => sum + p.rows, 0), unique: parts.length === 1 && parts[0]?.unique === true });
  }
  let final = report;
  let reportKey: string | null = null;
  await commit(edition, merchant, async (current) => {
    const base: Next = current ?? nothing;
    reportKey = null;
    if (base.tombstones.length > tombstones.length) return null;
    const theirs = reportIn(current, upload);
    if (theirs !== before && theirs !== null) {
      reportKey = theirs;
      final = await readReport(edition, theirs);
      return null;
    }
    const counted = await countParts(edition, current, stored);
    const parts: Part[] = counted.map(({ table, files, rows, changes }) => ({ table, part: partId(upload, attempt), files, rows, uploads: [upload], overlaps: changes.overlaps }));
    final = { ...report, version: (current?.version ?? 0) + 1, tables: mergedTables(report.tables, counted, earlier?.tables ?? {}) };
    if (final.members.length > 0) final = { ...final, members: final.members.map((m) => ({ ...m, version: isIn(m) ? m.version ?? final.version : null })) };
    reportKey = `${reportsPrefix(merchant)}${upload}-${edition.newId()}.json`;
    await edition.objects.put(reportKey, JSON.stringify(final));
    return {
      parts: [...base.parts, ...parts],
      uploads: [...base.uploads.filter((u) => u.upload !== upload), { upload, orderKey: entry.orderKey, report: reportKey }],
      withdrawn: base.withdrawn,
      tombstones: base.tombstones,
    };
  });
  return reportKey === null ? null : finish(edition, entry, final, reportKey);
}

interface StoredPart { readonly table: TableName; readonly files: readonly string[]; readonly rows: number; readonly unique: boolean }

async function countParts(edition: Edition, current: Manifest | null, stored: readonly StoredPart[]): Promise<(StoredPart & { readonly changes: Changes })[]> {
  const placed = await Promise.all(stored.map(async (part) => ({ ...part, existing: current === null ? null : await localFiles(edition.objects, current, tables[part.table]) })));
  const [clear, unclear] = [placed.filter(isFirst), placed.filter((part) => !isFirst(part))];
  const counted = clear.map((part) => ({ ...part, changes: { ...nothingChanged, rows: part.rows, inserted: part.rows } }));
  if (unclear.length === 0) return counted;
  const local = await Promise.all(unclear.map(async (part) => ({ ...part, paths: await Promise.all(part.files.map((key) => edition.objects.local(key))) })));
  const bench = await edition.benches.open(local.flatMap((p) => [...p.paths, ...(p.existing?.parts.flatMap((e) => e.paths) ?? [])]));
  try {
    for (const part of local) counted.push({ ...part, changes: await countChanges(bench, tables[part.table], part.paths, part.existing) });
    return counted;
  } finally {
    await bench.close();
  }
}

/** Every row is new: no other has its key, in the part or in its table. */
const isFirst = ({ unique, existing }: StoredPart & { readonly existing: TableFiles | null }): boolean => unique && (existing === null || existing.parts.length === 0);

/** What this commit did to each table, and what an earlier one did with the rest of the upload. */
function mergedTables(reported: Record<string, TableReport>, counted: readonly { table: TableName; changes: Changes }[], earlier: Record<string, TableReport>): Record<string, TableReport> {
  return Object.fromEntries(Object.entries(reported).map(([name, report]) => {
    const sum = (word: 'rows' | 'inserted' | 'updated' | 'unchanged' | 'stale'): number => (counted.find((c) => c.table === name)?.changes[word] ?? 0) + (earlier[name]?.[word] ?? 0);
    return [name, { ...report, rows: sum('rows'), inserted: sum('inserted'), updated: sum('updated'), unchanged: sum('unchanged'), stale: sum('stale') }];
  }));
}

async function settle(edition: Edition, entry: LedgerEntry, report: StoredReport): Promise<StoredReport> {
  const key = `${reportsPrefix(entry.merchant)}${entry.upload}-${edition.newId()}.json`;
  await edition.objects.put(key, JSON.stringify(report));
  return finish(edition, entry, report, key);
}

/** The ledger follows the commit: also after a crash between the two, when a sweep finds them apart. */
export async function finish(edition: Edition, entry: LedgerEntry, report: StoredReport, key: string): Promise<StoredReport> {
  const { withdrawn } = await edition.ledger.update(entry.merchant, entry.upload, {
    decision: report.decision, sha256: report.sha256, platform: report.platform, report: key, version: report.version, progress: null, failures: 0,
  });
  // Taken back while it was read.
  if (withdrawn) await withdraw(edition, entry.merchant, entry.upload, edition.clock.nowMs());
  edition.log.info('upload.done', { merchant: entry.merchant, upload: entry.upload, decision: report.decision, records: report.counts.records, version: report.version });
  return report;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The rejected records, raw as they came, stay with the uploads and never enter the lake. A member that is read again leaves others. */
async function keepRejects({ raw }: Edition, key: string, path: string): Promise<void> {
  await raw.remove(key);
  await raw.putFile(key, path);
}

const rejectsKey = (merchant: MerchantId, upload: UploadId, attempt: string, n: number): string => `${rejectsPrefix(merchant, upload)}${attempt}/${n}.csv`;
