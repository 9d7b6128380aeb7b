import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * The one way: model ← stages ← flows ← composition ← functions; adapters behind ports.
 * A room may import itself and the rooms listed here.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  'lib/model': [],
  'lib/ports': ['lib/model', 'lib/lake/manifest.ts'],
  'lib/read': ['lib/model'],
  'lib/map': ['lib/model', 'lib/ports'],
  'lib/classify': ['lib/model'],
  'lib/lake': ['lib/model', 'lib/ports'],
  'lib/analyse': ['lib/model', 'lib/ports', 'lib/lake/table-sql.ts'],
  'lib/tier': ['lib/model', 'lib/ports', 'lib/analyse'],
  'lib/publish': ['lib/model', 'lib/ports', 'lib/analyse'],
  'lib/demo': ['lib/model'],
  'lib/flows': ['lib/model', 'lib/ports', 'lib/read', 'lib/map', 'lib/classify', 'lib/lake', 'lib/analyse', 'lib/tier', 'lib/publish'],
  'lib/api': ['lib/model', 'lib/ports', 'lib/flows', 'lib/tier', 'lib/map', 'lib/analyse'],
  'lib/embedded': ['lib/model', 'lib/ports', 'lib/lake'],
  'lib/aws': ['lib/model', 'lib/ports', 'lib/lake', 'lib/embedded/duckdb-bench.ts', 'lib/embedded/duckdb-query.ts', 'lib/embedded/step.ts'],
  web: ['lib/model'],
};

function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name).split(sep).join('/')).filter((name) => /\.(ts|tsx)$/.test(name));
}

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:^|\n)\s*(?:import|export)[^'"`;]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g)]
    .map((found) => relative(root, join(root, dirname(file), found[1] ?? found[2] ?? '')).split(sep).join('/'));

describe('data flows one way', () => {
  for (const [room, allowed] of Object.entries(may)) {
    it(`${room} imports nothing but ${allowed.length === 0 ? 'itself' : allowed.join(', ')}`, () => {
      const wrong = sources(room).flatMap((file) => importsOf(file)
        .filter((target) => !target.startsWith(`${room}/`) && !allowed.some((a) => target === a || target.startsWith(`${a}/`)))
        .map((target) => `${file} → ${target}`));
      expect(wrong).toEqual([]);
    });
  }

  // And what is no adapter: names of settings, one signed call.
  const compositions = new Set(['lib/embedded/edition.ts', 'lib/aws/edition.ts', 'lib/aws/api-edition.ts', 'lib/aws/settings.ts', 'lib/aws/call-service.ts']);
  it('adapters are named by the composition of their edition alone', () => {
    const wrong = ['lib', 'functions', 'web'].flatMap(sources).filter((file) => !file.startsWith('lib/embedded/') && !file.startsWith('lib/aws/'))
      .flatMap((file) => importsOf(file).filter((target) => /^lib\/(embedded|aws)\//.test(target) && !compositions.has(target)).map((target) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
  });

  it('the engine stays out of everything but its adapter', () => {
    const wrong = ['lib', 'functions', 'web'].flatMap(sources).filter((file) => !file.startsWith('lib/embedded/') && readFileSync(join(root, file), 'utf8').includes("from '@duckdb/"));
    expect(wrong).toEqual([]);
  });
});

describe('the house stays small', () => {
  it('files of more than 300 lines are named here with a reason', () => {
    const reasons: Readonly<Record<string, string>> = {
      'web/words/zh.ts': 'a list of words', 'web/words/en.ts': 'a list of words',
      'lib/classify/text/examples-en.ts': 'a list of examples', 'lib/classify/text/examples-zh.ts': 'a list of examples',
      'lib/read/workbook.ts': 'one pass over a workbook, whose steps share its state',
    };
    const long = ['lib', 'functions', 'web'].flatMap(sources).filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
    expect(long.filter((file) => reasons[file] === undefined)).toEqual([]);
  });
});
