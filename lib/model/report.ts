import type { Words } from './words.ts';

/** The report of one file: the same document from the command line, the API and the bucket (docs/report.md lists the codes). */
export type Decision = 'accepted' | 'partly' | 'held' | 'refused' | 'duplicate';

export interface Counts {
  records: number;
  accepted: number;
  duplicate_in_file: number;
  rejected: number;
  suppressed: number;
  ignored_blank: number;
  header: number;
  preamble_or_footer: number;
}

export interface TableReport {
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  stale: number;
  quantity: number;
  paid_minor: Record<string, number>;
  refund_minor: Record<string, number>;
}

export interface ColumnReport {
  name: string;
  /** The canonical column it feeds; null = not used. */
  to: string | null;
  confidence: number;
  format: string | null;
  nulls: number;
  distinct: number;
}

/** One record that could not be read, and how to mend it. `seen` is masked. */
export interface Reject {
  /** Counted from 1, the header included, as a person counts the rows of a sheet. */
  record: number;
  /** Byte range `[from, to)` in the decompressed file; null for a workbook. */
  bytes: [number, number] | null;
  column: string | null;
  code: string;
  seen: string | null;
  hint: Words;
}

export interface Question extends Words {
  id: string;
  code: string;
  column: string | null;
  choices: string[];
}

export interface Issue extends Words {
  code: string;
  level: 'info' | 'warning' | 'error';
  count: number;
}

export interface Report {
  upload: string;
  merchant: string;
  file: string;
  bytes: number;
  sha256: string;
  decision: Decision;
  platform: string | null;
  confidence: number;
  because: string[];
  container: string | null;
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  counts: Counts;
  /** The version of the commit that took the file in; null while held or refused. */
  version: number | null;
  tables: Record<string, TableReport>;
  columns: ColumnReport[];
  rejects: Reject[];
  questions: Question[];
  issues: Issue[];
  members: Report[];
}

export const noCounts = (): Counts => ({
  records: 0, accepted: 0, duplicate_in_file: 0, rejected: 0, suppressed: 0, ignored_blank: 0, header: 0, preamble_or_footer: 0,
});

/** The accounting identity: every record of a file is in exactly one of these. */
export const accounted = (c: Counts): number =>
  c.accepted + c.duplicate_in_file + c.rejected + c.suppressed + c.ignored_blank + c.header + c.preamble_or_footer;
