import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintSql } from '../support/lint-sql.ts';

const folder = join(import.meta.dirname, '..', '..', 'lib', 'analyse');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql')).sort();

describe('every query is one that DuckDB and Trino answer alike', () => {
  it.each(files)('%s', (file) => {
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll(':window_days', '90');
    expect(lintSql(sql)).toEqual([]);
    expect(sql, 'opens with the question').toMatch(/^--/);
  });
});

describe('the linter refuses', () => {
  it.each([
    ['SELECT a::bigint FROM t'], ['SELECT avg(a) FROM t'], ['SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1'], ['SELECT concat(a, b) FROM t'],
    ['SELECT list(a) FROM t'], ['SELECT strftime(a, b) FROM t'], ['SELECT current_date'], ['SELECT FROM t WHERE'],
    ['SELECT 0.5 * a FROM t'], ["SELECT date_trunc('week', a) FROM t"], ['SELECT extract(dow FROM a) FROM t'], ['SELECT a FROM t, u'], ['SELECT a FROM t x, u y'], ['SELECT 1; SELECT 2'],
  ])('%s', (sql) => expect(lintSql(sql)).not.toEqual([]));
});
