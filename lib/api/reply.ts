import { hash } from 'node:crypto';
import type { Locale } from '../model/words.ts';

/** On every answer that is not a page: nothing may be run, framed, sniffed, or kept by a shared cache. */
export const apiHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-cache',
  vary: 'authorization, accept-language',
} as const;

interface ReplyOptions {
  readonly status?: number;
  readonly type?: string;
  readonly language?: Locale;
  readonly headers?: Readonly<Record<string, string>>;
}

export const replyText = (text: string | null, { status = 200, type = 'application/json; charset=utf-8', language, headers }: ReplyOptions = {}): Response =>
  new Response(text, { status, headers: { ...(text === null ? {} : { 'content-type': type }), ...apiHeaders, ...(language === undefined ? {} : { 'content-language': language }), ...headers } });

export const replyJson = (document: unknown, options: ReplyOptions = {}): Response => replyText(JSON.stringify(document), options);

export const tagOf = (text: string | Buffer): string => `"${hash('sha1', text, 'base64url')}"`;

/** A read that can be asked again for nothing: 304 while it is what the caller has. */
export function replyTagged(text: string, ifNoneMatch: string | null, options: ReplyOptions = {}): Response {
  const etag = tagOf(text);
  const headers = { ...options.headers, etag };
  return ifNoneMatch !== null && names(ifNoneMatch, etag) ? replyText(null, { ...options, status: 304, headers }) : replyText(text, { ...options, headers });
}

const names = (header: string, etag: string): boolean => header === etag || header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

/** The answer to a look-up in a language, which joins the stored text as text: nothing is parsed. */
export const told = (text: string, locale: Locale): string => `${text.slice(0, -1)},"language":"${locale}"}`;

/** The headers of a tagged JSON answer. */
export const headersOf = (etag: string, language: Locale): Record<string, string> => ({ 'content-type': 'application/json; charset=utf-8', ...apiHeaders, 'content-language': language, etag });
