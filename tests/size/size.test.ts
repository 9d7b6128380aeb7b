import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../cdk/bundle.ts';
import { loadedAtStart, type Loaded } from './loaded-at-start.ts';

let folder: string;
let api: Loaded & { readonly everything: readonly string[] };
let bare: Loaded;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertier-size-'));
  const made = async (entry: string, name: string) => bundle(fileURLToPath(new URL(entry, import.meta.url)), join(folder, name));
  const whole = await made('../../functions/aws/api.ts', 'api');
  api = { ...loadedAtStart(whole), everything: Object.keys(whole.metafile.inputs) };
  bare = loadedAtStart(await made('./bare.ts', 'bare'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the API’s function has nothing of DuckDB, neither loaded nor beside it', () => {
  expect(api.everything.filter((path) => path.includes('node_modules/@duckdb') || path.includes('lib/embedded/duckdb'))).toEqual([]);
});

it('a cold look-up loads at most 1.15 times the bytes of a bare route over DynamoDB', () => {
  expect(api.bytes / bare.bytes).toBeLessThanOrEqual(1.15);
});

it('the clients of S3 and Athena, boards, tokens and every other route wait until they are asked for', () => {
  const loaded = api.inputs.map(({ path }) => path);
  expect(loaded.filter((path) => /client-(s3|athena)|s3-presigned-post|node_modules\/jose|lib\/analyse|lib\/publish|lib\/api\/routes\/(?!tier)/.test(path))).toEqual([]);
});
