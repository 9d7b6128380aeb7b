import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { ingest, type StoredReport } from '../../lib/flows/ingest.ts';
import { say, type Said } from '../../lib/flows/mappings.ts';
import { answer, mapUpload, receive } from '../../lib/flows/uploads.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';
import type { MappingDocument } from '../../lib/model/mapping.ts';
import type { TableName } from '../../lib/model/tables.ts';
import { customerKey } from '../../lib/model/pseudonym.ts';
import type { Row } from '../../lib/ports/query.ts';
import { gb18030 } from '../read/gb18030.ts';

export type Content = string | Uint8Array;

/** A whole embedded edition in a folder of its own; `close` removes it. */
export async function ingestBed() {
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-ingest-'));
  const edition = await embeddedEdition({ data: join(dir, 'data') });
  let files = 0;

  async function sendFile(merchant: string, path: string, name = basename(path)): Promise<StoredReport> {
    const entry = await receive(edition, trusted<MerchantId>(merchant), name, path);
    return ingest(edition, trusted<MerchantId>(merchant), entry.upload);
  }

  return {
    edition,
    dir,
    sendFile,
    /** Puts content in under a name, as an upload does, and reads it. */
    async send(merchant: string, name: string, content: Content): Promise<StoredReport> {
      const path = join(dir, `${(files += 1)}.tmp`);
      await writeFile(path, content);
      return sendFile(merchant, path, name);
    },
    say: (merchant: string, signature: string, change: Partial<Said>) => say(edition, trusted<MerchantId>(merchant), signature, change),
    map: (merchant: string, upload: string, mapping: MappingDocument) => mapUpload(edition, trusted<MerchantId>(merchant), upload, mapping),
    answer: (merchant: string, upload: string, question: string, choice: string) => answer(edition, trusted<MerchantId>(merchant), upload, question, choice),
    /** The folded records of a table, in key order, without what says where a row came from. */
    async records(merchant: string, table: TableName): Promise<Row[]> {
      const rows = await this.rows(merchant, `SELECT * FROM ${table}`);
      return rows.map(({ upload_id: _u, order_key: _o, row_no: _r, ...rest }) => rest).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
    async rows(merchant: string, sql: string): Promise<Row[]> {
      const manifest = await currentManifest(edition.heads, edition.objects, trusted<MerchantId>(merchant));
      if (manifest === null) return [];
      const snapshot = await edition.query.snapshot(manifest);
      try {
        return await snapshot.rows(sql);
      } finally {
        await snapshot.close();
      }
    },
    keyOf: async (merchant: string, identifier: string): Promise<string> => customerKey(await edition.secrets.pseudonymKey(trusted<MerchantId>(merchant)), identifier),
    async close(): Promise<void> {
      await edition.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type IngestBed = Awaited<ReturnType<typeof ingestBed>>;

const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Records as delimited text under a header; a name that a record leaves out is an empty cell. */
export function table(header: readonly string[], records: readonly Readonly<Record<string, string>>[], { delimiter = ',', newline = '\n' } = {}): string {
  const line = (cells: readonly string[]): string => cells.map((c) => (delimiter === ',' ? csvCell(c) : c)).join(delimiter) + newline;
  return [line(header), ...records.map((record) => {
    const unknown = Object.keys(record).find((name) => !header.includes(name));
    if (unknown !== undefined) throw new RangeError(`the header has no ${unknown}`);
    return line(header.map((name) => record[name] ?? ''));
  })].join('');
}

export const encodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030'] as const;

/** The same text in another encoding; UTF-16 with its byte order mark. */
export function encoded(text: string, encoding: (typeof encodings)[number]): Uint8Array {
  switch (encoding) {
    case 'utf-8': return Buffer.from(text, 'utf8');
    case 'utf-8-bom': return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le': return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be': return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'gb18030': return gb18030(text);
  }
}

export async function zipOf(members: readonly (readonly [string, Content])[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of members) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}
