import { mkdir } from 'node:fs/promises';
import { startBrowser } from './support/browser.ts';
import { boardNames } from '../../web/page-model.ts';
import { startDemoServer } from './support/demo-server.ts';
import { startFixture } from './support/fixture-server.ts';

/** `npm run shots [-- name…]`: pictures of every board and state into ./shots, to be looked at. */
const WIDTHS = [320, 768, 1280] as const;
const only = process.argv.slice(2);

await mkdir('shots', { recursive: true });
let fixture = await startFixture();
const browser = await startBrowser();

async function shoot(name: string, query: string, width: number, act?: (page: Awaited<ReturnType<typeof browser.newPage>>) => Promise<void>): Promise<void> {
  if (only.length > 0 && !only.some((part) => `${name}-${width}`.includes(part))) return;
  const page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: width < 500 ? 2 : 1 });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  page.on('console', (message) => message.type() === 'error' && process.stderr.write(`${name}: ${message.text()}\n`));
  await page.goto(query.startsWith('http') ? query : `${fixture.url}/?${query}`, { waitUntil: 'networkidle' });
  await act?.(page);
  const file = `shots/${name}-${width}.png`;
  await page.screenshot({ path: file, fullPage: true });
  process.stdout.write(`${file} ${await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)}\n`);
  await page.close();
}

// Every board of a demo merchant as the product draws it, whole and filtered; then the states that a healthy one does not show.
const demo = only.length > 0 && !only.some((part) => boardNames.some((board) => part.includes(board))) ? null : await startDemoServer(60_000, 1);
if (demo !== null) {
  for (const board of boardNames) {
    const at = `${demo.address}/${board === 'overview' ? '' : board}`;
    for (const locale of ['zh', 'en']) for (const theme of ['light', 'dark']) for (const width of WIDTHS) await shoot(`${board}-${locale}-${theme}`, `${at}?locale=${locale}&theme=${theme}`, width);
    await shoot(`${board}-filtered`, `${at}?locale=zh&theme=light&channel=douyin&category=${encodeURIComponent('女装')}`, 1280);
    await shoot(`${board}-no-overlap`, `${at}?locale=en&theme=light&reason=fit&tier=vip`, 1280);
  }
  await shoot('portrait-zh-dark', `${demo.address}/customers?locale=zh&theme=dark&tier=problem`, 390, async (page) => {
    await page.locator('.people a').first().click();
    await page.locator('#portrait-facts').waitFor({ timeout: 60_000 });
  });
  await demo.close();
}

for (const locale of ['zh', 'en']) {
  for (const [state, theme] of [['cases', 'light'], ['empty', 'light'], ['working', 'dark'], ['stale', 'light'], ['error', 'dark']] as const) {
    await shoot(`${state}-${locale}-${theme}`, `locale=${locale}&theme=${theme}&state=${state}`, 1280);
  }
  for (const width of WIDTHS) {
    for (const [name, file] of [['held', 'erp export'], ['partly', 'douyin'], ['archive', '十月.zip']] as const) {
      await shoot(`report-${name}-${locale}`, `locale=${locale}&theme=${locale === 'zh' ? 'light' : 'dark'}`, width, async (page) => {
        await page.locator('.files button', { hasText: file }).click();
        await page.locator('.report .card').first().waitFor();
      });
    }
    await shoot(`tools-${locale}`, `locale=${locale}&theme=light`, width, async (page) => {
      await page.getByRole('textbox').fill('buyer_20231');
      await page.locator('.search button').click();
      await page.locator('.scores').waitFor();
      await page.locator('input[type=file]').setInputFiles([
        { name: 'new refunds.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') }, { name: 'partly 十一月.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') }]);
      await page.locator('.news').waitFor({ timeout: 15_000 });
    });
    // The uploads of this picture stay out of the next.
    await fixture.close();
    fixture = await startFixture();
  }
}
await browser.close();
await fixture.close();
