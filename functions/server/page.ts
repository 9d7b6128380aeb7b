import { Hono, type Context } from 'hono';
import type { Principal } from '../../lib/api/authenticate.ts';
import { localeOf } from '../../lib/api/locale.ts';
import { tagOf } from '../../lib/api/reply.ts';
import { readToken, signToken } from '../../lib/api/tokens.ts';
import { recentUploads } from '../../lib/api/uploads-view.ts';
import type { MerchantId } from '../../lib/model/ids.ts';
import { filterIn } from '../../lib/model/boards/filter.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { sendText } from './send.ts';
import { boardNames, type BoardName } from '../../web/page-model.ts';

const SESSION_MS = 10 * 60_000;

export interface PageOptions {
  readonly edition: Edition;
  readonly merchant: MerchantId;
  /** Names this server may be called by, with the port: what a page of another name sends is refused. */
  readonly isOwnHost: (host: string | undefined) => boolean;
  readonly isNear: (c: Context) => boolean;
  /** Whoever sees the page may change settings: only where nobody but this machine's own people can. */
  readonly mayChange: boolean;
}

/**
 * The page of one machine is for whoever sits at it: it needs no key, it carries a session of ten minutes for one merchant, and asking for
 * the page again renews it. What keeps others out: only connections from this machine are served; a site that points its own name at this
 * address (DNS rebinding) fails the Host allow-list; a page of another origin cannot read this one, so never has the session, and the
 * session is refused to requests that a browser marks as coming from elsewhere.
 */
export function pageOf(options: PageOptions): { app: Hono; session: (token: string, c: Context) => Promise<Principal | null> } {
  const { edition, merchant } = options;
  const allowed = (c: Context): boolean => options.isOwnHost(c.req.header('host')) && options.isNear(c);
  const app = new Hono();
  const show = async (c: Context, board: BoardName): Promise<Response> => {
    if (!allowed(c)) return c.text('This page is served to this machine only.', 421, plainHeaders);
    const [{ CONTENT_SECURITY_POLICY, renderPage }, { loadBoard }, { readDocuments }] = await Promise.all([import('../../web/server/render.tsx'), import('../../web/boards/board.ts'), import('./documents.ts')]);
    await loadBoard(board);
    const nowMs = edition.clock.nowMs();
    const theme = c.req.query('theme');
    const filter = filterIn(new URL(c.req.url).searchParams);
    const html = renderPage({
      board, filter, customer: board === 'customers' ? /^key:[0-9a-f]{32}$/.exec(c.req.query('customer') ?? '')?.[0] : undefined, ...(await readDocuments(edition, merchant, board, filter)), uploads: await recentUploads(edition, merchant), nowMs,
      locale: localeOf(c.req.query('locale') ?? c.req.header('accept-language') ?? null), theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
      session: await signToken(edition.secrets, 'page', merchant, {}, nowMs + SESSION_MS),
    });
    return sendText(c, html, { ...pageHeaders, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY });
  };
  app.get('/', (c) => show(c, 'overview'));
  for (const board of boardNames) app.get(`/${board}`, (c) => show(c, board));
  app.get('/assets/:name', async (c) => {
    const { buildAssets } = await import('../../web/assets.ts');
    const name = c.req.param('name') ?? '';
    const text = (await buildAssets()).get(name);
    if (text === undefined) return c.notFound();
    const etag = tagOf(text);
    const headers = { ...pageHeaders, 'cache-control': name.startsWith('app.') ? 'no-cache' : 'public, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'", etag };
    const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
    return c.req.header('if-none-match') === etag ? c.body(null, 304, headers) : sendText(c, text, { ...headers, 'content-type': type }, { name: etag });
  });
  return {
    app,
    async session(token, c) {
      const site = c.req.header('sec-fetch-site');
      if (!allowed(c) || (site !== undefined && site !== 'same-origin')) return null;
      const read = await readToken(edition.secrets, 'page', token, edition.clock.nowMs());
      return read === null || read.merchant !== merchant ? null : { merchant, scopes: options.mayChange ? ['read', 'upload', 'settings'] : ['read', 'upload'], id: 'page' };
    },
  };
}

const plainHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store' } as const;
const pageHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' } as const;
