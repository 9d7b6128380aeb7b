import { mappingErrors } from '../map/mapping.ts';
import { Failure } from '../model/failure.ts';
import { trusted, type MerchantId, type UploadId } from '../model/ids.ts';
import type { MappingDocument } from '../model/mapping.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';
import { withdraw } from '../lake/withdraw.ts';
import { ingest, mustBeOpen } from './ingest.ts';
import { entryOf, readReport, reportOf, type StoredReport } from './reports.ts';
import { say } from './mappings.ts';

/** Puts a local file into the merchant's uploads, under a key of its own, and registers it: each time is an upload, the same file again a duplicate. */
export async function receive(edition: Edition, merchant: MerchantId, file: string, path: string): Promise<LedgerEntry> {
  const drop = await edition.drops.put(merchant, `${edition.newId()}/${file}`, path);
  return edition.ledger.register(drop, edition.clock.nowMs());
}

/** Answers a held question; remembered for every file with that header. Reads the upload again. */
export const answer = (edition: Edition, merchant: MerchantId, upload: string, question: string, choice: string): Promise<StoredReport> =>
  answerAll(edition, merchant, upload, { [question]: choice });

/** Answers several questions of an upload at once: nothing is said until all of them are checked. */
export async function answerAll(edition: Edition, merchant: MerchantId, upload: string, answers: Readonly<Record<string, string>>): Promise<StoredReport> {
  mustBeOpen(await entryOf(edition, merchant, upload));
  const report = await reportOf(edition, merchant, upload);
  const holders = [report, ...(report?.members ?? [])].filter((r) => r !== null && r.members.length === 0);
  const checked = Object.entries(answers).map(([question, choice]) => {
    const holder = holders.find((r) => r?.questions.some((q) => q.id === question));
    const asked = holder?.questions.find((q) => q.id === question);
    if (holder == null || asked === undefined || holder.signature === null) throw new Failure('unknown_question', `Upload ${upload} asks no question ${question}.`);
    if (!asked.choices.includes(choice)) throw new Failure('bad_choice', `Question ${question} is answered with one of: ${asked.choices.join(', ')}.`);
    return { holder, signature: holder.signature, code: asked.code, choice };
  });
  for (const { holder, signature, code, choice } of checked) {
    if (code === 'unknown_layout') await say(edition, merchant, signature, { mapping: proposedMapping(holder) });
    else if (code === 'date_order') await say(edition, merchant, signature, { answers: { dateOrder: choice === 'mdy' ? 'mdy' : 'dmy' } });
    else await say(edition, merchant, signature, { answers: { decimal: choice === ',' ? ',' : '.' } });
  }
  return ingest(edition, merchant, trusted<UploadId>(upload), { again: true });
}

/** The columns that the report proposed, as a mapping. */
const proposedMapping = (report: StoredReport): MappingDocument => ({ columns: Object.fromEntries(report.columns.flatMap((c) => (c.to === null ? [] : [[c.name, c.to]]))) });

/** Gives an upload's layout a mapping by hand; remembered for every file with that header. Reads the upload again. */
export async function mapUpload(edition: Edition, merchant: MerchantId, upload: string, mapping: MappingDocument): Promise<StoredReport> {
  mustBeOpen(await entryOf(edition, merchant, upload));
  const report = await reportOf(edition, merchant, upload);
  const tables = [report, ...(report?.members ?? [])].filter((r) => r != null && r.members.length === 0 && r.signature !== null);
  const wrong = tables.map((t) => mappingErrors(mapping, t?.columns.map((c) => c.name) ?? []));
  const best = tables[wrong.findIndex((errors) => errors.length === 0)];
  if (best?.signature == null) {
    const errors = wrong[0] ?? [];
    throw new Failure('bad_mapping', `The mapping does not fit: ${errors.map((e) => `${e.code} “${e.name}”`).join(', ') || 'the upload has no table'}.`);
  }
  await say(edition, merchant, best.signature, { mapping });
  return ingest(edition, merchant, trusted<UploadId>(upload), { again: true });
}

/** Takes a wrong file back: what it had replaced is read again. Harmless where it is out already. */
export async function withdrawUpload(edition: Edition, merchant: MerchantId, upload: string): Promise<LedgerEntry> {
  const { upload: id } = await entryOf(edition, merchant, upload);
  // Said first: should the process end here, the next sweep does the rest.
  const entry = await edition.ledger.update(merchant, id, { withdrawn: true });
  await withdraw(edition, merchant, id, edition.clock.nowMs());
  return entry;
}

/** Remembers a mapping for every file with that header, and reads the held ones again. Answers their reports. */
export async function mapSignature(edition: Edition, merchant: MerchantId, signature: string, mapping: MappingDocument): Promise<StoredReport[]> {
  const held: UploadId[] = [];
  for (const entry of await edition.ledger.list(merchant)) {
    if (entry.decision !== 'held' || entry.withdrawn || entry.report === null) continue;
    const report = await readReport(edition, entry.report);
    if ([report, ...report.members].some((r) => r.signature === signature)) held.push(entry.upload);
  }
  await say(edition, merchant, signature, { mapping });
  const reports: StoredReport[] = [];
  for (const upload of held) reports.push(await ingest(edition, merchant, upload, { again: true }));
  return reports;
}
