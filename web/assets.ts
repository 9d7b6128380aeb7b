import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** File name → text: `app.js`, `app.css`, and the chunks that `app.js` fetches when a board is opened, named after their content. */
export type Assets = ReadonlyMap<string, string>;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let made: Promise<Assets> | null = null;

/** The browser's scripts and styles, bundled in memory once per process; nothing is fetched and nothing is written. */
export const buildAssets = (): Promise<Assets> => (made ??= bundle());

async function bundle(): Promise<Assets> {
  const common = { bundle: true, minify: true, write: false, legalComments: 'none', logLevel: 'silent', charset: 'utf8', outdir: '/' } as const;
  const bundles = await Promise.all([
    build({
      ...common, entryPoints: { app: here('client/main.tsx') }, splitting: true, chunkNames: '[name]-[hash]',
      format: 'esm', target: 'es2022', platform: 'browser', jsx: 'automatic', jsxImportSource: 'preact',
    }),
    build({ ...common, entryPoints: { app: here('styles/app.css') }, target: ['chrome120', 'safari17', 'firefox121'] }),
  ]);
  return new Map(bundles.flatMap(({ outputFiles }) => outputFiles.map((file) => [basename(file.path), file.text] as const)));
}
