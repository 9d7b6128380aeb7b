import { Hono, type Context } from 'hono';
import type { MaybePromise } from '../model/maybe-promise.ts';
import type { Edition } from '../ports/edition.ts';
import type { UploadDoor } from '../ports/upload-door.ts';
import { answered, headerOf, type Serving } from './answer.ts';
import { keyVerifier, type KeyVerifier, type Principal } from './authenticate.ts';
import { docsPage, docsStyle } from './docs.ts';
import { viewSession } from './embed.ts';
import type { Jobs } from './jobs.ts';
import { localeOf } from './locale.ts';
import { honoPath, logged, type AccessLine } from './logged.ts';
import { openApi } from './openapi.ts';
import { problemReply } from './problem.ts';
import { replyJson, replyTagged } from './reply.ts';
import type { Route } from './route.ts';
import { boardRoutes } from './routes/boards.ts';
import { customerRoutes } from './routes/customers.ts';
import { embedRoutes } from './routes/embed.ts';
import { settingsRoutes } from './routes/settings.ts';
import { uploadRoutes } from './routes/uploads.ts';

export type { AccessLine } from './logged.ts';

export interface AppOptions {
  /** Who does the work that takes an engine: `directJobs(edition)`, or a worker. */
  readonly jobs: Jobs;
  /** A folder for what is being received; without it no bytes are taken here. */
  readonly tmp?: string;
  readonly maxUploadBytes?: number;
  /** Where announced files are sent, if not here. */
  readonly door?: UploadDoor;
  readonly access?: (line: AccessLine) => void;
  /** Where others ask the same keys; else one of its own. */
  readonly keys?: KeyVerifier;
  /** Where a caller comes from, for counting failed attempts. */
  readonly address?: (c: Context) => string;
  /** Other bearer tokens than keys: a page's session. Null = not one of those. */
  readonly session?: (token: string, c: Context) => Promise<Principal | null>;
  /** What is served beside the API: the page of one machine. */
  readonly pages?: Hono;
}

/** The whole API as one Hono app. The merchant is the key's, whatever path or body say. */
export function createApp(edition: Edition, options: AppOptions): Hono {
  const ofView = viewSession(edition);
  const serving: Serving = {
    edition, jobs: options.jobs, keys: options.keys ?? keyVerifier(edition.keys, edition.clock), address: options.address ?? (() => 'unknown'), session: async (token, c) => (await ofView(token)) ?? (await options.session?.(token, c)) ?? null,
  };
  const routes = apiRoutes(edition, options);
  const app = new Hono({ strict: true });
  let documentText: string | undefined;

  // One handler a route and no middleware: Hono answers without a promise where the handler does.
  for (const route of routes) app.on(route.method.toUpperCase(), honoPath(route.path), (c) => logged(options.access, c, route.path, (told) => answered(serving, route, c, told)));
  const plain = (path: string, answer: (c: Context) => MaybePromise<Response>): void => void app.get(path, (c) => logged(options.access, c, path, () => answer(c)));
  plain('/openapi.json', (c) => replyTagged((documentText ??= JSON.stringify(openApi(routes))), headerOf(c, 'if-none-match')));
  plain('/docs', (c) => replyTagged(docsPage(routes, localeOf(c.req.query('locale') ?? headerOf(c, 'accept-language'))), headerOf(c, 'if-none-match'), {
    type: 'text/html; charset=utf-8', headers: { 'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
  }));
  plain('/docs.css', (c) => replyTagged(docsStyle, headerOf(c, 'if-none-match'), { type: 'text/css; charset=utf-8' }));
  plain('/healthz', () => replyJson({ ok: true }));
  for (const { path, handler } of options.pages?.routes ?? []) plain(path, (c) => handler(c, async () => undefined));
  app.notFound((c) => {
    const path = routes.find((route) => templateOf(route.path).test(c.req.path))?.path;
    return logged(options.access, c, path ?? 'unmatched', () => problemReply(path === undefined ? 'not_found' : 'wrong_method', localeOf(headerOf(c, 'accept-language'))));
  });
  app.onError((error, c) => {
    edition.log.error('request.failed', error, { route: 'unmatched' });
    return problemReply('unexpected', localeOf(headerOf(c, 'accept-language')));
  });
  return app;
}

export const apiRoutes = (edition: Edition, options: Pick<AppOptions, 'tmp' | 'maxUploadBytes' | 'door'>): readonly Route[] =>
  [...customerRoutes(edition), ...uploadRoutes({ tmp: options.tmp ?? null, maxBytes: options.maxUploadBytes ?? 2 * 1024 ** 3, door: options.door }), ...boardRoutes, ...settingsRoutes, ...embedRoutes];

const templateOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
