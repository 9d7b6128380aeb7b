import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { examineEntry, signGrant, type Granted } from '../../lib/api/embed.ts';
import { localeOf } from '../../lib/api/locale.ts';
import { tagOf } from '../../lib/api/reply.ts';
import { readSettings } from '../../lib/flows/settings.ts';
import { viewText } from '../../lib/flows/views.ts';
import { filterIn, noFilter, type BoardFilter } from '../../lib/model/boards/filter.ts';
import { documentsOf, isViewName, type ViewName } from '../../lib/model/boards/views.ts';
import { isFailure } from '../../lib/model/failure.ts';
import type { Locale } from '../../lib/model/words.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { embedAssets, type EmbedAssets } from '../../web/embed/assets.ts';
import { styleIn, themeCss } from '../../web/embed/theme.ts';
import type { ApiProblem, DocumentName, Documents } from '../../web/page-model.ts';
import { diagnose } from './doctor.ts';
import { doctorPage, refusedPage } from './embed-pages.ts';
import { sendText } from './send.ts';

/** What is shown in other people's pages: the loader, the frames, their scripts and styles, and a page that says why one is blank. */
export function embedOf(edition: Edition, assets: EmbedAssets = embedAssets()): Hono {
  const app = new Hono();
  app.get('/embed.js', async (c) => asset(c, await assets.loader(), 'embed.js', { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }));
  app.get('/embed/assets/:name', async (c) => {
    const name = c.req.param('name');
    const text = await assets.file(name);
    if (text === null) return c.notFound();
    const style = themeCss(styleIn((one) => c.req.query(one)));
    return asset(c, text + style, name + style, { 'cache-control': /-[A-Z0-9]{8}\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache', 'cross-origin-resource-policy': 'same-origin' });
  });
  app.get('/embed/doctor', async (c) => {
    const locale = localeOf(c.req.query('locale') ?? c.req.header('accept-language') ?? null);
    const checks = await diagnose(edition, { token: c.req.query('token') ?? '', origin: c.req.query('origin') ?? '', board: c.req.query('board') ?? '', code: c.req.query('code') ?? '' });
    return sendText(c, doctorPage(checks, locale), { ...frameHeaders, 'content-security-policy': "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" });
  });
  app.get('/embed/:board', (c) => frame(c, edition, assets));
  return app;
}

const SESSION_HERE = `session-${randomUUID()}`;
const MOST_DRAWN = 100;
const pages = new Map<string, string>();

/** The page of a view, drawn once for all its readers until anything in it changes; each gets a session of their own. */
function once(key: string, draw: () => string): string {
  const known = pages.get(key);
  if (known !== undefined) return known;
  if (pages.size >= MOST_DRAWN) pages.clear();
  const drawn = draw();
  pages.set(key, drawn);
  return drawn;
}

async function frame(c: Context, edition: Edition, assets: EmbedAssets): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const asked = localeOf(query.get('locale') ?? c.req.header('accept-language') ?? null);
  const board = c.req.param('board') ?? '';
  const granted = await examineEntry(edition, query.get('token') ?? '');
  // Nobody's origins are told to somebody without a token of theirs.
  if (granted === null) return refused(c, assets, 401, 'bad_token', asked, []);
  const { origins } = (await readSettings(edition, granted.merchant)).settings.embed;
  if (granted.expired) return refused(c, assets, 401, 'expired', asked, origins);
  if (!isViewName(board) || !granted.view.boards.includes(board)) return refused(c, assets, 403, 'board', asked, origins);

  const [{ renderPage }, { loadBoard }] = await Promise.all([import('../../web/server/render.tsx'), import('../../web/boards/board.ts')]);
  await loadBoard(board);
  const locale = query.has('locale') ? asked : granted.locale ?? asked;
  const filter = filterIn(query);
  const [read, session, script, style] = await Promise.all([documentsIn(edition, granted, board, filter), signGrant(edition, 'embed_session', granted.merchant, granted), assets.script(board, locale), assets.style()]);
  const theme = query.get('theme');
  const own = new URLSearchParams(Object.entries(styleIn((name) => query.get(name)))).toString();
  const now = edition.clock.nowMs();
  const hour = now - (now % 3_600_000);
  const drawn = once(JSON.stringify([granted.merchant, board, granted.view, read.etags, read.filter, read.filterProblem, locale, theme, own, hour, c.req.url.split('/embed/')[0], origins, script, style, query.get('framed')]), () => renderPage({
    place: 'embed', framed: query.get('framed') === '1', board, boards: granted.view.boards, ...read, locale, theme: theme === 'dark' || theme === 'light' ? theme : 'auto', uploads: [], nowMs: hour, session: SESSION_HERE,
    embed: {
      origins: [new URL(c.req.url).origin, ...origins], expiresIn: session.expiresIn,
      scripts: Object.fromEntries(granted.view.boards.flatMap((name) => (['zh', 'en'] as const).map((one) => [`${name}-${one}`, `/embed/assets/${name}-${one}.js`]))),
    },
    assets: { script: `/embed/assets/${script}`, style: `/embed/assets/${style}${own === '' ? '' : `?${own}`}` },
  }));
  return sendText(c, drawn.replace(SESSION_HERE, () => session.text), { ...frameHeaders, 'content-security-policy': policy(origins) });
}

/** What the board is drawn from, within the token's view. A filter that lies outside of it, or is too fine, is said, and the view shown without. */
async function documentsIn(edition: Edition, { merchant, view }: Granted, board: ViewName, asked: BoardFilter): Promise<{ documents: Partial<Documents>; etags: Partial<Record<DocumentName, string>>; filter: BoardFilter; filterProblem: ApiProblem | null }> {
  const read = async (filter: BoardFilter): Promise<{ documents: Partial<Documents>; etags: Partial<Record<DocumentName, string>>; filter: BoardFilter; filterProblem: ApiProblem | null }> => {
    const texts = await Promise.all([...documentsOf[board], 'filters' as const].map(async (name) => [name, await viewText(edition, merchant, view, name, name === 'filters' ? noFilter : filter)] as const));
    const there = texts.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
    return { documents: Object.fromEntries(there.map(([name, text]) => [name, JSON.parse(text)])), etags: Object.fromEntries(there.map(([name, text]) => [name, tagOf(text)])), filter, filterProblem: null };
  };
  const failed = async (filter: BoardFilter): Promise<Awaited<ReturnType<typeof read>> | ApiProblem> => read(filter).catch((error: unknown) => {
    if (isFailure(error) && (error.code === 'outside_view' || error.code === 'over_cube')) return { kind: 'other', code: error.code };
    throw error;
  });
  const first = await failed(asked);
  if (!('kind' in first)) return first;
  const second = await failed(noFilter);
  return { ...('kind' in second ? { documents: {}, etags: {} } : second), filter: noFilter, filterProblem: first };
}

async function refused(c: Context, assets: EmbedAssets, status: 401 | 403, why: 'bad_token' | 'expired' | 'board', locale: Locale, origins: readonly string[]): Promise<Response> {
  return sendText(c, refusedPage(why, locale, `/embed/assets/${await assets.style()}`), { ...frameHeaders, 'content-security-policy': policy(origins) }, { status });
}

function asset(c: Context, text: string, name: string, headers: Readonly<Record<string, string>>): Response {
  const etag = tagOf(text);
  const all = { ...headers, etag, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'", 'cross-origin-embedder-policy': 'require-corp', 'content-type': name.includes('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8' };
  return c.req.header('if-none-match') === etag ? new Response(null, { status: 304, headers: all }) : sendText(c, text, all, { name: etag });
}

const policy = (origins: readonly string[]): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; form-action 'none'; base-uri 'none'; frame-ancestors ${["'self'", ...origins].join(' ')}`;

/** A frame may be embedded by pages that isolate themselves; it keeps nothing and tells nobody where it was. */
const frameHeaders = {
  'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin', 'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;
