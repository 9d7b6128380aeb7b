import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { zh } from '../../web/words/zh.ts';

type Leaf = { path: string; value: unknown };
const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`)) : [{ path, value }];

/** What a word says for stand-in arguments: counts for the counting ones, text for the rest. */
function said(value: unknown): string {
  if (typeof value !== 'function') return String(value);
  const attempts: unknown[][] = [[2, 'B', 'C', 'D'], ['A', 'B', 'C', 'D'], ['A', ['B', 'C'], 'D'], [['A', 'B', 'C']], ['A', 2, true], [2, 'B', ['C', 'D']], ['A', 'B', ['C', 'D']]];
  for (const attempt of attempts) {
    try {
      const text: unknown = Reflect.apply(value, null, attempt);
      if (typeof text === 'string') return text;
    } catch {
      // Another shape of arguments fits.
    }
  }
  throw new Error('no arguments fit');
}

/** The words of each board lie beside it: `words = { en, zh }`. */
const ofBoards = readdirSync('web', { recursive: true, encoding: 'utf8' }).filter((file) => file !== 'words' && /(^|[/-])words\.ts$/.test(file));

describe.each(ofBoards)('%s', (file) => {
  const load = async (): Promise<{ en: unknown; zh: unknown }> => {
    const loaded: { words: { en: unknown; zh: unknown } } = await import(`../../web/${file}`);
    return loaded.words;
  };
  test('says the same in both languages, and nothing is empty', async () => {
    const { en: english, zh: chinese } = await load();
    expect(leaves(chinese).map(({ path }) => path).sort()).toEqual(leaves(english).map(({ path }) => path).sort());
    for (const { path, value } of [...leaves(english), ...leaves(chinese)]) expect(typeof value === 'function' || String(value).trim() !== '', path).toBe(true);
  });
  test('English speaks no Chinese; Chinese, but for signs and numbers, no English', async () => {
    const { en: english, zh: chinese } = await load();
    expect(leaves(english).filter(({ value }) => /[\u3400-\u9fff]/.test(String(value))).map(({ path }) => path)).toEqual([]);
    expect(leaves(chinese).filter(({ value }) => typeof value === 'string' && /[a-z]{3,} [a-z]{2,}/.test(value) && !/[\u3400-\u9fff]/.test(value)).map(({ path }) => path)).toEqual([]);
  });
  test('every sentence closes its bold', async () => {
    const { en: english, zh: chinese } = await load();
    expect([...leaves(english), ...leaves(chinese)].filter(({ value }) => typeof value === 'string' && value.split('**').length % 2 === 0).map(({ path }) => path)).toEqual([]);
  });
});

describe('words', () => {
  test('both languages have every word, and nothing else', () => {
    expect(leaves(zh).map(({ path }) => path).sort()).toEqual(leaves(en).map(({ path }) => path).sort());
  });

  test('no word is empty, but for the grid cells that say nothing', () => {
    const empty = [en, zh].flatMap((language) => leaves(language).filter(({ value }) => said(value).trim() === '').map(({ path }) => path));
    expect([...new Set(empty)]).toEqual(['lookUp.satisfactionLoyalty.unknown', 'lookUp.valueCost.unknown']);
  });

  test('every sentence closes its bold', () => {
    const open = [en, zh].flatMap((language) => leaves(language).filter(({ value }) => said(value).split('**').length % 2 === 0).map(({ path }) => path));
    expect(open).toEqual([]);
  });

  test('English speaks no Chinese, but for the name of the other language', () => {
    expect(leaves(en).filter(({ value }) => /[\u3400-\u9fff]/.test(said(value))).map(({ path }) => path)).toEqual(['switch.language']);
  });

  test('Chinese speaks Chinese: what stays Latin is a sign, a name or a file kind', () => {
    const latin = leaves(zh).filter(({ value }) => !/[\u3400-\u9fff]/.test(said(value))).map(({ path }) => path);
    expect(latin).toEqual([
      'filter.comma', 'switch.language', 'sep', 'quote', 'lead.end', 'channels.arrow', 'lookUp.of100', 'lookUp.satisfactionLoyalty.unknown', 'lookUp.valueCost.unknown',
      'data.ofTotal', 'data.announce', 'notice.was',
    ]);
  });

  test('every word is said somewhere', () => {
    const source = readdirSync('web', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('words')).map((file) => readFileSync(`web/${file}`, 'utf8')).join('\n');
    // By its name, or by an object that holds it and is taken whole (`t.data.decision[…]`, `const words = t.report.accounting`).
    const unsaid = leaves(en).filter(({ path }) => {
      const parts = path.split('.');
      const taken = (depth: number): boolean => new RegExp(`\\bt\\.${parts.slice(0, depth).join('\\.')}(?![.\\w])`).test(source);
      return !source.includes(`t.${path}`) && !parts.some((_, i) => i > 0 && taken(i));
    });
    expect(unsaid.map(({ path }) => path)).toEqual([]);
  });
});
