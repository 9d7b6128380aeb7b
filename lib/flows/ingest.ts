import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { countChanges } from '../lake/count-changes.ts';
import { commit, nothing, type Next } from '../lake/commit.ts';
import { localFiles } from '../lake/local-files.ts';
import type { Manifest, Part } from '../lake/manifest.ts';
import { partFile, partId } from '../lake/names.ts';
import { currentManifest } from '../lake/read-manifest.ts';
import { chooseHeader } from '../map/detect.ts';
import { issueOf } from '../map/issues.ts';
import { signatureOf } from '../map/mapping.ts';
import { layouts } from '../map/platforms/index.ts';
import { Failure, isFailure } from '../model/failure.ts';
import type { MerchantId, UploadId } from '../model/ids.ts';
import { noCounts, type Decision, type Report, type TableReport } from '../model/report.ts';
import { tables, type TableName } from '../model/tables.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';
import type { Unreadable } from '../read/raw.ts';
import { readUpload } from '../read/read-upload.ts';
import { refusalWords } from '../read/refusals.ts';
import { readSaid } from './mappings.ts';
import { readReport, rejectsPrefix, type StoredReport } from './reports.ts';
import { readSettings } from './settings.ts';
import { takeTable, type Taken } from './take-table.ts';

/** How many rejects a report lists; all of them are in the file of rejects. */
const LISTED = 100;

export type { StoredReport } from './reports.ts';

interface FreshPart { readonly table: TableName; readonly path: string; readonly rows: number }

/**
 * Takes one registered upload through read, map, classify and commit, and writes its report. Repeating it is harmless: an upload that a
 * commit took in already answers that commit's report. `again` reads a held or refused upload once more (after an answer or a mapping).
 */
export async function ingest(edition: Edition, merchant: MerchantId, upload: UploadId, { again = false } = {}): Promise<StoredReport> {
  const entry = await edition.ledger.get(merchant, upload);
  if (entry === null) throw new Failure('unknown_upload', `There is no upload ${upload}.`);
  if (entry.decision !== null && entry.report !== null && !again) return readReport(edition, entry.report);
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const taken = manifest?.uploads.find((u) => u.upload === upload)?.report;
  if (taken !== undefined && !again) return finish(edition, entry, await readReport(edition, taken), taken);
  try {
    return await readAndCommit(edition, entry, manifest);
  } catch (error) {
    if (isFailure(error, 'changed')) throw error;
    await edition.ledger.update(merchant, upload, { failures: entry.failures + 1, progress: null });
    throw error;
  }
}

async function readAndCommit(edition: Edition, entry: LedgerEntry, manifest: Manifest | null): Promise<StoredReport> {
  const { merchant, upload } = entry;
  const path = await edition.drops.fetch({ merchant, key: entry.key, versionId: entry.versionId, bytes: entry.bytes });
  const sha256 = await digestOf(path);
  const facts = { upload, merchant, file: entry.file, bytes: entry.bytes, sha256 };
  const twin = (await edition.ledger.list(merchant)).find((other) => other.upload !== upload && other.sha256 === sha256 && !other.withdrawn && (other.decision === 'accepted' || other.decision === 'partly'));
  if (twin !== undefined) return settle(edition, entry, { ...emptyReport(facts, 'duplicate'), issues: [issueOf('duplicate_file', 'info', 1, twin.upload)] });

  const attempt = edition.newId();
  const bench = await edition.benches.open([path], { keepOrder: true });
  try {
    const { settings } = await readSettings(edition, merchant);
    const said = await readSaid(edition, merchant);
    const secret = await edition.secrets.pseudonymKey(merchant);
    const results = await readUpload(path, {
      file: entry.file, scratch: bench.dir,
      chooseHeader: chooseHeader(layouts, (header) => said(signatureOf(header)).mapping !== null),
    });
    const reports: StoredReport[] = [];
    const fresh: FreshPart[] = [];
    const rejects: string[] = [];
    let rowOffset = 0;
    for (const [i, result] of results.entries()) {
      if (!result.ok) {
        reports.push(unreadableReport(facts, result.unreadable));
        continue;
      }
      const raw = result.table;
      const taken = await takeTable(bench, raw, {
        upload, orderKey: entry.orderKey, secret, merchantZone: settings.time_zone, currency: settings.currency, tombstones: manifest?.tombstones ?? [],
        mappingFor: said, rowOffset, name: `t${i}`, nowMs: edition.clock.nowMs(), listed: LISTED,
        progress: async (stage) => void (await edition.ledger.update(merchant, upload, { progress: { stage, done: i, total: results.length } })),
      });
      rowOffset += raw.records.all;
      fresh.push(...taken.parts);
      if (taken.rejectsPath !== null) rejects.push(taken.rejectsPath);
      reports.push(tableReport(facts, raw.member ?? entry.file, raw, taken));
    }
    const single = results.length === 1 && (results[0]?.ok === true ? results[0].table.member === null : true);
    const report = { ...numbered(single && reports[0] !== undefined ? { ...reports[0], file: entry.file } : archiveReport(facts, results, reports)), attempt };
    if (rejects.length > 0) await keepRejects(edition, merchant, upload, attempt, rejects);
    if (report.decision === 'held' && fresh.length === 0) return await settle(edition, entry, report);
    if (report.decision === 'refused') return await settle(edition, entry, report);
    return await commitParts(edition, entry, report, fresh, attempt);
  } finally {
    await bench.close();
  }
}

/** Stores the parts under names of this attempt, then commits them; the counts are those of the version it was committed on. */
async function commitParts(edition: Edition, entry: LedgerEntry, report: StoredReport, fresh: readonly FreshPart[], attempt: string): Promise<StoredReport> {
  const { merchant, upload } = entry;
  const byTable = new Map<TableName, FreshPart[]>();
  for (const part of fresh) byTable.set(part.table, [...(byTable.get(part.table) ?? []), part]);
  const stored: { table: TableName; files: string[]; rows: number }[] = [];
  for (const [table, parts] of byTable) {
    const files: string[] = [];
    for (const [n, part] of parts.entries()) {
      const key = partFile(table, merchant, partId(upload, attempt), n + 1);
      await edition.objects.putFile(key, part.path);
      files.push(key);
    }
    stored.push({ table, files, rows: parts.reduce((sum, p) => sum + p.rows, 0) });
  }
  let final = report;
  let reportKey = '';
  await commit(edition, merchant, async (current) => {
    const base: Next = current ?? nothing;
    const kept = base.parts.filter((part) => !(part.uploads.length === 1 && part.uploads[0] === upload));
    const counted = await countParts(edition, current === null ? null : { ...current, parts: kept }, stored);
    const parts: Part[] = counted.map(({ table, files, rows, changes }) => ({ table, part: partId(upload, attempt), files, rows, uploads: [upload], overlaps: changes.overlaps }));
    final = { ...report, version: (current?.version ?? 0) + 1, tables: mergedTables(report.tables, counted) };
    if (final.members.length > 0) final = { ...final, members: final.members.map((m) => ({ ...m, version: m.decision === 'accepted' || m.decision === 'partly' ? final.version : null })) };
    reportKey = `reports/${merchant}/${upload}-${edition.newId()}.json`;
    await edition.objects.put(reportKey, JSON.stringify(final));
    return {
      parts: [...kept, ...parts],
      uploads: [...base.uploads.filter((u) => u.upload !== upload), { upload, orderKey: entry.orderKey, report: reportKey }],
      withdrawn: base.withdrawn.filter((u) => u !== upload),
      tombstones: base.tombstones,
    };
  });
  return finish(edition, entry, final, reportKey);
}

async function countParts(edition: Edition, current: Manifest | null, stored: readonly { table: TableName; files: string[]; rows: number }[]) {
  const placed = await Promise.all(stored.map(async (part) => ({
    ...part, paths: await Promise.all(part.files.map((key) => edition.objects.local(key))), existing: current === null ? null : await localFiles(edition.objects, current, tables[part.table]),
  })));
  const bench = await edition.benches.open(placed.flatMap((p) => [...p.paths, ...(p.existing?.parts.flatMap((e) => e.paths) ?? [])]));
  try {
    const counted = [];
    for (const part of placed) counted.push({ ...part, changes: await countChanges(bench, tables[part.table], part.paths, part.existing) });
    return counted;
  } finally {
    await bench.close();
  }
}

function mergedTables(reported: Record<string, TableReport>, counted: readonly { table: TableName; changes: { rows: number; inserted: number; updated: number; unchanged: number; stale: number } }[]): Record<string, TableReport> {
  return Object.fromEntries(Object.entries(reported).map(([name, report]) => {
    const changes = counted.find((c) => c.table === name)?.changes;
    return [name, changes === undefined ? report : { ...report, rows: changes.rows, inserted: changes.inserted, updated: changes.updated, unchanged: changes.unchanged, stale: changes.stale }];
  }));
}

async function settle(edition: Edition, entry: LedgerEntry, report: StoredReport): Promise<StoredReport> {
  const key = `reports/${entry.merchant}/${entry.upload}-${edition.newId()}.json`;
  await edition.objects.put(key, JSON.stringify(report));
  return finish(edition, entry, report, key);
}

async function finish(edition: Edition, entry: LedgerEntry, report: StoredReport, key: string): Promise<StoredReport> {
  await edition.ledger.update(entry.merchant, entry.upload, {
    decision: report.decision, sha256: report.sha256, platform: report.platform, report: key, version: report.version, progress: null, withdrawn: false,
  });
  edition.log.info('upload.done', { merchant: entry.merchant, upload: entry.upload, decision: report.decision, records: report.counts.records, version: report.version });
  return report;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

type Facts = Pick<Report, 'upload' | 'merchant' | 'file' | 'bytes' | 'sha256'>;

function emptyReport(facts: Facts, decision: Decision): StoredReport {
  return {
    ...facts, decision, platform: null, confidence: 0, because: [], container: null, encoding: null, delimiter: null, sheet: null, counts: noCounts(), version: null,
    tables: {}, columns: [], rejects: [], questions: [], issues: [], members: [], signature: null, unmapped_reasons: [],
  };
}

function unreadableReport(facts: Facts, unreadable: Unreadable): StoredReport {
  const text = refusalWords(unreadable.code);
  const detail = unreadable.detail === null ? '' : ` (${unreadable.detail})`;
  return {
    ...emptyReport({ ...facts, file: unreadable.member ?? facts.file, bytes: unreadable.bytes }, 'refused'), container: unreadable.container,
    issues: [{ code: unreadable.code, level: 'error', count: 1, zh: `${text.zh}${detail}`, en: `${text.en}${detail}` }],
  };
}

function tableReport(facts: Facts, file: string, raw: { container: string; encoding: string | null; delimiter: string | null; sheet: string | null; bytes: number; member: string | null }, taken: Taken): StoredReport {
  const { container, encoding, delimiter, sheet } = raw;
  return { ...facts, file, bytes: raw.member === null ? facts.bytes : raw.bytes, container, encoding, delimiter, sheet, version: null, members: [], signature: taken.signature, ...taken.report };
}

/** An archive or a workbook of several sheets: its members' reports inside, their counts and tables added up. */
function archiveReport(facts: Facts, results: readonly { ok: boolean }[], members: readonly StoredReport[]): StoredReport {
  const counts = noCounts();
  const sums: Record<string, TableReport> = {};
  for (const member of members) {
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += member.counts[name];
    for (const [table, report] of Object.entries(member.tables)) sums[table] = sums[table] === undefined ? report : addedTable(sums[table], report);
  }
  const has = (decision: Decision): boolean => members.some((m) => m.decision === decision);
  const taken = has('accepted') || has('partly');
  const decision: Decision = has('held') ? 'held' : !taken ? 'refused' : has('refused') || has('partly') ? 'partly' : 'accepted';
  void results;
  return { ...emptyReport(facts, decision), container: 'archive', counts, tables: sums, members, questions: members.flatMap((m) => m.questions), confidence: Math.min(1, ...members.map((m) => m.confidence)) };
}

function addedTable(a: TableReport, b: TableReport): TableReport {
  const money = (x: Record<string, number>, y: Record<string, number>): Record<string, number> =>
    Object.fromEntries([...new Set([...Object.keys(x), ...Object.keys(y)])].map((c) => [c, (x[c] ?? 0) + (y[c] ?? 0)]));
  return {
    rows: a.rows + b.rows, inserted: a.inserted + b.inserted, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged, stale: a.stale + b.stale,
    quantity: a.quantity + b.quantity, paid_minor: money(a.paid_minor, b.paid_minor), refund_minor: money(a.refund_minor, b.refund_minor),
  };
}

/** Question ids are unique within an upload. */
function numbered(report: StoredReport): StoredReport {
  let n = 0;
  const members = report.members.map((m) => ({ ...m, questions: m.questions.map((q) => ({ ...q, id: `q${(n += 1)}` })) }));
  return members.length === 0 ? report : { ...report, members, questions: members.flatMap((m) => m.questions) };
}

/** The rejected records, raw as they came, stay with the uploads and never enter the lake. */
async function keepRejects(edition: Edition, merchant: MerchantId, upload: UploadId, attempt: string, paths: readonly string[]): Promise<void> {
  for (const [n, path] of paths.entries()) await edition.raw.putFile(rejectsKey(merchant, upload, attempt, n), path);
}

const rejectsKey = (merchant: MerchantId, upload: UploadId, attempt: string, n: number): string => `${rejectsPrefix(merchant, upload)}${attempt}/${n}.csv`;
