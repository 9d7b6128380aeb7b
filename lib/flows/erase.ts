import { currentManifest } from '../lake/read-manifest.ts';
import { identifier, literal } from '../lake/table-sql.ts';
import { purge } from '../lake/purge.ts';
import { entomb } from '../lake/withdraw.ts';
import { Failure, isFailure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { customerKey } from '../model/pseudonym.ts';
import { tableNames, tables } from '../model/tables.ts';
import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';
import { change } from './corrections.ts';
import { namesCustomer } from './names-customer.ts';
import { rejectsPrefix } from './reports.ts';
import { publish } from './publish.ts';

/** What was erased and where, without naming the customer. */
export interface Certificate {
  readonly merchant: string;
  readonly customer_key: string;
  readonly erased_at: string;
  /** Rows removed from the lake, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Raw files that held the customer: deleted whole, with their rejected records. */
  readonly uploads: readonly string[];
  readonly version: number | null;
  /** Later files that name the customer again: their records are counted as suppressed and not taken in. */
  readonly suppressed_from_now_on: true;
}

/** Erases a customer from raw files, lake, look-up and boards. Repeating it is harmless. */
export async function erase(edition: Edition, merchant: MerchantId, customer: string): Promise<Certificate> {
  // Raw files hold the raw id, which a pseudonym does not tell.
  if (customer.startsWith('key:')) throw new Failure('bad_customer', 'A customer is erased by the id that the shop knows: the raw files are searched for it.');
  const key = customerKey(await edition.secrets.pseudonymKey(merchant), customer);
  // First of all: a file that is being read meanwhile is read again without them.
  const { manifest } = await entomb(edition, merchant, [key], edition.clock.nowMs());
  const { rows, uploads: known } = await findRows(edition, merchant, key);
  const uploads = await removeRaw(edition, merchant, customer, new Set(known));
  const purged = await purge(edition, merchant);
  for (const name of [`override:${key}`, `objection:${key}`]) if ((await edition.documents.get(merchant, name)) !== null) await change(edition, merchant, name, () => '');
  await publish(edition, merchant);
  const certificate: Certificate = {
    merchant, customer_key: key, erased_at: new Date(edition.clock.nowMs()).toISOString(), rows, uploads, version: purged.manifest?.version ?? manifest?.version ?? null, suppressed_from_now_on: true,
  };
  await edition.objects.put(`certificates/${merchant}/${key}-${edition.newId()}.json`, JSON.stringify(certificate));
  return certificate;
}

async function findRows(edition: Edition, merchant: MerchantId, key: string): Promise<{ rows: Record<string, number>; uploads: string[] }> {
  const manifest = await currentManifest(edition.heads, edition.objects, merchant);
  const rows: Record<string, number> = {};
  const uploads = new Set<string>();
  if (manifest === null) return { rows, uploads: [] };
  // Every part, read or not: a row that lost still names the customer.
  for (const name of tableNames.filter((t) => tables[t].columns.some((c) => c.name === 'customer_key'))) {
    const paths = await Promise.all(manifest.parts.filter((p) => p.table === name).flatMap((p) => p.files).map((file) => edition.objects.local(file)));
    if (paths.length === 0) continue;
    const bench = await edition.benches.open(paths);
    try {
      const found = await bench.rows(`SELECT ${identifier('upload_id')} AS upload, count(*) AS n FROM read_parquet([${paths.map(literal).join(', ')}]) WHERE customer_key = ${literal(key)} GROUP BY 1`);
      for (const row of found) uploads.add(String(row['upload']));
      const n = found.reduce((sum, row) => sum + Number(row['n']), 0);
      if (n > 0) rows[name] = n;
    } finally {
      await bench.close();
    }
  }
  return { rows, uploads: [...uploads].sort() };
}

/** Removes every raw file that names the customer: of rows in the lake, of records that were rejected, of files that are held or were here before. */
async function removeRaw(edition: Edition, merchant: MerchantId, customer: string, known: ReadonlySet<string>): Promise<string[]> {
  const gone: string[] = [];
  for (const entry of await edition.ledger.list(merchant)) {
    if (!known.has(entry.upload) && !(await rawNames(edition, entry, customer))) continue;
    gone.push(entry.upload);
    await edition.drops.remove(merchant, entry.key, entry.versionId);
    for await (const { key } of edition.raw.list(rejectsPrefix(merchant, entry.upload))) await edition.raw.remove(key);
    // There is nothing left that an answer could take in.
    if (entry.version === null && (entry.decision === null || entry.decision === 'held')) await edition.ledger.update(merchant, entry.upload, { withdrawn: true });
  }
  return gone.sort();
}

async function rawNames(edition: Edition, entry: LedgerEntry, customer: string): Promise<boolean> {
  try {
    return await namesCustomer(edition, await edition.drops.fetch(entry), customer);
  } catch (error) {
    // Overwritten before it was read, or removed by an earlier erasure.
    if (isFailure(error, 'changed')) return false;
    throw error;
  }
}
