import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { startFixture, type Fixture } from './support/fixture-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let fixture: Fixture;
beforeAll(async () => {
  [browser, fixture] = await Promise.all([startBrowser(), startFixture()]);
});
afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

/** A page whose console must stay quiet: hydration, policy and script errors are failures. */
async function open(query: string, width = 1280, at: Fixture = fixture): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${at.url}/?${query}`, { waitUntil: 'load' });
  return { page, errors };
}

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds against WCAG 2.2 AA (or against some rules only) in the page as it stands, each with where. */
async function violations(page: Page, only: readonly string[] = AA): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const found: unknown = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] })
    .then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')))`);
  return Array.isArray(found) ? found.map(String) : ['axe did not answer'];
}

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('in a real browser', () => {
  test('the page, with reports and tables open, is accessible; its colours in both themes', async () => {
    const { page, errors } = await open('locale=en&theme=light');
    await page.locator('summary').first().click();
    for (const [file, part, only] of [['erp export', 'form.held', AA], ['douyin', '.iss', ['color-contrast']]] as const) {
      await page.locator('.files button', { hasText: file }).click();
      await page.locator(part).waitFor();
      await page.getByRole('link', { name: 'Light' }).click();
      expect([file, await violations(page, only)]).toEqual([file, []]);
      await page.getByRole('link', { name: 'Dark' }).click();
      expect([file, await violations(page, ['color-contrast'])]).toEqual([file, []]);
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  test('every other state is accessible and quiet', async () => {
    const { page, errors } = await open('locale=zh&theme=light&state=empty');
    for (const [state, only] of [['empty', AA], ['cases', ['color-contrast']], ['working', ['color-contrast']], ['stale', ['color-contrast']], ['error', ['color-contrast']]] as const) {
      if (state !== 'empty') await page.goto(`${fixture.url}/?locale=zh&theme=light&state=${state}`, { waitUntil: 'load' });
      expect([state, await violations(page, only), errors]).toEqual([state, [], []]);
    }
    await page.close();
  });

  test('nothing runs over the edge from 320 to 1280, with a report open', async () => {
    for (const locale of ['zh', 'en']) {
      const { page } = await open(`locale=${locale}&theme=light`, 320);
      await page.locator('.files button', { hasText: '十月' }).click();
      await page.locator('.report .card').first().waitFor();
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect([locale, width, await overflow(page)]).toEqual([locale, width, 0]);
      }
      await page.close();
    }
  });

  test('a dropped file is read, its report opens, the numbers and the shown customer’s tier change without a reload', async () => {
    const own = await startFixture();
    const { page, errors } = await open('locale=en&theme=light', 1280, own);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await page.getByRole('textbox', { name: 'Customer id' }).fill('buyer_20231');
    await page.keyboard.press('Enter');
    await page.locator('.who', { hasText: 'Regular' }).waitFor();

    // A real drop: files on a DataTransfer, let go over the body.
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a,b\n1,2\n'], 'new refunds.csv', { type: 'text/csv' }));
      transfer.items.add(new File(['a,b\n1,2\n'], 'bad picture.csv', { type: 'text/csv' }));
      return transfer;
    });
    await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
    await page.locator('.veil').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.locator('.file', { hasText: 'new refunds.csv' }).getByText('Accepted').waitFor({ timeout: 15_000 });
    await page.locator('.file', { hasText: 'bad picture.csv' }).getByText('Refused').waitFor({ timeout: 15_000 });
    await page.locator('.news', { hasText: 'version 8' }).waitFor();
    expect(await page.locator('.news').innerText()).toContain('Customers at risk 3,208 → 3,212');
    expect(await page.locator('.kpi.changed').count()).toBe(2);
    await page.locator('.who', { hasText: 'was Regular before the last file' }).waitFor();
    await page.locator('.report').waitFor();
    expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true);
    expect(errors).toEqual([]);
    await page.close();
    await own.close();
  });

  test('a held question is answered in place, by keyboard alone', async () => {
    const own = await startFixture();
    const { page } = await open('locale=en&theme=light', 1280, own);
    await page.locator('.files button', { hasText: 'erp export' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('form.held').waitFor();
    await page.getByRole('button', { name: 'Answer and commit' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Choose an answer first.').waitFor();
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.getByRole('radio').nth(2).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Answer and commit' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('All 1,200 rows accepted.').waitFor();
    await page.locator('.file', { hasText: 'erp export' }).getByText('Accepted').waitFor();
    await page.close();
    await own.close();
  });

  test('language and theme switch in place and stay in the address', async () => {
    const { page } = await open('locale=en&theme=light');
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByText('先修哪里？').waitFor();
    await page.getByRole('link', { name: '深色' }).click();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme'], location.search])).toEqual(['zh-CN', 'dark', '?locale=zh&theme=dark']);
    await page.close();
  });

  test('an unknown customer is an answer, an ended session is renewed, and a lost connection keeps the last numbers', async () => {
    const { page } = await open('locale=en&theme=light');
    await page.getByRole('textbox', { name: 'Customer id' }).fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('Not seen before.').waitFor();
    fixture.endSessions();
    await page.getByRole('textbox', { name: 'Customer id' }).fill('buyer_1');
    await page.keyboard.press('Enter');
    await page.locator('.who', { hasText: 'Regular' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('The look-up did not work.').waitFor();
    expect(await page.locator('.kpi-v').first().innerText()).toBe('¥945k');
    await page.close();
  });
});
