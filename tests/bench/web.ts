import { cpus } from 'node:os';
import { brotliCompressSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { viewText } from '../../lib/flows/views.ts';
import { noFilter } from '../../lib/model/boards/filter.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';
import { startBrowser } from '../web/support/browser.ts';
import { embedBed, type EmbedBed } from '../web/support/embed-bed.ts';

/**
 * `npm run bench:web`: the budgets of an embedded board in headless Chromium (cold, warm, slow 4G with 4x CPU), beside a page that draws five
 * charts of the same kinds with ECharts from the same numbers. Prints a table; asserts nothing.
 */
const RUNS = Number(process.env['RUNS'] ?? 5);
const LINES = Number(process.env['LINES'] ?? 3000);
const budgets = { loader: 3, view: 80, requests: 5, render: 15, firstChart: 500, inp: 200, shift: 0.02 };

interface Conditions { readonly name: string; readonly warm: boolean; readonly slow: boolean }
const conditions: readonly Conditions[] = [{ name: 'cold', warm: false, slow: false }, { name: 'warm', warm: true, slow: false }, { name: 'slow 4G, 4x CPU', warm: false, slow: true }];

interface Loaded { readonly bytes: number; readonly requests: number; readonly firstChartMs: number; readonly shift: number; readonly inpMs: number | null; readonly taskMs: number }

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

/** Everything that a browser is told to note, in every frame, before anything runs. */
const OBSERVE = `(() => {
  window.noted = { shift: 0, inp: 0, chart: 0 };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) noted.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (e.interactionId) noted.inp = Math.max(noted.inp, e.duration); }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (e.name === 'first-contentful-paint') noted.chart = performance.timeOrigin + e.startTime; }).observe({ type: 'paint', buffered: true });
})()`;

/** One visit: `counted` are the requests that belong to the view. */
async function visit(browser: Browser, url: string, counted: (url: string) => boolean, { warm, slow }: Conditions, ready: (page: Page) => Promise<Frame>, interact: ((frame: Frame) => Promise<void>) | null): Promise<Loaded> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(OBSERVE);
  if (warm) {
    const before = await context.newPage();
    await before.goto(url);
    await ready(before);
    await before.close();
  }
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  if (slow) {
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  const sent = new Map<string, string>();
  let [bytes, requests] = [0, 0];
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => void (counted(request.url) && sent.set(requestId, request.url)));
  cdp.on('Network.responseReceived', ({ requestId, response }) => void (sent.has(requestId) && !response.fromDiskCache && (requests += 1)));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void (sent.has(requestId) && (bytes += encodedDataLength)));
  await page.goto(url);
  const frame = await ready(page);
  await page.waitForTimeout(slow ? 3000 : 1200);
  const noted = async (at: Frame | Page): Promise<{ shift: number; inp: number; chart: number; origin: number }> => at.evaluate(() => ({ ...Reflect.get(window, 'noted'), origin: performance.timeOrigin }));
  const [host, inside] = [await noted(page), await noted(frame)];
  const { metrics } = await cdp.send('Performance.getMetrics');
  const taskMs = (metrics.find((one) => one.name === 'TaskDuration')?.value ?? 0) * 1000;
  const chart = await frame.evaluate(() => Reflect.get(window, 'drawnAt') as number | undefined) ?? inside.chart;
  if (interact !== null) await interact(frame);
  await page.waitForTimeout(300);
  const inpMs = interact === null ? null : (await noted(frame)).inp;
  await context.close();
  return { bytes, requests, firstChartMs: chart - host.origin, shift: host.shift + (String(frame.url()) === page.url() ? 0 : inside.shift), inpMs, taskMs };
}

const embedReady = async (page: Page): Promise<Frame> => {
  const frame = await (await page.waitForSelector('aftersales-board iframe', { timeout: 60_000 })).contentFrame();
  await frame?.locator('html[data-live]').waitFor({ timeout: 60_000 });
  if (frame === null) throw new Error('no frame');
  return frame;
};
const chartsReady = async (page: Page): Promise<Frame> => {
  await page.waitForFunction('window.drawnAt !== undefined', undefined, { timeout: 60_000 });
  return page.mainFrame();
};

async function interactions(frame: Frame): Promise<void> {
  await frame.locator('.filter summary').first().click();
  await frame.locator('details[open] .choice').first().click();
  await frame.locator('.filter.set').first().waitFor();
  await frame.locator('details.rows summary').first().click();
  await frame.waitForTimeout(300);
}

/** Five charts of the same kinds by ECharts, from the same board's document. */
async function echartsPage(bed: EmbedBed): Promise<{ url: string; close: () => void }> {
  const { outputFiles: [script] } = await build({ stdin: { contents: ECHARTS, resolveDir: import.meta.dirname, loader: 'js' }, bundle: true, minify: true, write: false, format: 'esm', legalComments: 'none', tsconfigRaw: {} });
  const data = await viewText(bed.edition, trusted<MerchantId>('m1'), { boards: ['overview'], filter: noFilter }, 'overview', noFilter) ?? '';
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', `<!doctype html><meta charset="utf-8"><title>ECharts</title><link rel="stylesheet" href="/c.css"><script type="module" src="/c.js"></script><main>${'<div class="c"></div>'.repeat(5)}</main>`],
    '/c.css': ['text/css', '.c { height: 320px; margin: 16px; }'], '/c.js': ['text/javascript', script?.text ?? ''], '/data.json': ['application/json', data],
  };
  return new Promise((resolve) => {
    const server = serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => {
      const path = new URL(request.url).pathname;
      const file = files[path];
      if (file === undefined) return new Response(null, { status: 204 });
      return new Response(new Uint8Array(brotliCompressSync(file[1])), { headers: { 'content-type': file[0], 'content-encoding': 'br', 'cache-control': path === '/c.js' || path === '/c.css' ? 'public, max-age=31536000, immutable' : 'no-store' } });
    } }, ({ port }) => resolve({ url: `http://127.0.0.1:${port}/`, close: () => void server.close() }));
  });
}

const ECHARTS = `
import * as echarts from 'echarts/core';
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
echarts.use([BarChart, HeatmapChart, LineChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);
const data = await (await fetch('/data.json')).json();
const at = [...document.querySelectorAll('.c')];
const rate = (bp) => bp === null ? null : bp / 100;
const weeks = data.weeks.map((week) => week.start);
const draw = (i, option) => echarts.init(at[i]).setOption({ animation: false, tooltip: {}, ...option });
draw(0, { legend: {}, xAxis: { type: 'category', data: weeks }, yAxis: {}, series: [
  { type: 'line', name: 'projected', data: data.weeks.map((w) => rate(w.projected_bp)) }, { type: 'line', name: 'before', data: data.weeks.map((w) => rate(w.before_bp)) },
  { type: 'line', name: 'low', stack: 'band', lineStyle: { opacity: 0 }, symbol: 'none', data: data.weeks.map((w) => rate(w.interval_bp?.[0] ?? null)) },
  { type: 'line', name: 'high', stack: 'band', lineStyle: { opacity: 0 }, areaStyle: {}, symbol: 'none', data: data.weeks.map((w) => w.interval_bp === null ? null : rate(w.interval_bp[1] - w.interval_bp[0])) }] });
draw(1, { xAxis: {}, yAxis: { type: 'category', data: data.faults.map((f) => f.fault) }, series: [{ type: 'bar', data: data.faults.map((f) => f.cost_minor / 100) }] });
draw(2, { legend: {}, xAxis: {}, yAxis: { type: 'category', data: ['customers'] }, series: data.tiers.map((t) => ({ type: 'bar', stack: 'all', name: t.tier, data: [t.customers] })) });
const cells = data.heat.rows.flatMap((row, y) => row.cells.map((cell, x) => [x, y, cell.cost_minor / 100]));
draw(3, { xAxis: { type: 'category', data: data.heat.groups }, yAxis: { type: 'category', data: data.heat.rows.map((row) => row.category ?? row.kind) }, visualMap: { min: 0, max: Math.max(...cells.map((c) => c[2])) }, series: [{ type: 'heatmap', data: cells, label: { show: true } }] });
draw(4, { legend: {}, xAxis: { type: 'category', data: weeks }, yAxis: {}, series: data.channels.map((c) => ({ type: 'line', name: c.channel ?? c.kind, data: c.weeks.map((w) => rate(w.projected_bp)) })) });
requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.timeOrigin + performance.now(); }));
`;

async function serverRenderMs(bed: EmbedBed): Promise<{ wall: number; cpu: number }> {
  const token = await bed.token();
  const once = async (): Promise<void> => void (await (await fetch(`${bed.server}/embed/overview?token=${token}&locale=zh-CN`, { headers: { 'accept-encoding': 'br' } })).arrayBuffer());
  for (let i = 0; i < 10; i += 1) await once();
  const walls: number[] = [];
  const before = process.cpuUsage();
  for (let i = 0; i < 40; i += 1) {
    const started = performance.now();
    await once();
    walls.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  return { wall: median(walls), cpu: (user + system) / 1000 / 40 };
}

const [bed, browser] = [await embedBed(LINES), await startBrowser()];
const charts = await echartsPage(bed);
const loader = Buffer.byteLength(new Uint8Array(brotliCompressSync(await (await fetch(`${bed.server}/embed.js`)).text())));
const render = await serverRenderMs(bed);
const lines: string[] = [];
const row = (...cells: readonly string[]): void => void lines.push(`| ${cells.join(' | ')} |`);
const mark = (good: boolean): string => (good ? 'met' : 'missed');
row('what', 'budget', 'measured', '');
row('---', '---', '---', '---');
row('loader, br', `${budgets.loader} KB`, kb(loader), mark(loader <= budgets.loader * 1024));
row('server render (median of 40, with token, documents, HTML and br)', `${budgets.render} ms`, `${render.wall.toFixed(1)} ms wall, ${render.cpu.toFixed(1)} ms CPU`, mark(render.wall <= budgets.render));

for (const board of ['overview', 'problems'] as const) {
  for (const condition of conditions) {
    const [ours, theirs]: [Loaded[], Loaded[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      bed.grant = { boards: ['overview', 'problems', 'costs'] };
      ours.push(await visit(browser, `${bed.host}/plain.html?board=${board}`, (url) => url.startsWith(bed.server), condition, embedReady, condition.warm ? interactions : null));
      if (board === 'overview') theirs.push(await visit(browser, charts.url, (url) => url.startsWith(charts.url) && !url.endsWith('favicon.ico'), condition, chartsReady, null));
    }
    const of = (list: readonly Loaded[], what: (one: Loaded) => number): number => median(list.map(what));
    const beside = (text: (list: readonly Loaded[]) => string): string => (theirs.length === 0 ? text(ours) : `${text(ours)} (ECharts ${text(theirs)})`);
    if (!condition.warm && !condition.slow) row(`${board}, ${condition.name}: bytes over the wire, requests`, `${budgets.view} KB, ${budgets.requests}`, beside((list) => `${kb(of(list, (one) => one.bytes))}, ${of(list, (one) => one.requests)}`), mark(of(ours, (one) => one.bytes) <= budgets.view * 1024 && of(ours, (one) => one.requests) <= budgets.requests));
    row(`${board}, ${condition.name}: first chart`, condition.warm ? `${budgets.firstChart} ms` : '', beside((list) => `${of(list, (one) => one.firstChartMs).toFixed(0)} ms`), condition.warm ? mark(of(ours, (one) => one.firstChartMs) <= budgets.firstChart) : '');
    row(`${board}, ${condition.name}: main thread`, '', beside((list) => `${of(list, (one) => one.taskMs).toFixed(0)} ms`), '');
    row(`${board}, ${condition.name}: layout shift`, String(budgets.shift), beside((list) => Math.max(...list.map((one) => one.shift)).toFixed(3)), mark(Math.max(...ours.map((one) => one.shift)) <= budgets.shift));
    if (condition.warm) row(`${board}, ${condition.name}: INP (open, filter, rows)`, `${budgets.inp} ms`, `${Math.max(...ours.map((one) => one.inpMs ?? 0))} ms`, mark(Math.max(...ours.map((one) => one.inpMs ?? 0)) <= budgets.inp));
  }
}
process.stdout.write(`${lines.join('\n')}\n\n${cpus().length} x ${cpus()[0]?.model ?? ''}, node ${process.version}, Chromium ${browser.version()}, ${LINES} order lines, seed 3, median of ${RUNS} (shift and INP: worst)\n`);
await browser.close();
charts.close();
await bed.close();
