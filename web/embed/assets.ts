import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { viewNames, type ViewName } from '../../lib/model/boards/views.ts';
import type { Locale } from '../../lib/model/words.ts';

/** What a view is made of in the browser. Names with a hash tell the content, so that they may be kept for ever; a bare name is the newest. */
export interface EmbedAssets {
  /** `embed.js`, for host pages. */
  loader(): Promise<string>;
  /** The one script of a board in a language, by its name with the hash. */
  script(board: ViewName, locale: Locale): Promise<string>;
  style(): Promise<string>;
  /** Null where there is none of that name. `style-….css`, `problems-zh-….js`, `problems-zh.js`. */
  file(name: string): Promise<string | null>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const COMMON = { bundle: true, minify: true, write: false, legalComments: 'none', logLevel: 'silent', charset: 'utf8', outdir: '/' } as const;
const SCRIPT = { ...COMMON, format: 'esm', target: 'es2022', platform: 'browser' } as const;
const ENTRY = "import { begin, beginHere } from './start.tsx'; export { begin }; void beginHere();";

/**
 * Bundled in memory when first asked for. A board in a language is one file that holds all it needs: opening a view takes four requests, and
 * no reader fetches a board or a language that is not shown.
 */
export function embedAssets(): EmbedAssets {
  const files = new Map<string, string>();
  const made = new Map<string, Promise<string>>();
  /** Makes a file once; answers its name. */
  const once = (name: string, options: () => BuildOptions & { write: false }): Promise<string> => {
    const known = made.get(name) ?? import('esbuild').then(({ build }) => build(options())).then(({ outputFiles: [file] }) => {
      const full = basename(file?.path ?? name);
      files.set(full, file?.text ?? '');
      return full;
    });
    made.set(name, known);
    return known;
  };
  const style = (): Promise<string> => once('style', () => ({ ...COMMON, entryPoints: { style: here('../styles/app.css') }, entryNames: '[name]-[hash]', target: ['chrome120', 'safari17', 'firefox121'] }));
  const script = (board: ViewName, locale: Locale): Promise<string> => once(`${board}-${locale}`, () => ({
    ...SCRIPT, stdin: { contents: ENTRY, resolveDir: here('.'), sourcefile: 'entry.ts' }, entryNames: `${board}-${locale}-[hash]`,
    jsx: 'automatic', jsxImportSource: 'preact', plugins: [oneBoard(board), oneLanguage(locale), numbersOnly],
  }));

  return {
    style, script,
    loader: async () => files.get(await once('embed', () => ({ ...SCRIPT, entryPoints: { embed: here('loader.ts') } }))) ?? '',
    async file(name) {
      const [, named = '', locale = ''] = /^([a-z]+)-(zh|en)(?:-\w+)?\.js$/.exec(name) ?? [];
      const board = viewNames.find((one) => one === named);
      const full = board !== undefined ? await script(board, locale === 'en' ? 'en' : 'zh') : name.startsWith('style-') ? await style() : '';
      return full === name || (board !== undefined && name === `${board}-${locale}.js`) ? files.get(full) ?? null : null;
    },
  };
}

/** Of the boards that are fetched when they are opened, only this one is in the file; and no card that a guest is not shown: those that take raw ids, files or an engine. */
const oneBoard = (board: ViewName): Plugin => ({
  name: 'one-board',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.tsx$/ }, ({ kind, importer, path, resolveDir }) => {
      const other = kind === 'dynamic-import' && importer.endsWith('board.ts') && path !== `./${board}.tsx`;
      return other || /\/(look-up|report\/report|explore|portrait)\.tsx$/.test(path) ? { path: join(resolveDir, path), namespace: 'elsewhere' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'elsewhere' }, async ({ path }) => {
      const names = [...(await readFile(path, 'utf8')).matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name = '']) => name);
      return { contents: names.map((name) => `export const ${name} = () => null;`).join('\n') };
    });
  },
});

/** Leaves out the words of the other language: `export const en = {…};`, or `const en = {…};` beside `zh`, from the line it begins on to the line that is its end. */
const oneLanguage = (locale: Locale): Plugin => ({
  name: 'one-language',
  setup({ onLoad }) {
    const other = locale === 'zh' ? 'en' : 'zh';
    const words = new RegExp(`^((?:export )?const ${other}\\b[^={]*=) \\{[\\s\\S]*?^\\}[^;{}\\n]*;`, 'm');
    onLoad({ filter: /web[\\/].*words[^\\/]*\.ts$|web[\\/]words[\\/](en|zh)\.ts$/ }, async ({ path }) => ({ contents: (await readFile(path, 'utf8')).replace(words, '$1 {} as any;'), loader: 'ts' }));
  },
});

/** The charts' scales are of numbers, and `web/format.ts` writes them: interpolators of colours and dates, and formats in English, are left out. */
const numbersOnly: Plugin = {
  name: 'numbers-only',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^d3-(interpolate|format)$/ }, ({ path, importer, resolveDir }) => (/d3-scale/.test(importer) ? { path, namespace: 'numbers', pluginData: resolveDir } : undefined));
    onLoad({ filter: /interpolate/, namespace: 'numbers' }, async ({ pluginData }) => {
      const { path } = await resolve('d3-interpolate', { resolveDir: pluginData, kind: 'import-statement' });
      return { contents: `import { interpolateNumber, interpolateRound } from ${JSON.stringify(path)}; export { interpolateNumber as interpolate, interpolateNumber, interpolateRound }; ${NONE(['interpolateRgb', 'interpolateHcl', 'piecewise'])}`, resolveDir: pluginData };
    });
    onLoad({ filter: /format/, namespace: 'numbers' }, () => ({ contents: NONE(['format', 'formatPrefix', 'formatSpecifier', 'precisionFixed', 'precisionPrefix', 'precisionRound']) }));
  },
};
const NONE = (names: readonly string[]): string => names.map((name) => `export const ${name} = undefined;`).join('');
