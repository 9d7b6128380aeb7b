import type { MerchantId } from '../model/ids.ts';
import type { MaybePromise } from '../model/maybe-promise.ts';
import type { Locale, Words } from '../model/words.ts';
import type { Edition } from '../ports/edition.ts';
import type { Permission } from '../ports/keys.ts';
import type { Principal } from './authenticate.ts';
import type { Jobs } from './jobs.ts';
import type { Schema } from './json-schema.ts';
import type { ProblemCode } from './problem.ts';

/** A route as data: what the server runs, what /openapi.json says, what /docs shows. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: `/v1/uploads/{id}`. */
  readonly path: string;
  /** One of these, or `admin`; null = no key is asked for. */
  readonly scopes: readonly Permission[] | null;
  /** A reader of an embedded view may ask this too; `handle` answers within `caller.view`. All other routes refuse one. */
  readonly views?: true;
  readonly summary: Words;
  /** What stands in the path, with an example. */
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly query?: Readonly<Record<string, Parameter>>;
  /** A JSON body of this shape, checked before `handle` sees it. */
  readonly body?: Schema;
  readonly answer: Answer;
  readonly problems?: readonly ProblemCode[];
  handle(call: Call): MaybePromise<Response>;
}

export interface Parameter {
  readonly schema: Schema;
  readonly does: Words;
  readonly example: string;
  readonly required?: boolean;
  /** May be given several times. */
  readonly many?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
}

/** One request, with its caller known and its body read. */
export interface Call {
  readonly merchant: MerchantId;
  readonly caller: Principal;
  readonly locale: Locale;
  readonly edition: Edition;
  readonly jobs: Jobs;
  readonly body: unknown;
  readonly request: Request;
  param(name: string): string;
  query(name: string): string | null;
  queries(name: string): readonly string[];
  header(name: string): string | null;
}
