import type { Context } from 'hono';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import type { Told } from './answer.ts';

export interface AccessLine {
  readonly method: string;
  /** The route's template, never the path: an id in a path is personal data. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly merchant: string | null;
}

/** Answers, then tells the access log: whatever happens, a template and never a path. */
export function logged(access: ((line: AccessLine) => void) | undefined, c: Context, route: string, answer: (told: Told) => MaybePromise<Response>): MaybePromise<Response> {
  const told: Told = { merchant: null };
  if (access === undefined) return answer(told);
  const started = performance.now();
  return whenThere(answer(told), (response) => {
    access({ method: c.req.method, route, status: response.status, ms: Math.round((performance.now() - started) * 100) / 100, merchant: told.merchant });
    return response;
  });
}

/** A path as Hono writes it: `/v1/uploads/:id`. */
export const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
