import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { dropFiles, startServer, type RealServer } from './support/real-server.ts';
import { amysCases, orders, usualCases } from './support/shop.ts';

let server: RealServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer('shop'), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function drop(page: Page, name: string, content: string): Promise<void> {
  await dropFiles(page, { [name]: content });
  await page.locator('.file', { hasText: name }).getByText('Accepted').waitFor({ timeout: 60_000 });
}

test('drop a file, and a customer’s tier changes, and the page shows it without a reload', { timeout: 180_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.address}/?locale=en&theme=light`);
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
