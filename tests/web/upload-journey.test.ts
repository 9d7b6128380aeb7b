import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { dropFiles, startServer, type RealServer } from './support/real-server.ts';
import { orders, usualCases } from './support/shop.ts';

let server: RealServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer('shop'), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Ten claims whose days may be read two ways. */
const ambiguous = (): string => ['case_id,order_id,customer_id,kind,status,opened_at,refund,reason_raw', ...Array.from({ length: 10 }, (_, i) => `H${i},,h${i},return,completed,0${(i % 8) + 1}/09/2026,40.00,质量问题`)].join('\n');
/** Two rows that cannot be read. */
const broken = (): string => ['case_id,order_id,customer_id,kind,status,opened_at,refund,reason_raw', 'P1,,p1,return,completed,2026-09-20,25.00,尺码偏小', 'P2,,p2,return,completed,2026-09-21,abc,尺码偏小', 'P3,,p3,return,completed,yesterday,25.00,尺码偏小'].join('\n');

const status = (page: Page, file: string, text: string): Promise<void> => page.locator('.file', { hasText: file }).getByText(text).waitFor({ timeout: 90_000 });
const cases = async (page: Page): Promise<number> => {
  const answer = await page.evaluate(async () => {
    const session: { session: string } = JSON.parse(document.getElementById('start')?.textContent ?? '{}');
    const response = await fetch('/v1/boards/costs?period=365', { headers: { authorization: `Bearer ${session.session}` } });
    const board: { cases: number } = await response.json();
    return board.cases;
  });
  return answer;
};

test('three files by hand, one of them held: its question is answered, two rejected rows are corrected in place and given back, and the numbers move', { timeout: 300_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.address}/data?locale=en&theme=light`, { waitUntil: 'networkidle' });
  await dropFiles(page, { 'orders.csv': orders(), 'usual.csv': usualCases() });
  await status(page, 'orders.csv', 'Accepted');
  await status(page, 'usual.csv', 'Accepted');
  await expect.poll(() => cases(page), { timeout: 60_000 }).toBeGreaterThan(0);
  const first = await cases(page);

  await dropFiles(page, { 'september.csv': ambiguous(), 'hand.csv': broken(), 'more orders.csv': orders().replaceAll('-O', '-X') });
  await status(page, 'september.csv', 'Waiting for you');
  await status(page, 'hand.csv', 'Partly accepted');

  // The question opens by itself, with both answers to choose from.
  await page.locator('form.held').waitFor();
  await page.locator('form.held label', { hasText: 'Day first' }).click();
  await page.getByRole('button', { name: 'Answer and commit' }).click();
  await status(page, 'september.csv', 'Accepted');
  await expect.poll(() => cases(page), { timeout: 60_000 }).toBe(first + 11);

  // What could not be read is marked; corrected and given back, it is a file of its own.
  await page.locator('.files button', { hasText: 'hand.csv' }).first().click();
  await page.locator('.report h2', { hasText: 'hand.csv' }).waitFor();
  await page.getByRole('button', { name: 'Correct the 2 rows' }).click();
  const wrong = page.locator('.edit [aria-invalid]');
  await wrong.first().waitFor();
  expect(await wrong.evaluateAll((list) => list.map((input) => (input as HTMLInputElement).value))).toEqual(['abc', 'yesterday']);
  await wrong.nth(0).fill('25.00');
  await wrong.nth(1).fill('2026-09-22');
  await page.getByRole('button', { name: 'Give them back' }).click();
  await status(page, 'hand (corrected).csv', 'Accepted');
  await expect.poll(() => cases(page), { timeout: 60_000 }).toBe(first + 13);

  // The wrong file is taken back, and what it had added goes with it.
  await page.locator('.files button', { hasText: 'september.csv' }).click();
  await page.getByRole('button', { name: 'Take this file back' }).click();
  await page.getByRole('button', { name: 'Really take it back?' }).click();
  await expect.poll(() => cases(page), { timeout: 60_000 }).toBe(first + 3);
  expect(errors).toEqual([]);
  await page.close();
});
