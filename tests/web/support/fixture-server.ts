import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { OverviewBoard } from '../../../lib/model/boards/overview.ts';
import type { Report } from '../../../lib/model/report.ts';
import type { TierAnswer } from '../../../lib/model/tier.ts';
import type { UploadView } from '../../../lib/model/upload.ts';
import { policiesOf } from '../../../lib/tier/customers/policies.ts';
import { loadBoard } from '../../../web/boards/board.ts';
import { buildAssets } from '../../../web/assets.ts';
import { CONTENT_SECURITY_POLICY, renderPage } from '../../../web/server/render.tsx';
import type { Theme } from '../../../web/page-model.ts';
import { filtersAt, overviewAt, overviewOfCases } from './overview.ts';
import { accepted, archive, held, partly, refused } from './reports.ts';

export const NOW_MS = Date.parse('2026-11-19T02:30:00Z');

export interface Fixture {
  readonly url: string;
  /** Ends the session of every open page; the next page gets a new one. */
  endSessions(): void;
  close(): Promise<void>;
}

/**
 * The page on canned answers, for looking at it and for the browser tests. State is per server: `?state=` picks what the page shows
 * (`full`, `cases`, `empty`, `working`, `stale`, `error`); an upload walks through its stages, one step each time the list is asked
 * for, and ends by its name (`held…`, `partly…`, `bad…`, `….zip`, anything else is accepted); one that is taken in makes a new version.
 */
export async function startFixture(port = 0): Promise<Fixture> {
  await loadBoard('overview');
  const app = new Hono();
  const reports = new Map<string, (upload: string, file: string) => Report>();
  const uploads: UploadView[] = [];
  let version = 7;
  let sessions = 1;
  let board: OverviewBoard | null = overviewAt(version);

  const add = (upload: string, file: string, decision: UploadView['decision'], report: (upload: string, file: string) => Report, minutesAgo: number): void => {
    reports.set(upload, report);
    uploads.push({
      upload, file, bytes: 183_204, received_at: new Date(NOW_MS - minutesAgo * 60_000).toISOString(), status: 'done', decision,
      platform: 'tmall_taobao_refunds', version: decision === 'held' || decision === 'refused' ? null : version, progress: null,
    });
  };
  add('u1', '淘宝退款_2026-10.csv', 'accepted', accepted, 2_880);
  add('u2', 'douyin_aftersales_2026-11-01_2026-11-15.xlsx', 'partly', partly, 1_500);
  add('u3', 'erp export (held).csv', 'held', held, 600);
  add('u4', '截图.csv', 'refused', refused, 590);
  add('u5', '十月.zip', 'partly', archive, 400);

  const outcomeOf = (file: string): [UploadView['decision'], (upload: string, file: string) => Report] =>
    file.startsWith('held') ? ['held', held] : file.startsWith('partly') ? ['partly', partly] : file.startsWith('bad') ? ['refused', refused]
      : file.endsWith('.zip') ? ['partly', archive] : ['accepted', accepted];
  const commit = (): number => {
    version += 1;
    board = overviewAt(version);
    return version;
  };
  const STAGES = ['read', 'classify', 'commit', 'publish'];
  const step = (upload: UploadView): void => {
    const at = upload.progress === null ? -1 : STAGES.indexOf(upload.progress.stage);
    if (upload.status === 'waiting') Object.assign(upload, { status: 'processing', progress: { stage: STAGES[0], done: 300, total: 1_201 } });
    else if (upload.status === 'processing' && at < STAGES.length - 1) Object.assign(upload, { progress: { stage: STAGES[at + 1], done: 300 * (at + 2), total: 1_201 } });
    else if (upload.status === 'processing') {
      const [decision, report] = outcomeOf(upload.file);
      reports.set(upload.upload, report);
      Object.assign(upload, { status: 'done', decision, progress: null, version: decision === 'accepted' || decision === 'partly' ? commit() : null });
    }
  };

  app.use('/v1/*', async (c, next) => {
    if (c.req.path.startsWith('/v1/bytes/') || c.req.header('authorization') === `Bearer session-${sessions}`) return next();
    return c.json({ type: 'about:blank', title: 'no key', status: 401, code: 'no_key' }, 401);
  });
  app.get('/v1/boards/overview', (c) => {
    if (board === null) return c.json({ code: 'not_published' }, 404);
    const etag = `"${board.version}"`;
    return c.req.header('if-none-match') === etag ? c.body(null, 304) : c.json(board, 200, { etag });
  });
  app.get('/v1/boards/filters', (c) => (board === null ? c.json({ code: 'not_published' }, 404) : c.json(filtersAt(board.version), 200, { etag: `"f${board.version}"` })));
  app.get('/v1/customers/:id/tier', (c) => c.json(tierOf(c.req.param('id'), version)));
  app.post('/v1/uploads', async (c) => {
    const body: { file: string; bytes: number } = await c.req.json();
    const upload = `n${uploads.length + 1}`;
    uploads.push({ upload, file: body.file, bytes: body.bytes, received_at: new Date().toISOString(), status: 'expected', decision: null, platform: null, version: null, progress: null });
    return c.json({ upload, url: `/v1/bytes/${upload}`, method: 'PUT', headers: { 'content-type': 'application/octet-stream' } }, 201);
  });
  app.put('/v1/bytes/:id', async (c) => {
    await c.req.arrayBuffer();
    const upload = uploads.find((u) => u.upload === c.req.param('id'));
    if (upload !== undefined) upload.status = 'waiting';
    return c.body(null, 204);
  });
  app.get('/v1/uploads', (c) => {
    const answer = structuredClone(uploads);
    uploads.forEach(step);
    return c.json({ uploads: answer });
  });
  app.get('/v1/uploads/:id/report', (c) => {
    const upload = uploads.find((u) => u.upload === c.req.param('id'));
    const report = reports.get(c.req.param('id'));
    return upload === undefined || report === undefined ? c.json({ code: 'not_found' }, 404) : c.json(report(upload.upload, upload.file));
  });
  app.get('/v1/uploads/:id/rejects.csv', (c) => c.body('\ufeffrow,column\n12,买家退款金额\n', 200, { 'content-type': 'text/csv; charset=utf-8' }));
  app.put('/v1/uploads/:id/answers', (c) => {
    const upload = uploads.find((u) => u.upload === c.req.param('id'));
    if (upload === undefined) return c.json({ code: 'not_found' }, 404);
    reports.set(upload.upload, accepted);
    Object.assign(upload, { decision: 'accepted', version: commit() });
    return c.json({});
  });
  app.delete('/v1/uploads/:id', (c) => {
    const upload = uploads.find((u) => u.upload === c.req.param('id'));
    if (upload !== undefined) upload.status = 'withdrawn';
    commit();
    return c.body(null, 204);
  });

  app.get('/assets/:name', async (c) => c.body((await buildAssets()).get(c.req.param('name')) ?? '', 200, { 'content-type': c.req.param('name').endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8' }));
  app.get('/', (c) => {
    const state = c.req.query('state') ?? 'full';
    const theme: Theme = c.req.query('theme') === 'dark' ? 'dark' : c.req.query('theme') === 'light' ? 'light' : 'auto';
    const shown = state === 'cases' ? overviewOfCases() : state === 'full' || state === 'stale' ? board : null;
    const working: UploadView = { upload: 'w', file: '第一份.csv', bytes: 9_201_003, received_at: new Date(NOW_MS).toISOString(), status: 'processing', decision: null, platform: null, version: null, progress: { stage: 'read', done: 41_200, total: 66_800 } };
    return c.html(renderPage({
      documents: shown === null ? {} : { overview: shown, filters: filtersAt(shown.version) }, etags: { overview: `"${shown?.version ?? 0}"` }, uploads: state === 'empty' || state === 'error' ? [] : state === 'working' ? [working] : uploads,
      locale: c.req.query('locale') === 'en' ? 'en' : 'zh', theme, session: `session-${sessions}`, nowMs: state === 'stale' ? NOW_MS + 12 * 86_400_000 : NOW_MS,
      health: state === 'error' ? 'error' : 'ok',
    }), 200, { 'content-security-policy': CONTENT_SECURITY_POLICY });
  });

  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info) => resolve({
      url: `http://127.0.0.1:${info.port}`,
      endSessions: () => { sessions += 1; },
      close: () => new Promise((done) => server.close(() => done())),
    }));
  });
}

function tierOf(customer: string, version: number): TierAnswer {
  const moved = version > 7;
  const known = !customer.startsWith('nobody');
  const tier = !known ? 'new' : moved ? 'at_risk' : 'regular';
  const reasons = moved
    ? [{ code: 'let_down', metric: 'satisfaction', value: 30, threshold: 40, zh: '满意度 30，低于 40：两次商品责任的售后', en: 'Satisfaction 30, under 40: two cases that were the product’s fault' },
      { code: 'silent', metric: 'churn', value: 71, threshold: 60, zh: '74 天没有下单，而平时每 21 天一单', en: '74 days without an order, where 21 is usual' }]
    : [{ code: 'ordinary', metric: 'value', value: 71, threshold: 80, zh: '退货与所买商品的应有水平相当', en: 'Returns are as expected for what was bought' }];
  return {
    customer, known, tier, since: !known ? null : moved ? '2026-11-18' : '2026-03-02', policy: policiesOf({ market: 'CN', policies: {} })[tier], reasons: known ? reasons : [],
    satisfaction: !known ? null : moved ? 30 : 64, satisfaction_source: known ? 'proxy' : 'unknown', loyalty: known ? 58 : null, churn_risk: known ? 71 : null,
    value: known ? 71 : null, trust: known ? 96 : 100, flags: [], grids: { satisfaction_loyalty: !known ? 'unknown' : moved ? 'leaving' : 'content', value_cost: known ? 'steady' : 'unknown' },
    wording: { zh: '', en: '' }, override: null, version, as_of: '2026-11-18',
  };
}

if (process.argv[1] === import.meta.filename) process.stderr.write(`${(await startFixture(Number(process.env['PORT'] ?? 4199))).url}\n`);
