import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvOf } from '../../web/export/csv.ts';
import { startBrowser } from './support/browser.ts';
import { startFixture, type Fixture } from './support/fixture-server.ts';

describe('rows as a CSV', () => {
  test('open in a spreadsheet as they are: marked as UTF-8, quoted, and never as a formula', () => {
    const csv = csvOf({ head: ['类目', 'Cost'], rows: [['=1+1', '1,204'], ['+cmd|x', '\u221212'], ['@a', 'say "so"'], ['two\nlines', '-5.5'], ['fulfil\u00adment', '-x'], ['-2+3', '＝1']], total: ['Total', '9'] });
    expect(csv).toBe("\ufeff类目,Cost\r\n'=1+1,\"1,204\"\r\n'+cmd|x,-12\r\n'@a,\"say \"\"so\"\"\"\r\n\"two\nlines\",-5.5\r\nfulfilment,'-x\r\n'-2+3,'＝1\r\nTotal,9\r\n");
  });
});

describe('a card taken along', () => {
  let browser: Browser;
  let fixture: Fixture;
  beforeAll(async () => {
    [browser, fixture] = await Promise.all([startBrowser(), startFixture()]);
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.close();
  });

  test('as rows, as an SVG that stands alone, and as a PNG with something on it', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${fixture.url}/?locale=en&theme=light`, { waitUntil: 'networkidle' });
    const card = page.locator('section.card', { has: page.locator('#card-rate, h2:has-text("Is the return rate rising?")') });
    const take = async (kind: string): Promise<{ name: string; bytes: Buffer }> => {
      await card.locator('.menu summary').click();
      const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: kind }).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const csv = await take('CSV');
    expect(csv.name).toBe('Is the return rate rising.csv');
    expect(csv.bytes.toString('utf8').split('\r\n').length).toBeGreaterThan(10);
    const svg = (await take('SVG')).bytes.toString('utf8');
    expect(svg).toContain('Is the return rate rising?');
    expect(svg).not.toMatch(/class="|var\(--|<script/);
    expect(svg.match(/<path/g)?.length).toBeGreaterThan(2);
    const png = (await take('PNG')).bytes;
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.length).toBeGreaterThan(8_000);
    expect(errors).toEqual([]);
    await page.close();
  });
});
