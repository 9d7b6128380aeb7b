import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetQueryResultsCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { athenaClient } from '../../lib/aws/athena-client.ts';
import { athenaQuery } from '../../lib/aws/athena-query.ts';
import { s3Client } from '../../lib/aws/clients.ts';
import { duckdbBenches } from '../../lib/embedded/duckdb-bench.ts';
import { duckdbQuery } from '../../lib/embedded/duckdb-query.ts';
import { folderObjects } from '../../lib/embedded/folder-objects.ts';
import type { Manifest, Part } from '../../lib/lake/manifest.ts';
import { partFile } from '../../lib/lake/names.ts';
import { castColumns, columnDefinitions, copyToPart } from '../../lib/lake/table-sql.ts';
import { trusted, type MerchantId, type UploadId } from '../../lib/model/ids.ts';
import { tables } from '../../lib/model/tables.ts';
import type { Objects } from '../../lib/ports/objects.ts';
import type { Query, Row } from '../../lib/ports/query.ts';
import { queryContract } from '../contracts/query.contract.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTables } from './athena-server/create-tables.ts';
import { AthenaFault, startAthena, type AthenaServer } from './athena-server/start.ts';
import { runStatement } from './athena-server/statements.ts';
import { onEngines } from './engines/on-engines.ts';
import { freshBucket } from './support/places.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const merchant = trusted<MerchantId>('m1');

onEngines('Athena answers questions over a version', (at) => {
  let server: AthenaServer;
  let lake: string;
  let scratch: string;
  const schema = `q_${randomUUID().replaceAll('-', '')}`;
  const s3 = s3Client(at.s3);
  beforeAll(async () => {
    [server, lake, scratch] = [await startAthena(at), await freshBucket(at), await freshBucket(at)];
    await createTables({ trino: at.trino, schema, lake, scratch, scratchPrefix: 'scratch/' });
  });
  afterAll(() => server.close());

  const adapter = async (): Promise<Query> => athenaQuery({ athena: athenaClient(server.settings), s3: await s3(), workgroup: 'w', database: schema, scratch: { bucket: scratch, prefix: 'scratch/' } });
  /** Asks Athena over the lake of a folder: what a version names is copied to the bucket first. */
  const over = (objects: Objects): Query => ({
    async snapshot(manifest) {
      const client = await s3();
      for (const key of manifest.parts.flatMap(({ files }) => files)) await client.send(new PutObjectCommand({ Bucket: lake, Key: key, Body: await readFile(await objects.local(key)) }));
      return (await adapter()).snapshot(manifest);
    },
  });

  queryContract('athena', over);

  const empty: Manifest = { merchant, version: 1, parent: null, commitId: 'c', parts: [], uploads: [], withdrawn: [], tombstones: [] };

  test('questions of one turn are one query, each with its own columns, types and order', async () => {
    const snapshot = await (await adapter()).snapshot(empty);
    const before = server.executions.length;
    const numbers = 'SELECT n, n * 1e0 / 2 AS half, n > 1 AS more FROM (VALUES (1), (3), (2)) AS t (n) ORDER BY n DESC';
    const texts = `SELECT '退''货 "' || chr AS said, CAST(NULL AS varchar) AS nothing, DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:00:00.5' AS at FROM (VALUES ('b'), ('a')) AS t (chr) ORDER BY said`;
    expect(await Promise.all([snapshot.rows(numbers), snapshot.rows(texts), snapshot.rows('SELECT order_id FROM orders')])).toEqual([
      [{ n: 3, half: 1.5, more: true }, { n: 2, half: 1, more: true }, { n: 1, half: 0.5, more: false }],
      ['a', 'b'].map((letter) => ({ said: `退'货 "${letter}`, nothing: null, day: '2024-02-29', at: expect.stringMatching(/^2024-02-29 12:00:00\.5/) })),
      [],
    ]);
    expect(server.executions.length - before).toBe(1);
    await snapshot.close();
  });

  test('more rows than a page, and than a batch, in the order asked for', async () => {
    const snapshot = await (await adapter()).snapshot(empty);
    const many = 'SELECT CAST(10 * a.n + b.n AS bigint) AS n FROM UNNEST(sequence(0, 299)) AS a (n) CROSS JOIN UNNEST(sequence(0, 9)) AS b (n) ORDER BY n DESC';
    const expected = Array.from({ length: 3000 }, (_, n) => 2999 - n);
    expect((await snapshot.rows(many)).map(({ n }) => n)).toEqual(expected);
    const streamed: unknown[] = [];
    for await (const batch of snapshot.batches(many)) streamed.push(...batch.map(({ n }) => n));
    expect(streamed).toEqual(expected);
    await snapshot.close();
  });

  test('a question without its merchant fails', async () => {
    for (const table of Object.keys(tables)) await expect(runStatement(`SELECT count(*) FROM ${table}`, { trino: at.trino, schema }), table).rejects.toThrow(/Injected projected partition column/);
    const snapshot = await (await adapter()).snapshot(empty);
    await expect(snapshot.rows(`SELECT count(*) AS n FROM "${schema}".cases`)).rejects.toMatchObject({ code: 'no_merchant' });
    await snapshot.close();
  });

  test('errors are told apart: refused, too long, the quota used up for a while, given up', async () => {
    const snapshot = await (await adapter()).snapshot(empty);
    await expect(snapshot.rows('SELECT nothing AS n FROM nowhere')).rejects.toMatchObject({ code: 'query_failed', retry: 'never' });
    await expect(snapshot.rows(`SELECT '${'x'.repeat(262_144)}' AS n`)).rejects.toMatchObject({ code: 'query_too_long' });
    let refused = 0;
    server.before = (operation) => {
      if (operation === 'StartQueryExecution' && (refused += 1) <= 4) throw new AthenaFault('TooManyRequestsException', 'You have exceeded the limit for the number of queries you can run concurrently.');
    };
    expect(await snapshot.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    server.before = null;
    const slow = snapshot.rows('SELECT count(*) AS n FROM UNNEST(sequence(1, 9999)) AS a (x) CROSS JOIN UNNEST(sequence(1, 9999)) AS b (x) CROSS JOIN UNNEST(sequence(1, 9999)) AS c (x)');
    const given = expect(slow).rejects.toMatchObject({ code: 'stopped' });
    await vi.waitUntil(() => server.executions.at(-1)?.state === 'RUNNING', { timeout: 60_000 });
    await snapshot.close();
    await given;
    await vi.waitUntil(() => server.executions.at(-1)?.state === 'CANCELLED', { timeout: 60_000 });
  });

  test('the stand-in keeps Athena’s limits: the length of a query, rows a page, bound parameters', async () => {
    const client = athenaClient(server.settings);
    const start = (QueryString: string, ExecutionParameters?: string[]) => client.send(new StartQueryExecutionCommand({ QueryString, QueryExecutionContext: { Database: schema }, ...(ExecutionParameters === undefined ? {} : { ExecutionParameters }) }));
    await expect(start(`SELECT '${'x'.repeat(262_144)}'`)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const { QueryExecutionId } = await start('SELECT ? AS a, ? AS b', ["'it''s'", '2']);
    await vi.waitUntil(() => server.executions.at(-1)?.state === 'SUCCEEDED', { timeout: 60_000 });
    await expect(client.send(new GetQueryResultsCommand({ QueryExecutionId, MaxResults: 1001 }))).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
    expect(ResultSet?.Rows?.map(({ Data }) => Data?.map((cell) => cell.VarCharValue))).toEqual([['a', 'b'], ["it's", '2']]);
    client.destroy();
  });

  test('rows of one key fold as on the other engine: newer, repeated, undated, withdrawn, erased', async () => {
    const folder = await temporaryFolder();
    const objects = folderObjects(join(folder.path, 'lake'));
    const table = tables.contacts;
    const parts: Part[] = [];
    for (const [n, overlaps] of [[1, false], [2, true], [3, true], [4, true]] as const) {
      const bench = await duckdbBenches({ tmp: join(folder.path, 'tmp') }).open([]);
      await bench.run(`CREATE TABLE t (${columnDefinitions(table)}); INSERT INTO t (source, contact_id, customer_key, topic, source_updated_at, upload_id, order_key, row_no)
        SELECT 's', CAST(i % 7 AS VARCHAR), 'c' || (i % 3), CASE WHEN i % 5 = 0 THEN NULL ELSE 't' || (i * ${n} % 4) END, CASE WHEN i % 4 = 0 THEN NULL ELSE TIMESTAMP '2024-01-01' + INTERVAL (i * ${n} % 3) DAY END, 'u${n}', ${5 - n}, i FROM range(40) r (i)`);
      await bench.run(copyToPart(`SELECT ${castColumns(table)} FROM t`, join(bench.dir, 'p')));
      const key = partFile('contacts', merchant, `part${n}`, 1);
      await objects.putFile(key, join(bench.dir, 'p'));
      await bench.close();
      parts.push({ table: 'contacts', part: `part${n}`, files: [key], rows: 40, uploads: [trusted<UploadId>(`u${n}`)], overlaps });
    }
    const ask = async (query: Query, manifest: Manifest): Promise<Row[]> => {
      const snapshot = await query.snapshot(manifest);
      try {
        return await snapshot.rows('SELECT * FROM contacts ORDER BY contact_id');
      } finally {
        await snapshot.close();
      }
    };
    for (const change of [{}, { withdrawn: [trusted<UploadId>('u3')] }, { tombstones: ['c1'] }]) {
      const manifest = { ...empty, parts, ...change };
      const here = await ask(duckdbQuery(objects, { tmp: join(folder.path, 'tmp') }), manifest);
      expect(here.length).toBeGreaterThan(3);
      expect(await ask(over(objects), manifest)).toEqual(here);
    }
    await folder.remove();
  });
});
