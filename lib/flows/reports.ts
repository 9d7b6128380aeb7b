import { Failure } from '../model/failure.ts';
import { trusted, type MerchantId, type UploadId } from '../model/ids.ts';
import type { Report } from '../model/report.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';

/** The report, with what the product needs to go on from it: header signatures for answers and mappings, unmapped reasons. */
export interface StoredReport extends Omit<Report, 'members'> {
  readonly signature: string | null;
  /** The reading that wrote it: where its rejected records are kept. */
  readonly attempt?: string;
  readonly unmapped_reasons: readonly { readonly raw: string; readonly count: number }[];
  readonly members: readonly StoredReport[];
}

export async function entryOf(edition: Edition, merchant: MerchantId, upload: string): Promise<LedgerEntry> {
  const entry = await edition.ledger.get(merchant, trusted<UploadId>(upload));
  if (entry === null) throw new Failure('unknown_upload', `There is no upload ${upload}.`);
  return entry;
}

/** The latest report; null while the upload was not read yet. */
export async function reportOf(edition: Edition, merchant: MerchantId, upload: string): Promise<StoredReport | null> {
  const entry = await entryOf(edition, merchant, upload);
  return entry.report === null ? null : readReport(edition, entry.report);
}

/** The rejected records of an upload as one CSV with the file's own header, to correct and give back; empty when there are none. */
export async function rejectsOf(edition: Edition, merchant: MerchantId, upload: string): Promise<string> {
  const report = await reportOf(edition, merchant, upload);
  const texts: string[] = [];
  if (report?.attempt === undefined) return '';
  for await (const { key } of edition.raw.list(`${rejectsPrefix(merchant, trusted<UploadId>(upload))}${report.attempt}/`)) {
    const bytes = await edition.raw.get(key);
    if (bytes !== null) texts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
  return texts.join('');
}

export async function readReport({ objects }: Pick<Edition, 'objects'>, key: string): Promise<StoredReport> {
  const bytes = await objects.get(key);
  if (bytes === null) throw new Failure('not_found', 'The report is gone.');
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as StoredReport;
}

export const reportsPrefix = (merchant: MerchantId): string => `reports/${merchant}/`;
/** Rejected records: of all uploads of a merchant, or of one. */
export const rejectsPrefix = (merchant: MerchantId, upload?: UploadId): string => `rejects/${merchant}/${upload === undefined ? '' : `${upload}/`}`;
