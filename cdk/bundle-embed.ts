import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbedNames } from '../functions/aws/embed-assets.ts';
import { viewNames } from '../lib/model/boards/views.ts';
import { embedAssets } from '../web/embed/assets.ts';

/** Puts the embed's files beside the API's bundle, as `bundledEmbed` reads them. */
export async function bundleEmbed(folder: string): Promise<void> {
  const assets = embedAssets();
  mkdirSync(folder, { recursive: true });
  const put = async (name: string): Promise<string> => {
    writeFileSync(join(folder, name), (await assets.file(name)) ?? '');
    return name;
  };
  const scripts = await Promise.all(viewNames.flatMap((board) => (['zh', 'en'] as const).map(async (locale) => [`${board}-${locale}`, await put(await assets.script(board, locale))] as const)));
  const names: EmbedNames = { style: await put(await assets.style()), scripts: Object.fromEntries(scripts) };
  writeFileSync(join(folder, 'embed.js'), await assets.loader());
  writeFileSync(join(folder, 'names.json'), JSON.stringify(names));
}
