import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbBenches } from '../../lib/embedded/duckdb-bench.ts';
import { duckdbQuery } from '../../lib/embedded/duckdb-query.ts';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import { embeddedHeads } from '../../lib/embedded/heads.ts';
import { openStore } from '../../lib/embedded/lmdb-store.ts';
import { commit, nothing } from '../../lib/lake/commit.ts';
import type { Changes } from '../../lib/lake/count-changes.ts';
import { countChanges } from '../../lib/lake/count-changes.ts';
import { allPaths } from '../../lib/lake/fold.ts';
import { localFiles } from '../../lib/lake/local-files.ts';
import type { Manifest } from '../../lib/lake/manifest.ts';
import { partFile, partId } from '../../lib/lake/names.ts';
import { currentManifest } from '../../lib/lake/read-manifest.ts';
import { recordsHash } from '../../lib/lake/state-hash.ts';
import { castColumns, columnDefinitions, copyToPart, literal } from '../../lib/lake/table-sql.ts';
import type { MerchantId, UploadId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import { tables } from '../../lib/model/tables.ts';
import type { Row } from '../../lib/ports/query.ts';
import type { Heads } from '../../lib/ports/state.ts';

export const merchant = trusted<MerchantId>('m1');
export const uploadId = (text: string): UploadId => trusted<UploadId>(text);

/** One service contact, as short as a test can say it. `at` is a day of January; null: undated. */
export interface Contact {
  readonly id: string;
  readonly at: number | null;
  readonly topic: string;
  readonly customer?: string;
}

export interface Upload {
  readonly upload: string;
  readonly orderKey: number;
  readonly rows: readonly Contact[];
}

/** A lake of contacts on the real folder, store and engine, in a folder of its own. */
export async function lakeBed() {
  const root = await mkdtemp(join(tmpdir(), 'lake-'));
  const store = openStore(join(root, 'store'));
  const objects = folderObjects(join(root, 'lake'));
  const benches = duckdbBenches({ tmp: join(root, 'tmp'), threads: 1 });
  const query = duckdbQuery(objects, { tmp: join(root, 'tmp'), threads: 1 });
  const deps = { heads: embeddedHeads(store), objects, benches, newId: () => randomUUID().slice(0, 8) };
  const table = tables.contacts;

  const manifest = (): Promise<Manifest | null> => currentManifest(deps.heads, objects, merchant);

  /** Takes an upload in: writes its part, counts, commits. Null where it is in already. */
  async function take(upload: Upload, heads: Heads = deps.heads): Promise<Changes | null> {
    const key = partFile('contacts', merchant, partId(uploadId(upload.upload), deps.newId()), 1);
    const bench = await benches.open([]);
    await bench.run(`CREATE TABLE fresh (${columnDefinitions(table)})`);
    for (const [index, row] of upload.rows.entries()) {
      const at = row.at === null ? 'NULL' : `TIMESTAMP '2024-01-01' + INTERVAL ${row.at} DAY`;
      await bench.run(`INSERT INTO fresh (source, contact_id, topic, customer_key, source_updated_at, upload_id, order_key, row_no) VALUES
        ('s', ${literal(row.id)}, ${literal(row.topic)}, ${literal(row.customer ?? 'c')}, ${at}, ${literal(upload.upload)}, ${upload.orderKey}, ${index + 1})`);
    }
    const path = join(bench.dir, 'fresh.parquet');
    await bench.run(copyToPart(`SELECT ${castColumns(table)} FROM fresh`, path));
    await objects.putFile(key, path);
    await bench.close();

    let changes: Changes | null = null;
    await commit({ ...deps, heads }, merchant, async (current) => {
      if (current?.uploads.some((known) => known.upload === upload.upload) === true) return null;
      const existing = current === null ? null : await localFiles(objects, current, table);
      const local = await objects.local(key);
      const counting = await benches.open([local, ...(existing === null ? [] : allPaths(existing))]);
      changes = await countChanges(counting, table, [local], existing);
      await counting.close();
      const base = current ?? { ...nothing };
      return {
        ...base,
        parts: [...base.parts, {
          table: 'contacts', part: key.split('part=')[1]?.split('/')[0] ?? '', files: [key], rows: upload.rows.length,
          uploads: [uploadId(upload.upload)], overlaps: changes.overlaps,
        }],
        uploads: [...base.uploads, { upload: uploadId(upload.upload), orderKey: upload.orderKey }],
      };
    });
    return changes;
  }

  async function read(version?: Manifest): Promise<Row[]> {
    const at = version ?? (await manifest());
    if (at === null) return [];
    const snapshot = await query.snapshot(at);
    try {
      return await snapshot.rows('SELECT contact_id AS id, topic, customer_key AS customer, upload_id AS upload FROM contacts ORDER BY 1, 2');
    } finally {
      await snapshot.close();
    }
  }

  return {
    ...deps, root, query, take, read, manifest,
    hash: async (): Promise<string> => recordsHash({ objects, benches }, await manifest()),
    async close() {
      await store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
