import { Hono, type Context } from 'hono';
import { isFailure } from '../model/failure.ts';
import { trusted, type MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { keyVerifier, may, type Principal, type Verdict } from './authenticate.ts';
import { docsPage, docsStyle } from './docs.ts';
import type { Jobs } from './jobs.ts';
import { problemIn } from './json-schema.ts';
import { jsonBody } from './json-body.ts';
import { localeOf } from './locale.ts';
import { openApi } from './openapi.ts';
import { problemReply, Refused, type ProblemCode } from './problem.ts';
import { replyJson, replyTagged } from './reply.ts';
import type { Call, Route } from './route.ts';
import { boardRoutes } from './routes/boards.ts';
import { customerRoutes } from './routes/customers.ts';
import { settingsRoutes } from './routes/settings.ts';
import { uploadRoutes } from './routes/uploads.ts';

export interface AccessLine {
  readonly method: string;
  /** The route's template, never the path: an id in a path is personal data. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly merchant: string | null;
}

export interface AppOptions {
  /** Who does the work that takes an engine: `directJobs(edition)`, or a worker. */
  readonly jobs: Jobs;
  /** A folder for what is being received; without it no bytes are taken here. */
  readonly tmp?: string;
  readonly maxUploadBytes?: number;
  readonly access?: (line: AccessLine) => void;
  /** Where a caller comes from, for counting failed attempts. */
  readonly address?: (c: Context) => string;
  /** Other bearer tokens than keys: a page's session. Null = not one of those. */
  readonly session?: (token: string, c: Context) => Promise<Principal | null>;
  /** What is served beside the API: the page of one machine. */
  readonly pages?: Hono;
}

/** The whole API as one Hono app. The merchant is the key's, whatever path or body say. */
export function createApp(edition: Edition, options: AppOptions): Hono {
  const { jobs } = options;
  const verify = keyVerifier(edition.keys, edition.clock);
  const routes = apiRoutes(edition, options);
  const app = new Hono({ strict: true });
  let documentText: string | undefined;

  for (const route of routes) {
    app.on(route.method.toUpperCase(), honoPath(route.path), (c) => logged(c, route.path, (told) => answered(c, route, told)));
  }
  plain(app, '/openapi.json', (c) => replyTagged(document(), header(c, 'if-none-match')));
  plain(app, '/docs', (c) => replyTagged(docsPage(routes, localeOf(c.req.query('locale') ?? header(c, 'accept-language'))), header(c, 'if-none-match'), {
    type: 'text/html; charset=utf-8', headers: { 'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
  }));
  plain(app, '/docs.css', (c) => replyTagged(docsStyle, header(c, 'if-none-match'), { type: 'text/css; charset=utf-8' }));
  plain(app, '/healthz', () => replyJson({ ok: true }));
  for (const { path, handler } of options.pages?.routes ?? []) {
    plain(app, path, async (c) => handler(c, async () => undefined));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    app.all(honoPath(path), (c) => logged(c, path, async () => problemReply('wrong_method', localeOf(header(c, 'accept-language')))));
  }
  app.notFound((c) => logged(c, 'unmatched', async () => problemReply('not_found', localeOf(header(c, 'accept-language')))));
  app.onError((error, c) => {
    edition.log.error('request.failed', error, { route: 'unmatched' });
    return problemReply('unexpected', localeOf(header(c, 'accept-language')));
  });
  return app;

  async function answered(c: Context, route: Route, told: (caller: Principal) => void): Promise<Response> {
    const locale = localeOf(header(c, 'accept-language'));
    try {
      let caller: Principal | null = null;
      if (route.scopes !== null) {
        const verdict = await whoCalls(c);
        if (!verdict.ok) return problemReply(verdict.why, locale);
        caller = verdict.principal;
        told(caller);
        if (!may(caller, route.scopes)) return problemReply('wrong_scope', locale);
      }
      const body = route.body === undefined ? undefined : await jsonBody(c.req.raw);
      const problem = route.body === undefined ? null : problemIn(route.body, body);
      if (problem !== null) return problemReply('bad_document', locale, problem);
      return await route.handle(callOf(c, caller ?? NOBODY, locale, body));
    } catch (error) {
      if (error instanceof Refused) return problemReply(error.code, locale, error.detail);
      const code = isFailure(error) ? FAILURES[error.code] : undefined;
      if (code !== undefined && isFailure(error)) return problemReply(code, locale, SAYS.has(code) ? error.message : undefined);
      edition.log.error('request.failed', error, { route: route.path });
      return problemReply(isFailure(error) && error.retry !== 'never' ? 'busy' : 'unexpected', locale);
    }
  }

  async function whoCalls(c: Context): Promise<Verdict | { ok: false; why: 'no_key' }> {
    const sent = header(c, 'authorization');
    const token = sent === null ? undefined : /^Bearer ([^\s]{1,4000})$/i.exec(sent)?.[1];
    if (token === undefined) return { ok: false, why: 'no_key' };
    if (options.session !== undefined && !token.startsWith('aftertier_')) {
      const principal = await options.session(token, c);
      if (principal !== null) return { ok: true, principal };
    }
    return verify(token, options.address?.(c) ?? 'unknown');
  }

  function callOf(c: Context, caller: Principal, locale: Call['locale'], body: unknown): Call {
    return {
      merchant: caller.merchant, caller, locale, edition, jobs, body,
      get request() { return c.req.raw; },
      param: (name) => c.req.param(name) ?? '',
      query: (name) => c.req.query(name) ?? null,
      queries: (name) => c.req.queries(name) ?? [],
      header: (name) => header(c, name),
    };
  }

  /** Answers, then tells the access log: whatever happens, a template and never a path. */
  async function logged(c: Context, route: string, answer: (told: (caller: Principal) => void) => Promise<Response>): Promise<Response> {
    if (options.access === undefined) return answer(() => undefined);
    const started = performance.now();
    let merchant: string | null = null;
    const response = await answer((caller) => { merchant = caller.merchant; });
    options.access({ method: c.req.method, route, status: response.status, ms: Math.round((performance.now() - started) * 100) / 100, merchant });
    return response;
  }

  function plain(to: Hono, path: string, answer: (c: Context) => Response | Promise<Response>): void {
    to.get(path, (c) => logged(c, path, async () => answer(c)));
  }

  function document(): string {
    return (documentText ??= JSON.stringify(openApi(routes)));
  }
}

export const apiRoutes = (edition: Edition, options: Pick<AppOptions, 'tmp' | 'maxUploadBytes'>): readonly Route[] =>
  [...customerRoutes(edition), ...uploadRoutes({ tmp: options.tmp ?? null, maxBytes: options.maxUploadBytes ?? 2 * 1024 ** 3 }), ...boardRoutes, ...settingsRoutes];

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** On one machine the header is read where node put it: making a Headers object for each look-up would cost more than the look-up. */
function header(c: Context, name: string): string | null {
  const incoming: unknown = c.env?.incoming;
  if (typeof incoming === 'object' && incoming !== null && 'headers' in incoming) {
    const value: unknown = Reflect.get(Object(incoming.headers), name);
    return typeof value === 'string' ? value : null;
  }
  return c.req.header(name) ?? null;
}

const NOBODY: Principal = { merchant: trusted<MerchantId>(''), scopes: [], id: 'nobody' };

/** What a flow refuses, as a caller's mistake. */
const FAILURES: Readonly<Record<string, ProblemCode>> = {
  unknown_upload: 'not_found', not_found: 'not_found', unknown_question: 'bad_document', bad_choice: 'bad_document', bad_mapping: 'bad_document', bad_reason: 'bad_document',
  not_held: 'not_held', bad_day: 'bad_parameter', bad_key: 'bad_document', over_budget: 'over_budget',
};
/** Failures whose message is written for the caller. */
const SAYS: ReadonlySet<ProblemCode> = new Set(['not_held', 'bad_document', 'bad_parameter', 'over_budget']);
