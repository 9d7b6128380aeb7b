import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { amysCases, orders, usualCases } from './support/shop.ts';

const root = join(import.meta.dirname, '..', '..');
let data: string;
let server: ChildProcess;
let address: string;
let browser: Browser;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'journey-'));
  server = spawn(process.execPath, ['functions/aftertier.mjs', 'serve', '--port', '0', '--merchant', 'shop', '--data', data], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  address = await new Promise<string>((found, failed) => {
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
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  await rm(data, { recursive: true, force: true });
});

/** Lets a file go over the page, as a hand does. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(([file, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text ?? ''], file ?? '', { type: 'text/csv' }));
    return held;
  }, [name, content]);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await page.locator('.file', { hasText: name }).getByText('Accepted').waitFor({ timeout: 60_000 });
}

test('drop a file, and a customer’s tier changes, and the page shows it without a reload', { timeout: 180_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${address}/?locale=en&theme=light`);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await drop(page, 'orders.csv', orders());
  await drop(page, 'cases.csv', usualCases());
  await page.locator('.kpi').first().waitFor({ timeout: 60_000 });

  const ask = async (): Promise<string> => {
    await page.getByRole('textbox', { name: 'Customer id' }).fill('amy');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.locator('.who').waitFor({ timeout: 30_000 });
    return page.locator('.who').innerText();
  };
  await expect.poll(ask, { timeout: 60_000, interval: 1_000 }).not.toMatch(/Problem|Not seen/);

  await drop(page, 'amy.csv', amysCases());
  await page.locator('.who', { hasText: 'Problem' }).waitFor({ timeout: 60_000 });
  expect(await page.locator('.who').innerText()).toMatch(/was \w+( \w+)? before the last file/);
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true);
  expect(errors).toEqual([]);
  await page.close();
});
