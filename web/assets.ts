import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Assets {
  readonly 'app.js': string;
  readonly 'app.css': string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let made: Promise<Assets> | null = null;

/** The browser's script and styles, bundled in memory once per process; nothing is fetched and nothing is written. */
export const buildAssets = (): Promise<Assets> => (made ??= bundle());

async function bundle(): Promise<Assets> {
  const common = { bundle: true, minify: true, write: false, legalComments: 'none', logLevel: 'silent', charset: 'utf8' } as const;
  const [script, style] = await Promise.all([
    build({ ...common, entryPoints: [here('client/main.tsx')], format: 'esm', target: 'es2022', platform: 'browser', jsx: 'automatic', jsxImportSource: 'preact' }),
    build({ ...common, entryPoints: [here('styles/app.css')], target: ['chrome120', 'safari17', 'firefox121'] }),
  ]);
  return { 'app.js': script.outputFiles[0]?.text ?? '', 'app.css': style.outputFiles[0]?.text ?? '' };
}
