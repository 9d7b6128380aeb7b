import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..', '..');

export interface RealServer {
  readonly address: string;
  close(): Promise<void>;
}

/** The product as `npm start` runs it, on any free port; on an empty folder of its own, or on one that is given. */
export async function startServer(merchant: string, folder?: string): Promise<RealServer> {
  const data = folder ?? await mkdtemp(join(tmpdir(), 'aftertier-page-'));
  const server = spawn(process.execPath, ['functions/aftertier.mjs', 'serve', '--port', '0', '--merchant', merchant, '--data', data], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await new Promise<string>((found, failed) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(said)?.[0];
      if (url !== undefined) found(url);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', () => failed(new Error(`the server ended: ${said}`)));
  });
  return {
    address,
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      if (folder === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

/** Lets files go over the page, as a hand does. */
export async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((list) => {
    const held = new DataTransfer();
    for (const [name, text] of list) held.items.add(new File([text], name, { type: 'text/csv' }));
    return held;
  }, Object.entries(files));
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
