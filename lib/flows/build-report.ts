import { issueOf } from '../map/issues.ts';
import { noCounts, type Decision, type Report, type TableReport } from '../model/report.ts';
import type { Unreadable } from '../read/raw.ts';
import { refusalWords } from '../read/refusals.ts';
import type { StoredReport } from './reports.ts';
import type { Taken } from './take-table.ts';

/** What a report says of the file itself. */
export type Facts = Pick<Report, 'upload' | 'merchant' | 'file' | 'bytes' | 'sha256'>;

export function emptyReport(facts: Facts, decision: Decision): StoredReport {
  return {
    ...facts, decision, platform: null, confidence: 0, because: [], container: null, encoding: null, delimiter: null, sheet: null, counts: noCounts(), version: null,
    tables: {}, columns: [], rejects: [], questions: [], issues: [], members: [], signature: null, unmapped_reasons: [],
  };
}

export function unreadableReport(facts: Facts, unreadable: Unreadable): StoredReport {
  const text = refusalWords(unreadable.code);
  const detail = unreadable.detail === null ? '' : ` (${unreadable.detail})`;
  return {
    ...emptyReport({ ...facts, file: unreadable.member ?? facts.file, bytes: unreadable.bytes }, 'refused'), container: unreadable.container,
    issues: [{ code: unreadable.code, level: 'error', count: 1, zh: `${text.zh}${detail}`, en: `${text.en}${detail}` }],
  };
}

export function tableReport(facts: Facts, file: string, raw: { container: string; encoding: string | null; delimiter: string | null; sheet: string | null; bytes: number; member: string | null }, taken: Taken): StoredReport {
  const { container, encoding, delimiter, sheet } = raw;
  return { ...facts, file, bytes: raw.member === null ? facts.bytes : raw.bytes, container, encoding, delimiter, sheet, version: null, members: [], signature: taken.signature, ...taken.report };
}

/** A file whose reading ended in a failure of the machine so often that it is left alone. */
export const failedReport = (facts: Facts, failures: number): StoredReport =>
  ({ ...emptyReport(facts, 'refused'), issues: [issueOf('reading_failed', 'error', failures)] });

/** An archive or a workbook of several sheets: its members' reports inside, their counts and tables added up. */
export function archiveReport(facts: Facts, members: readonly StoredReport[]): StoredReport {
  const counts = noCounts();
  const sums: Record<string, TableReport> = {};
  for (const member of members) {
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += member.counts[name];
    for (const [table, report] of Object.entries(member.tables)) sums[table] = sums[table] === undefined ? report : addedTable(sums[table], report);
  }
  const has = (decision: Decision): boolean => members.some((m) => m.decision === decision);
  const taken = has('accepted') || has('partly');
  const decision: Decision = has('held') ? 'held' : !taken ? 'refused' : has('refused') || has('partly') ? 'partly' : 'accepted';
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
export function numbered(report: StoredReport): StoredReport {
  let n = 0;
  const members = report.members.map((m) => ({ ...m, questions: m.questions.map((q) => ({ ...q, id: `q${(n += 1)}` })) }));
  return members.length === 0 ? report : { ...report, members, questions: members.flatMap((m) => m.questions) };
}
