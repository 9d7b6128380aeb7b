import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { isFailure } from '../model/failure.ts';
import { trusted, type MerchantId } from '../model/ids.ts';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import type { Locale } from '../model/words.ts';
import type { Edition } from '../ports/edition.ts';
import { may, type KeyVerifier, type Principal, type Verdict } from './authenticate.ts';
import type { Jobs } from './jobs.ts';
import { jsonBody } from './json-body.ts';
import { localeOf } from './locale.ts';
import { problemReply, Refused, type ProblemCode } from './problem.ts';
import type { Call, Route } from './route.ts';

/** What every request needs of the world. */
export interface Serving {
  readonly edition: Edition;
  readonly jobs: Jobs;
  readonly keys: KeyVerifier;
  readonly address: (c: Context) => string;
  /** Other bearer tokens than keys; null = not one of those. */
  readonly session: ((token: string, c: Context) => Promise<Principal | null>) | null;
}

/** A request under way; who called is for the access log. */
export interface Told { merchant: MerchantId | null }

/**
 * One request through a route: who calls, may they, what do they say, the answer. Where nothing has to be waited for, nothing is: this is
 * the look-up's path, so no function is made per request that need not be.
 */
export function answered(serving: Serving, route: Route, c: Context, told: Told): MaybePromise<Response> {
  const locale = localeOf(headerOf(c, 'accept-language'));
  try {
    const answer = route.scopes === null ? handled(serving, route, c, NOBODY, locale) : whenThere(whoCalls(serving, c), (verdict) => {
      if (!verdict.ok) return problemReply(verdict.why, locale);
      told.merchant = verdict.principal.merchant;
      const { principal } = verdict;
      return (principal.view === undefined ? may(principal, route.scopes ?? []) : route.views === true) ? handled(serving, route, c, principal, locale) : problemReply('wrong_scope', locale);
    });
    return answer instanceof Promise ? answer.catch((error: unknown) => failed(serving, route, error, locale)) : answer;
  } catch (error) {
    return failed(serving, route, error, locale);
  }
}

function whoCalls(serving: Serving, c: Context): MaybePromise<Verdict | { ok: false; why: 'no_key' }> {
  const sent = headerOf(c, 'authorization');
  const token = sent === null ? undefined : /^Bearer ([^\s]{1,4000})$/i.exec(sent)?.[1];
  if (token === undefined) return { ok: false, why: 'no_key' };
  if (serving.session === null || token.startsWith('aftertier_')) return serving.keys.verify(token, serving.address(c));
  return serving.session(token, c).then((principal) => (principal === null ? serving.keys.verify(token, serving.address(c)) : { ok: true, principal }));
}

function handled(serving: Serving, route: Route, c: Context, caller: Principal, locale: Locale): MaybePromise<Response> {
  const { body: schema } = route;
  if (schema === undefined) return route.handle(new RequestCall(serving, c, caller, locale, undefined));
  // Loaded with the first body: a look-up has none.
  return Promise.all([jsonBody(c.req.raw), import('./check-json.ts')]).then(([body, { problemIn }]) => {
    const problem = problemIn(schema, body);
    return problem === null ? route.handle(new RequestCall(serving, c, caller, locale, body)) : problemReply('bad_document', locale, problem);
  });
}

function failed({ edition }: Serving, route: Route, error: unknown, locale: Locale): Response {
  if (error instanceof Refused) return problemReply(error.code, locale, error.detail);
  const code = isFailure(error) ? FAILURES[error.code] : undefined;
  if (code !== undefined && isFailure(error)) return problemReply(code, locale, SAYS.has(code) ? error.message : undefined);
  edition.log.error('request.failed', error, { route: route.path });
  return problemReply(isFailure(error) && error.retry !== 'never' ? 'busy' : 'unexpected', locale);
}

/** A class, because methods on a prototype cost a look-up nothing. */
class RequestCall implements Call {
  readonly merchant: MerchantId;
  readonly caller: Principal;
  readonly locale: Locale;
  readonly edition: Edition;
  readonly jobs: Jobs;
  readonly body: unknown;
  readonly context: Context;

  constructor({ edition, jobs }: Serving, context: Context, caller: Principal, locale: Locale, body: unknown) {
    this.merchant = caller.merchant;
    this.caller = caller;
    this.locale = locale;
    this.edition = edition;
    this.jobs = jobs;
    this.body = body;
    this.context = context;
  }

  get request(): Request { return this.context.req.raw; }
  param(name: string): string { return this.context.req.param(name) ?? ''; }
  query(name: string): string | null { return this.context.req.query(name) ?? null; }
  queries(name: string): readonly string[] { return this.context.req.queries(name) ?? []; }
  header(name: string): string | null { return headerOf(this.context, name); }
}

/** On one machine the header is read where node put it: making a Headers object for each look-up would cost more than the look-up. */
export function headerOf(c: Context, name: string): string | null {
  const incoming: IncomingMessage | undefined = c.env?.incoming;
  if (incoming === undefined) return c.req.header(name) ?? null;
  const value = incoming.headers[name];
  return typeof value === 'string' ? value : null;
}

const NOBODY: Principal = { merchant: trusted<MerchantId>(''), scopes: [], id: 'nobody' };

/** What a flow refuses, as a caller's mistake. */
const FAILURES: Readonly<Record<string, ProblemCode>> = {
  unknown_upload: 'not_found', not_found: 'not_found', unknown_question: 'bad_document', bad_choice: 'bad_document', bad_mapping: 'bad_document', bad_reason: 'bad_document',
  not_held: 'not_held', bad_day: 'bad_parameter', bad_key: 'bad_document', bad_customer: 'bad_parameter', over_budget: 'over_budget', over_cube: 'over_cube', outside_view: 'outside_view',
};
/** Failures whose message is written for the caller. */
const SAYS: ReadonlySet<ProblemCode> = new Set(['not_held', 'bad_document', 'bad_parameter', 'over_budget', 'over_cube']);
