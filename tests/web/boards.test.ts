import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boardNames } from '../../web/page-model.ts';
import { startBrowser } from './support/browser.ts';
import { startDemoServer } from './support/demo-server.ts';
import type { RealServer } from './support/real-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let server: RealServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startDemoServer(6_000), startBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Opened { readonly page: Page; readonly errors: string[] }

/** A page whose console must stay quiet: hydration, policy and script errors are failures. */
async function open(path: string, width = 1280): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${server.address}${path}`, { waitUntil: 'networkidle' });
  return { page, errors };
}

async function violations(page: Page, only: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const found: unknown = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] })
    .then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')))`);
  return Array.isArray(found) ? found.map(String) : ['axe did not answer'];
}
const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(boardNames)('the board %s', (board) => {
  const path = board === 'overview' ? '/' : `/${board}`;

  test('is accessible in both themes and both languages, says nothing undefined, and runs over no edge', { timeout: 240_000 }, async () => {
    for (const [locale, theme] of [['en', 'light'], ['zh', 'dark']] as const) {
      const { page, errors } = await open(`${path}?locale=${locale}&theme=${theme}`);
      expect(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|\bnull\b|Infinity|\[object/);
      expect([locale, theme, await violations(page, AA)]).toEqual([locale, theme, []]);
      for (const width of [320, 768]) {
        await page.setViewportSize({ width, height: 900 });
        expect([locale, width, await overflow(page)]).toEqual([locale, width, 0]);
      }
      expect([locale, theme, errors]).toEqual([locale, theme, []]);
      await page.close();
    }
  });

  test('says what it has to say before any script runs', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.address}${path}?locale=en`);
    if (board !== 'settings' && board !== 'data') expect(await page.locator('main .card').count()).toBeGreaterThan(1);
    expect(await page.locator('nav.tabs a').count()).toBe(boardNames.length);
    await context.close();
  });
});

describe('filters', () => {
  test('are chosen from a chip, stand in the address, narrow every number, survive a reload and the way back', { timeout: 120_000 }, async () => {
    const { page, errors } = await open('/costs?locale=en&theme=light');
    const lead = (): Promise<string> => page.locator('.lead').first().innerText();
    const whole = await lead();
    await page.locator('.filter', { hasText: 'Channel' }).locator('summary').click();
    await page.getByRole('link', { name: 'Douyin', exact: true }).first().click();
    await page.waitForURL(/channel=douyin/);
    await expect.poll(lead).not.toBe(whole);
    const narrowed = await lead();
    await page.reload({ waitUntil: 'networkidle' });
    expect(await lead()).toBe(narrowed);
    await page.locator('nav.tabs').getByText('Problems').click();
    await page.waitForURL(/\/problems\?.*channel=douyin/);
    await page.goBack();
    await page.waitForURL(/\/costs\?.*channel=douyin/);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect.poll(lead).toBe(whole);
    expect(errors).toEqual([]);
    await page.close();
  });

  test('that a question knows nothing of say what to drop, and drop it', async () => {
    const { page } = await open('/customers?reason=fit&locale=en');
    await page.getByText('Reason has nothing to say here').waitFor();
    await page.getByRole('link', { name: 'Drop the filter Reason' }).click();
    await page.locator('#card-tiers').waitFor();
    await page.close();
  });

  test('of a value too rare for the cube are refused in words, and the numbers stay', async () => {
    const { page } = await open('/costs?region=Nowhere&locale=en');
    await page.getByText('folded into “other”').waitFor();
    await page.close();
  });
});

test('a customer of the list is opened as a portrait, whose address holds a pseudonym alone', { timeout: 120_000 }, async () => {
  const { page, errors } = await open('/customers?locale=en&theme=light');
  await page.locator('.people a').first().click();
  await page.locator('#portrait-why').waitFor({ timeout: 90_000 });
  expect(page.url()).toMatch(/customer=key(%3A|:)[0-9a-f]{32}/);
  expect(await violations(page, AA)).toEqual([]);
  await page.locator('.portrait > p a').click();
  await page.locator('#card-people').waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test('a question that no board answers goes to the query engine, which says what it read', { timeout: 120_000 }, async () => {
  const { page } = await open('/drivers?locale=en');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('rows read by the query engine').waitFor({ timeout: 90_000 });
  expect(await page.locator('#card-explore').locator('..').locator('..').locator('tbody tr').count()).toBeGreaterThan(3);
  await page.close();
});

test('a changed setting is worked into the numbers', { timeout: 120_000 }, async () => {
  const { page } = await open('/settings?locale=en');
  const wage = page.locator('label', { hasText: 'Handling' }).locator('input');
  await expect.poll(() => wage.inputValue(), { timeout: 30_000 }).toBe('3');
  await wage.fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor({ timeout: 90_000 });
  await page.goto(`${server.address}/costs?locale=en`, { waitUntil: 'networkidle' });
  expect(await page.locator('main').innerText()).toContain('Handling');
  await page.close();
});
