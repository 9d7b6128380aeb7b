import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../lib/flows/settings.ts';
import { startBrowser } from './support/browser.ts';
import { embedBed, type EmbedBed } from './support/embed-bed.ts';

// The example host pages on one origin, the boards on another, a real browser between them.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let bed: EmbedBed;
beforeAll(async () => {
  [browser, bed] = await Promise.all([startBrowser(), embedBed()]);
});
afterAll(async () => {
  await browser?.close();
  await bed?.close();
});
beforeEach(() => {
  bed.grant = { boards: ['overview', 'problems', 'costs'] };
  Object.assign(bed.tokens, { asked: 0, works: true });
  bed.clock.aheadMs = 0;
});

interface Opened { readonly page: Page; readonly errors: string[] }

/** An example page, whose console must stay quiet; what the element tells is kept in `told`. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.addInitScript(() => {
    const told: [string, unknown][] = [];
    Object.assign(window, { told });
    for (const name of ['ready', 'filter', 'navigate', 'height', 'error', 'token']) window.addEventListener(`aftersales:${name}`, (event) => told.push([name, event instanceof CustomEvent ? event.detail : null]));
  });
  await page.goto(`${bed.host}/${path}`);
  return { page, errors };
}
const told = async (page: Page, name: string): Promise<any[]> => (await page.evaluate(() => Reflect.get(window, 'told') as [string, unknown][])).filter(([one]) => one === name).map(([, detail]) => detail);
const until = (page: Page, name: string, count = 1) => expect.poll(async () => (await told(page, name)).length, { timeout: 30_000, interval: 50 }).toBeGreaterThanOrEqual(count);
/** The frame of an element, once it is alive. */
async function alive(page: Page, selector = 'aftersales-board'): Promise<Frame> {
  await page.locator(`${selector} iframe`).waitFor({ timeout: 30_000 });
  const frame = await (await page.locator(`${selector} iframe`).elementHandle())?.contentFrame();
  if (frame === null || frame === undefined) throw new Error('no frame');
  await frame.locator('html[data-live]').waitFor({ timeout: 30_000 });
  return frame;
}
const frameHeight = (page: Page, selector = 'aftersales-board'): Promise<number> => page.locator(`${selector} iframe`).evaluate((element) => element.getBoundingClientRect().height);
const contentHeight = (frame: Frame): Promise<number> => frame.evaluate(() => Math.ceil(document.getElementById('app')?.getBoundingClientRect().height ?? 0));
const settled = (page: Page, frame: Frame, selector?: string) => expect.poll(async () => Math.abs(await frameHeight(page, selector) - await contentHeight(frame)), { timeout: 10_000, interval: 50 }).toBeLessThanOrEqual(1);

describe('a plain page', () => {
  test('the first response holds the charts, and nothing else but its style and one script is fetched', async () => {
    bed.requests.length = 0;
    const { page, errors } = await open('plain.html');
    const response = await page.waitForResponse((one) => one.url().includes('/embed/overview')).catch(() => null);
    const frame = await alive(page);
    const html = response === null ? '' : await response.text();
    if (response !== null) expect(html).toMatch(/<svg[^>]*>[\s\S]*<path/);
    expect(await frame.locator('svg path').count()).toBeGreaterThan(5);
    const own = bed.requests.filter((line) => !line.includes('embed-tokens'));
    expect(own.map((line) => line.replace(/-[A-Z0-9]{8}\./, '.'))).toEqual(['GET /embed.js', 'GET /embed/overview', 'GET /embed/assets/style.css', 'GET /embed/assets/overview-en.js']);
    await until(page, 'ready');
    expect(await told(page, 'ready')).toEqual([{ board: 'overview' }]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('is as high as what is in it: grows, shrinks, and is then still', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await settled(page, frame);
    const before = await frameHeight(page);
    expect(await frame.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)).toBeLessThanOrEqual(1);
    await frame.locator('details.rows summary').first().click();
    await expect.poll(() => frameHeight(page)).toBeGreaterThan(before + 40);
    await settled(page, frame);
    await frame.locator('details.rows summary').first().click();
    await expect.poll(() => frameHeight(page)).toBe(before);
    const heights = (await told(page, 'height')).length;
    for (const width of [900, 500, 1280]) {
      await page.setViewportSize({ width, height: 700 });
      await settled(page, frame);
    }
    await expect.poll(() => frameHeight(page)).toBe(before);
    expect((await told(page, 'height')).length - heights).toBeLessThanOrEqual(12);
    // A list of choices that hangs below a short board is not cut off.
    await page.context().close();
  });

  test('a filter set by the host and one set by the reader act alike, and the host is told of the reader’s', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    await page.evaluate(() => Object.assign(document.querySelector('aftersales-board') ?? {}, { filters: { period: 30 } }));
    await frame.locator('.filter.set', { hasText: '30' }).waitFor();
    expect(await told(page, 'filter')).toEqual([]);
    await frame.locator('.filter summary', { hasText: 'Channel' }).click();
    await frame.locator('details[open] .choice', { hasText: 'Douyin' }).click();
    await until(page, 'filter');
    expect(await told(page, 'filter')).toEqual([{ filters: { period: 30, channel: ['douyin'] } }]);
    await page.context().close();
  });

  test('goes to another board and back in place: one more script, no new document, the host is told', async () => {
    const { page, errors } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    await frame.evaluate(() => Object.assign(window, { same: true }));
    bed.requests.length = 0;
    await frame.getByRole('link', { name: 'Costs' }).click();
    await until(page, 'navigate');
    expect(await told(page, 'navigate')).toEqual([{ board: 'costs' }]);
    expect(await frame.evaluate(() => [Reflect.get(window, 'same'), document.title.startsWith('Costs')])).toEqual([true, true]);
    expect(bed.requests.some((line) => line.startsWith('GET /embed/assets/costs-en.js'))).toBe(true);
    await settled(page, frame);
    await page.evaluate(() => document.querySelector('aftersales-board')?.setAttribute('board', 'problems'));
    await until(page, 'navigate', 2);
    await page.evaluate(() => document.querySelector('aftersales-board')?.setAttribute('board', 'drivers'));
    await until(page, 'error');
    expect(await told(page, 'error')).toEqual([{ code: 'unknown_board' }]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('leaves no cookie and no storage, and asks nobody else', async () => {
    const { page } = await open('plain.html');
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.reload();
    const frame = await alive(page);
    await frame.getByRole('link', { name: 'Problems' }).click();
    await until(page, 'navigate');
    expect([...origins].filter((origin) => origin !== 'null').sort()).toEqual([bed.host, bed.server].sort());
    expect(await page.context().cookies()).toEqual([]);
    expect(await frame.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([0, 0, '', 0, 0]);
    await page.context().close();
  });

  test('is accessible in the frame and around it', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await frame.evaluate(AXE);
    const found = await frame.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')))");
    expect(found).toEqual([]);
    expect(await page.locator('aftersales-board iframe').getAttribute('title')).not.toBe('');
    await page.context().close();
  });
});

describe('a session', () => {
  test('that is over is renewed once for all who wait, and nothing of what is on show is lost', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    await page.evaluate(() => Object.assign(document.querySelector('aftersales-board') ?? {}, { filters: { period: 30 } }));
    await frame.locator('.filter.set', { hasText: '30' }).waitFor();
    await frame.locator('details.rows summary').first().click();
    bed.tokens.asked = 0;
    bed.clock.aheadMs = 11 * 60_000;
    await frame.locator('.filter summary', { hasText: 'Channel' }).click();
    await frame.locator('details[open] .choice', { hasText: 'Douyin' }).click();
    await until(page, 'filter');
    expect(bed.tokens.asked).toBe(1);
    expect(await frame.locator('.filter.set').count()).toBe(2);
    expect(await frame.locator('details.rows[open]').count()).toBe(1);
    expect(await told(page, 'ready')).toHaveLength(1);
    await page.context().close();
  });

  test('that cannot be renewed leaves the last numbers with their day, and comes back by itself when the network does', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    const figure = await frame.locator('.kpi-v').first().innerText();
    bed.clock.aheadMs = 22 * 60_000;
    bed.tokens.works = false;
    await frame.evaluate(() => window.dispatchEvent(new Event('online')));
    await frame.locator('.banner.warn').waitFor({ timeout: 30_000 });
    expect(await frame.locator('.kpi-v').first().innerText()).toBe(figure);
    expect(await frame.locator('.fresh').innerText()).toMatch(/20 Nov/);
    expect(await frame.locator('.dim').count()).toBe(1);
    expect((await told(page, 'error')).map((detail) => detail.code)).toContain('session');
    bed.tokens.works = true;
    await frame.evaluate(() => window.dispatchEvent(new Event('online')));
    await frame.locator('.banner.warn').waitFor({ state: 'detached', timeout: 30_000 });
    await page.context().close();
  });
});

describe('a host with a strict policy', () => {
  test('two entries and isolation: the board opens, and its token comes by the attribute, also the next one', async () => {
    const { page, errors } = await open('strict.html');
    const frame = await alive(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await settled(page, frame);
    expect(errors).toEqual([]);
    bed.clock.aheadMs = 11 * 60_000;
    await frame.locator('.filter summary', { hasText: 'Period' }).click();
    await frame.locator('details[open] .choice', { hasText: '30' }).click();
    await until(page, 'token');
    const token = await bed.token();
    await page.evaluate((next) => document.querySelector('aftersales-board')?.setAttribute('token', next), token);
    await until(page, 'filter');
    expect(await frame.locator('.filter.set', { hasText: '30' }).count()).toBe(1);
    await page.context().close();
  });
});

describe('theme', () => {
  test('the host’s variables are there at first paint, before any script of the frame, and follow the host live', async () => {
    const { page } = await open('dark-admin.html');
    const frame = await alive(page);
    const src = await page.locator('aftersales-board iframe').getAttribute('src') ?? '';
    const values = (at: Frame | Page): Promise<string[]> => at.evaluate(() => ['--at-accent', '--at-surface', '--at-radius', '--at-gap', '--at-font'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name)));
    const unscripted = await browser.newPage({ javaScriptEnabled: false });
    await unscripted.goto(`${src.replace(/token=[^&]+/, `token=${await bed.token()}`)}`);
    expect((await unscripted.locator('link[rel=stylesheet]').getAttribute('href'))).toMatch(/accent=rgb/);
    const link = await unscripted.locator('link[rel=stylesheet]').getAttribute('href') ?? '';
    expect(await (await fetch(new URL(link, bed.server))).text()).toMatch(/:root:root:root\{--at-font:Georgia, serif;--at-page:rgba\(0, 0, 0, 0\);--at-surface:rgb\(27, 31, 42\);--at-ink:rgb\(244, 241, 234\);--at-accent:rgb\(255, 184, 107\);--at-radius:2px;--at-gap:16px;--at-pad:24px\}$/);
    await unscripted.close();
    expect((await values(frame))[0]).toBe('rgb(255, 184, 107)');
    await page.evaluate(() => document.documentElement.classList.add('warm'));
    await expect.poll(async () => (await values(frame))[0]).toBe('rgb(255, 107, 107)');
    await page.evaluate(() => document.querySelector('aftersales-board')?.setAttribute('theme', 'light'));
    await frame.locator('html[data-theme=light]').waitFor();
    await page.context().close();
  });
  test('auto is the reader’s', async () => {
    const dark = await open('plain.html', { colorScheme: 'dark' });
    const light = await open('plain.html', { colorScheme: 'light' });
    const page = async ({ page: one }: Opened): Promise<string> => (await alive(one)).evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--at-ink'));
    expect(await page(light)).toBe('#14171F');
    expect(['#ECEEF2', '#14171F']).toContain(await page(dark));
    await dark.page.context().close();
    await light.page.context().close();
  });
  test('a value that is none is left out', async () => {
    const css = await (await fetch(`${bed.server}/embed/assets/${(await (await fetch(`${bed.server}/embed/overview?token=${await bed.token()}`)).text()).match(/style-\w+\.css/)?.[0]}?accent=red;}body{display:none&radius=url(x)&font=a%22;b&gap=4px&ink=%23fff`)).text();
    expect(css.endsWith(':root:root:root{--at-ink:#fff;--at-gap:4px}')).toBe(true);
  });
});

describe('React', () => {
  test('properties in, events out, language switched in place, unmounted and mounted again', async () => {
    const { page, errors } = await open('react.html');
    let frame = await alive(page);
    await until(page, 'ready');
    await frame.evaluate(() => Object.assign(window, { same: true }));
    await page.getByRole('button', { name: 'Last 30 days' }).click();
    await frame.locator('.filter.set', { hasText: '30' }).waitFor();
    await page.getByRole('button', { name: 'Problems' }).click();
    await frame.locator('.tabs [aria-current]', { hasText: 'Problems' }).waitFor();
    expect(await page.locator('output').innerText()).toBe('{"board":"problems","filters":{"period":30}}');
    await page.getByRole('button', { name: 'Language' }).click();
    await frame.locator('.tabs [aria-current]', { hasText: '问题' }).waitFor();
    expect(await frame.evaluate(() => [document.documentElement.lang, Reflect.get(window, 'same')])).toEqual(['zh-CN', true]);
    expect(await frame.locator('.filter.set', { hasText: '30' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.locator('iframe').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show' }).click();
    frame = await alive(page);
    await frame.locator('.tabs [aria-current]', { hasText: '问题' }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('without script', () => {
  test('a plain frame is read as it is, without controls that could not answer', async () => {
    const { page } = await open('no-script.html', { javaScriptEnabled: false });
    const frame = page.frameLocator('iframe');
    await frame.locator('.lead').waitFor();
    expect(await frame.locator('svg path').count()).toBeGreaterThan(5);
    expect(await frame.locator('.card').count()).toBeGreaterThan(4);
    expect(await frame.locator('.filters').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('two boards on one page', () => {
  test('each has its own board, language, theme, filters and height', async () => {
    const { page, errors } = await open('two-boards.html');
    const [first, second] = [await alive(page, '#first'), await alive(page, '#second')];
    await until(page, 'ready', 2);
    await settled(page, first, '#first');
    // The second lies below the window and has its height all the same.
    await settled(page, second, '#second');
    const state = (frame: Frame): Promise<unknown> => frame.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme'], document.querySelector('.tabs [aria-current]')?.textContent, document.querySelectorAll('.choice[aria-current]').length > 0]);
    expect(await state(first)).toEqual(['en', 'light', 'Overview', true]);
    expect(await state(second)).toEqual(['zh-CN', 'dark', '成本', true]);
    await first.locator('details.rows summary').first().click();
    await settled(page, first, '#first');
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('320 px', () => {
  test('nothing runs over the edge, of the frame or of the host', async () => {
    const { page } = await open('narrow.html', { viewport: { width: 320, height: 700 } });
    const frame = await alive(page);
    await settled(page, frame);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.context().close();
  });
});

describe('who may frame and speak', () => {
  test('headers: only registered origins frame it, nothing is run from elsewhere, nothing is told to anybody', async () => {
    const response = await fetch(`${bed.server}/embed/overview?token=${await bed.token()}`, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-security-policy')).toBe(`default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'self' ${bed.host}`);
    for (const [name, value] of [['cross-origin-resource-policy', 'cross-origin'], ['cross-origin-embedder-policy', 'require-corp'], ['referrer-policy', 'no-referrer'], ['cache-control', 'no-store'], ['set-cookie', null], ['x-content-type-options', 'nosniff'], ['content-encoding', 'br']] as const) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(await response.text()).not.toMatch(/<script(?![^>]*(src=|application\/json))|style="|\son\w+=/);
    const loader = await fetch(`${bed.server}/embed.js`);
    expect([loader.headers.get('cross-origin-resource-policy'), loader.headers.get('access-control-allow-origin')]).toEqual(['cross-origin', '*']);
  });
  test('a bad token is 401, one that is over says so to its own hosts, a board it does not name is 403', async () => {
    const at = (path: string) => fetch(`${bed.server}/embed/${path}`);
    for (const token of ['', 'x', 'a.b.c', `${await bed.token()}x`]) {
      const response = await at(`overview?token=${token}`);
      expect([response.status, response.headers.get('content-security-policy')?.endsWith("frame-ancestors 'self'")]).toEqual([401, true]);
    }
    const token = await bed.token();
    bed.clock.aheadMs = 61_000;
    const late = await at(`overview?token=${token}`);
    expect([late.status, late.headers.get('content-security-policy')?.includes(bed.host), (await late.text()).includes('过期')]).toEqual([401, true, true]);
    bed.clock.aheadMs = 0;
    expect((await at(`customers?token=${token}`)).status).toBe(403);
    expect((await at(`data?token=${token}`)).status).toBe(403);
  });
  test('a page that is not registered gets no frame; the element says so, and the doctor why', async () => {
    await changeSettings(bed.edition, 'm1' as never, { embed: { origins: ['https://other.example'] } });
    const { page } = await open('plain.html');
    await until(page, 'error');
    const [{ code, doctor }] = await told(page, 'error');
    expect(code).toBe('blocked');
    expect(await page.locator('aftersales-board a').innerText()).toBe('This board did not open. Why?');
    await page.goto(`${doctor}&token=${await bed.token()}&locale=en`);
    const states = await page.locator('dt').evaluateAll((all) => all.map((one) => `${one.getAttribute('data-check')} ${one.getAttribute('data-code')}`));
    expect(states).toEqual(['loader ok', 'token ok', 'board ok', 'origin other', 'published ok', 'policy likely']);
    await page.context().close();
    await changeSettings(bed.edition, 'm1' as never, { embed: { origins: [bed.host] } });
  });
  test('what does not come from the element or the frame is not listened to', async () => {
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    // The host’s own page, without the channel; and a second channel by a stranger in another frame.
    await page.evaluate(() => document.querySelector('aftersales-board')?.shadowRoot?.querySelector('iframe')?.contentWindow?.postMessage({ type: 'theme', theme: 'dark', style: { accent: 'red' } }, '*'));
    await page.evaluate(() => {
      const other = document.createElement('iframe');
      other.srcdoc = '<script>parent.postMessage({ aftersales: 1, hello: true }, "*"); parent.frames[0].postMessage({ aftersales: 1, welcome: true }, "*", [new MessageChannel().port2]);<\/script>';
      document.body.append(other);
      return new Promise((done) => { other.onload = done; });
    });
    await page.evaluate(() => Object.assign(document.querySelector('aftersales-board') ?? {}, { filters: { period: 30 } }));
    await frame.locator('.filter.set', { hasText: '30' }).waitFor();
    expect(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--at-accent'))).not.toBe('red');
    expect(await told(page, 'ready')).toHaveLength(1);
    await page.context().close();
  });
  test('a token is in no log', async () => {
    const token = await bed.token();
    await fetch(`${bed.server}/embed/overview?token=${token}`);
    expect(bed.access.some((line) => line.route === '/embed/:board')).toBe(true);
    expect(JSON.stringify(bed.access)).not.toContain('token=');
    expect(JSON.stringify(bed.access)).not.toContain(token.slice(0, 30));
  });
});

describe('a scoped reader', () => {
  test('sees one channel: in the first response, among the choices, and whatever the host sets', async () => {
    bed.grant = { boards: ['overview', 'costs'], filters: { channel: ['douyin'] } };
    const { page } = await open('plain.html');
    const frame = await alive(page);
    await until(page, 'ready');
    expect(await frame.locator('.tabs a').allInnerTexts()).toEqual(['Overview', 'Costs']);
    expect((await frame.locator('.choices .choice').allInnerTexts()).filter((text) => /Taobao|Tmall|JD|Shopify/i.test(text))).toEqual([]);
    await page.evaluate(() => Object.assign(document.querySelector('aftersales-board') ?? {}, { filters: { channel: ['taobao'] } }));
    await until(page, 'error');
    expect((await told(page, 'error'))[0]).toEqual({ code: 'outside_view' });
    expect(await frame.locator('.problem[role=alert]').count()).toBe(1);
    await page.context().close();
  });
});
