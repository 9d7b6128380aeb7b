import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { duckdbBenches } from '../../lib/embedded/duckdb-bench.ts';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import type { Manifest } from '../../lib/lake/manifest.ts';
import { partFile } from '../../lib/lake/names.ts';
import { castColumns, columnDefinitions, copyToPart } from '../../lib/lake/table-sql.ts';
import type { MerchantId, UploadId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import { tables } from '../../lib/model/tables.ts';
import type { Objects } from '../../lib/ports/objects.ts';
import type { Query, Snapshot } from '../../lib/ports/query.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const merchant = trusted<MerchantId>('m1');
const upload = trusted<UploadId>('u1');

/** One version of one merchant, asked in Trino's dialect. The version has three products. */
export function queryContract(name: string, make: (objects: Objects, folder: string) => Query): void {
  describe(`query: ${name}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let snapshot: Snapshot;
    let foreign: string;
    beforeEach(async () => {
      folder = await temporaryFolder();
      const objects = folderObjects(join(folder.path, 'lake'));
      const mine = await store(objects, merchant, "('p1', 'one', 700), ('p2', 'two', 250), ('p3', NULL, NULL)");
      foreign = await objects.local(await store(objects, trusted<MerchantId>('m10'), "('p9', 'of another', 1)"));
      const manifest: Manifest = {
        merchant, version: 1, parent: null, commitId: 'c', uploads: [{ upload, orderKey: 1 }], withdrawn: [], tombstones: [],
        parts: [{ table: 'products', part: 'p', files: [mine], rows: 3, uploads: [upload], overlaps: false }],
      };
      snapshot = await make(objects, folder.path).snapshot(manifest);
    });
    afterEach(async () => {
      await snapshot.close();
      await folder.remove();
    });

    async function store(objects: Objects, of: MerchantId, values: string): Promise<string> {
      const bench = await duckdbBenches({ tmp: join(folder.path, 'tmp') }).open([]);
      await bench.run(`CREATE TABLE t (${columnDefinitions(tables.products)}); INSERT INTO t (product_id, name, unit_cost_minor) VALUES ${values}`);
      await bench.run(copyToPart(`SELECT ${castColumns(tables.products)} FROM t`, join(bench.dir, 'p.parquet')));
      const key = partFile('products', of, 'p', 1);
      await objects.putFile(key, join(bench.dir, 'p.parquet'));
      await bench.close();
      return key;
    }

    test('a defined relation is used by the next, and by name', async () => {
      await snapshot.define('dear', 'SELECT product_id, unit_cost_minor FROM products WHERE unit_cost_minor > 300');
      await snapshot.define('counted', 'SELECT count(*) AS n FROM dear');
      expect(await snapshot.rows('SELECT n, (SELECT max(product_id) FROM dear) AS id FROM counted')).toEqual([{ n: 1, id: 'p1' }]);
      for (const bad of ['products', 'x; DROP TABLE dear', 'Dear', '']) await expect(snapshot.define(bad, 'SELECT 1')).rejects.toMatchObject({ code: 'bad_name' });
    });

    test('what is wrong with a relation is told to who reads it, even through others, and to nobody else', async () => {
      await snapshot.define('broken', 'SELECT nothing FROM products');
      await snapshot.define('over_broken', 'SELECT nothing FROM broken', 'read');
      const questions = ['SELECT count(*) AS n FROM over_broken', 'SELECT count(*) AS n FROM products'].map((sql) => snapshot.rows(sql));
      const [wrong, right] = await Promise.allSettled(questions);
      expect(wrong).toMatchObject({ status: 'rejected', reason: { code: 'query_failed' } });
      expect(right).toEqual({ status: 'fulfilled', value: [{ n: 3 }] });
    });

    test('Trino means the same here', async () => {
      expect(await snapshot.rows(`SELECT 7 / 2 AS whole, date_diff('day', TIMESTAMP '2024-01-01 23:00:00', TIMESTAMP '2024-01-02 01:00:00') AS days,
        max_by(name, unit_cost_minor) AS dearest, regexp_replace('a1b2', '[0-9]', '') AS letters, regexp_like('abc', 'b') AS has, cardinality(array_agg(product_id)) AS n,
        lower(to_hex(md5(to_utf8('k')))) AS digest, from_base('ff', 16) AS hex, day_of_week(DATE '2024-06-30') AS sunday FROM products`)).toEqual([
        { whole: 3, days: 0, dearest: 'one', letters: 'ab', has: true, n: 3, digest: '8ce4b16b22b58894aa86c421e8759df3', hex: 255, sunday: 7 },
      ]);
      for await (const batch of snapshot.batches('SELECT 7 / 2 AS whole')) expect(batch).toEqual([{ whole: 3 }]);
    });

    test('no file but those of the version can be read', async () => {
      await expect(snapshot.rows(`SELECT * FROM read_parquet('${foreign}')`)).rejects.toMatchObject({ code: expect.stringMatching(/query_failed|io_error/) });
      await expect(snapshot.rows("SELECT * FROM read_text('/etc/passwd')")).rejects.toMatchObject({ code: expect.stringMatching(/query_failed|io_error/) });
    });

    test('batches hold every row in the order asked for', async () => {
      const ids: unknown[] = [];
      for await (const batch of snapshot.batches('SELECT product_id AS id FROM products ORDER BY product_id DESC')) ids.push(...batch.map(({ id }) => id));
      expect(ids).toEqual(['p3', 'p2', 'p1']);
    });
  });
}
