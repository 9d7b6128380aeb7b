import { readFile } from 'node:fs/promises';
import type { EmbedAssets } from '../../web/embed/assets.ts';

/** Made when the function is bundled: the embed's files as they are served, by name, and which of them is meant. */
export interface EmbedNames {
  readonly style: string;
  /** `problems-zh` → its name with the hash. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** The embed's files from the folder that lies beside the bundle: nothing is built in a function. */
export function bundledEmbed(folder: URL): EmbedAssets {
  const names = once(async (): Promise<EmbedNames> => JSON.parse(await readFile(new URL('names.json', folder), 'utf8')));
  const text = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8');
  return {
    loader: () => text('embed.js'),
    style: async () => (await names()).style,
    script: async (board, locale) => (await names()).scripts[`${board}-${locale}`] ?? '',
    async file(name) {
      const { style, scripts } = await names();
      const full = scripts[name.replace(/\.js$/, '')] ?? name;
      return full === style || Object.values(scripts).includes(full) ? text(full) : null;
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
