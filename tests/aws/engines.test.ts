import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { onEngines } from './engines/on-engines.ts';
import { askTrino } from './engines/trino.ts';

onEngines('the engines stand in for S3 and Athena', ({ s3, trino }) => {
  test('Trino reads the parts that a query names of the merchant it names, and refuses a query that names none', async () => {
    const client = new S3Client(s3);
    await client.send(new CreateBucketCommand({ Bucket: 'engines-test' }));
    const folder = await mkdtemp(join(tmpdir(), 'aftertier-test-'));
    const database = await (await DuckDBInstance.create(':memory:')).connect();
    for (const part of ['one', 'two', 'three']) {
      const file = join(folder, part);
      await database.run(`COPY (SELECT range AS n, '退货' AS reason, DATE '2024-02-29' AS day FROM range(100)) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
      await client.send(new PutObjectCommand({ Bucket: 'engines-test', Key: `cases/merchant=m1/part=${part}/rows.parquet`, Body: await readFile(file) }));
    }
    await rm(folder, { recursive: true });
    await askTrino(trino, 'CREATE SCHEMA lake.engines_test');
    const ask = (sql: string) => askTrino(trino, sql, { schema: 'engines_test' });
    await ask(`CREATE TABLE cases (n bigint, reason varchar, day date,
      merchant varchar WITH (partition_projection_type = 'injected'), part varchar WITH (partition_projection_type = 'injected'))
      WITH (external_location = 's3://engines-test/cases/', format = 'PARQUET', partitioned_by = ARRAY['merchant', 'part'], partition_projection_enabled = true,
        partition_projection_location_template = 's3://engines-test/cases/merchant=\${merchant}/part=\${part}/')`);
    const { rows } = await ask(`SELECT count(*), max(reason), max(day) FROM cases WHERE merchant = 'm1' AND part IN ('one', 'two')`);
    expect(rows).toEqual([[200, '退货', '2024-02-29']]);
    for (const condition of ['', `WHERE merchant = 'm1'`, `WHERE part IN ('one')`, `WHERE merchant = 'm1' AND part LIKE 'o%'`]) {
      await expect(ask(`SELECT count(*) FROM cases ${condition}`), condition).rejects.toThrow(/Injected projected partition column/);
    }
  });
});
