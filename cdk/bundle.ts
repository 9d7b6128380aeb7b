import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { bundleEmbed } from './bundle-embed.ts';
import { entries, type Entry } from './function.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const out = join(root, 'cdk', 'out', 'functions');

/** Of the engine only the binary stays outside: it comes as a layer, where `require` finds it. Functions without the layer have nothing of it. */
const BINARY = '@duckdb/node-bindings-*';
const ENGINE = '@duckdb/*';
/** What is served is built beforehand (`bundle-embed.ts`). */
const BUILDER = 'esbuild';
const withEngine: readonly string[] = ['ingest', 'jobs'] satisfies readonly Entry[];
/** What a package of the old kind inside a bundle of the new kind still asks for. */
const REQUIRE = "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);";

export interface Bundle {
  readonly folder: string;
  readonly metafile: Metafile;
}

/** Bundles the entry points, each into a folder of its own with the files that it reads beside its code. Needs no Docker and no network. */
export async function bundleFunctions(wanted: readonly Entry[] = entries): Promise<Readonly<Record<string, Bundle>>> {
  const made = await Promise.all(wanted.map(async (entry) => [entry, await bundle(join(root, 'functions', 'aws', `${entry}.ts`), join(out, entry), withEngine.includes(entry))] as const));
  const { api } = Object.fromEntries(made);
  if (api !== undefined) await bundleEmbed(join(api.folder, 'embed'));
  return Object.fromEntries(made);
}

/** `index.mjs`, and a chunk for each module that is loaded when it is asked for. */
export async function bundle(entry: string, folder: string, engine = false): Promise<Bundle> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { index: entry }, outdir: folder, absWorkingDir: root, outExtension: { '.js': '.mjs' }, bundle: true, splitting: true, minify: true, metafile: true, legalComments: 'none',
    format: 'esm', platform: 'node', target: 'node24', mainFields: ['module', 'main'], conditions: ['node'], external: [engine ? BINARY : ENGINE, BUILDER], banner: { js: REQUIRE }, plugins: [besideSources], logLevel: 'warning',
  });
  for (const file of Object.keys(metafile.inputs).filter((input) => input.startsWith('lib/'))) copySql(dirname(file), folder);
  return { folder, metafile };
}

/** A module that reads a file beside itself goes on doing so: in the bundle it believes to lie where it lies in the source. */
const besideSources: Plugin = {
  name: 'beside-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\/lib\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const place = JSON.stringify(relative(root, path));
      return { contents: source.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`), loader: 'ts' };
    });
  },
};

function copySql(from: string, folder: string): void {
  for (const name of readdirSync(join(root, from)).filter((one) => one.endsWith('.sql'))) {
    mkdirSync(join(folder, from), { recursive: true });
    cpSync(join(root, from, name), join(folder, from, name));
  }
}
