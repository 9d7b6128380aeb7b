import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bench, Benches } from '../../lib/ports/bench.ts';
import type { Row } from '../../lib/ports/query.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export function benchContract(name: string, make: (folder: string) => Benches): void {
  describe(`bench: ${name}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let bench: Bench;
    let given: string;
    let other: string;
    beforeEach(async () => {
      folder = await temporaryFolder();
      [given, other] = [join(folder.path, "it's given.csv"), join(folder.path, 'other.csv')];
      await writeFile(given, 'a,b\n1,x\n2,y\n');
      await writeFile(other, 'secret\n1\n');
      bench = await make(folder.path).open([given]);
    });
    afterEach(async () => {
      await bench.close();
      await folder.remove();
    });
    const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

    test('it reads the files it was given and writes into its own folder, and nothing else', async () => {
      expect(await bench.rows(`SELECT sum(a)::INTEGER AS n FROM read_csv(${quoted(given)})`)).toEqual([{ n: 3 }]);
      await bench.run(`COPY (SELECT 1 AS x) TO ${quoted(join(bench.dir, 'x.parquet'))} (FORMAT parquet)`);
      for (const sql of [
        `SELECT * FROM read_csv(${quoted(other)})`, `COPY (SELECT 1) TO ${quoted(join(folder.path, 'out.csv'))}`, `SELECT * FROM read_text('/etc/passwd')`,
        `ATTACH ${quoted(join(folder.path, 'x.db'))}`, `SET memory_limit = '8GB'`, 'SET enable_external_access = true', 'INSTALL httpfs', `SELECT * FROM glob('/etc/*')`,
      ]) await expect(bench.rows(sql), sql).rejects.toMatchObject({ code: expect.stringMatching(/query_failed|io_error/) });
    });

    test('an error names no path and no cell', async () => {
      const error: unknown = await bench.rows(`SELECT CAST('13912345678' AS DATE), 1 FROM read_csv(${quoted(other)})`).catch((caught: unknown) => caught);
      expect(String(error)).not.toMatch(/other\.csv|1391234/);
    });

    test('values come back plain', async () => {
      expect(await bench.rows(`SELECT 1::BIGINT AS big, 2::HUGEINT AS huge, 1.5::DECIMAL(9,2) AS dec, DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:00:00.5' AS at,
        TIMESTAMP_MS '2024-02-29 12:00:00' AS ms, NULL AS none, true AS yes, 'é退' AS text, 1e300 AS d, 7 / 2 AS half, 3 AS "__proto__"`)).toEqual([
        Object.fromEntries([['big', 1], ['huge', 2], ['dec', 1.5], ['day', '2024-02-29'], ['at', '2024-02-29 12:00:00.500'], ['ms', '2024-02-29 12:00:00.000'],
          ['none', null], ['yes', true], ['text', 'é退'], ['d', 1e300], ['half', 3.5], ['__proto__', 3]]),
      ]);
      await expect(bench.rows('SELECT 9007199254740993 AS n')).rejects.toMatchObject({ code: 'number_too_large' });
      await expect(bench.rows('SELECT [1, 2] AS l')).rejects.toMatchObject({ code: 'unsupported_type' });
    });

    test('batches stream in order, while other statements run', async () => {
      await bench.run('CREATE TABLE t AS SELECT range AS n FROM range(10000)');
      const found: Row[] = [];
      for await (const batch of bench.batches('SELECT n FROM t ORDER BY n DESC')) {
        expect(await bench.rows('SELECT count(*) AS n FROM t')).toEqual([{ n: 10000 }]);
        found.push(...batch);
      }
      expect(found.map(({ n }) => n)).toEqual(Array.from({ length: 10000 }, (_, n) => 9999 - n));
    });

    test('statements given at once are answered each with its own rows', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => bench.rows(`SELECT ${n} AS n FROM range(3000)`)));
      expect(answers.map((rows) => [rows.length, rows[0]?.['n']])).toEqual(Array.from({ length: 10 }, (_, n) => [3000, n]));
    });

    test('closing removes its folder', async () => {
      const second = await make(folder.path).open([]);
      await second.close();
      await expect(access(second.dir)).rejects.toThrow();
    });
  });
}
