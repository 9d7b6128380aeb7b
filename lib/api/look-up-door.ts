import type { IncomingMessage, RequestListener } from 'node:http';
import { lookUp } from '../flows/look-up.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Locale } from '../model/words.ts';
import type { Edition } from '../ports/edition.ts';
import type { AccessLine } from './app.ts';
import { may, type KeyVerifier } from './authenticate.ts';
import { localeOf } from './locale.ts';
import { headersOf, tagOf, told } from './reply.ts';

const ROUTE = '/v1/customers/{id}/tier';
const PATH = /^\/v1\/customers\/([^/?#]{1,4500})\/tier$/;
const BEARER = 'Bearer ';
/** About 15 MB. */
const MOST_KEPT = 4_000;

interface DoorOptions {
  readonly keys: KeyVerifier;
  readonly access: (line: AccessLine) => void;
  /** The whole API. */
  readonly next: RequestListener;
}

interface Answer {
  readonly merchant: MerchantId;
  readonly revision: number;
  /** Names and values in turn, as node takes them. */
  readonly headers: string[];
  readonly body: Buffer;
}

/**
 * The door for the one question that is asked thousands of times a second. Where the store lies in memory, a look-up by a key in use of a
 * customer who is known is answered here, from node's request to node's response; everything else (a key's first call, a customer nobody
 * knows, a tag, an error) goes on to the whole API, whose answer would be the same. An answer is kept, and sent again for as long as none of
 * the merchant's answers is written; the key is looked at each time.
 */
export function lookUpDoor(edition: Edition, { keys, access, next }: DoorOptions): RequestListener {
  const ask = lookUp(edition);
  const kept = new Map<string, Answer>();

  return (incoming, outgoing) => {
    const started = performance.now();
    const answer = answerTo(incoming);
    if (answer === null) return next(incoming, outgoing);
    outgoing.writeHead(200, answer.headers);
    outgoing.end(answer.body);
    access({ method: 'GET', route: ROUTE, status: 200, ms: Math.round((performance.now() - started) * 100) / 100, merchant: answer.merchant });
  };

  function answerTo({ method, url = '', headers }: IncomingMessage): Answer | null {
    const id = method === 'GET' ? PATH.exec(url)?.[1] : undefined;
    const { authorization } = headers;
    if (id === undefined || authorization === undefined || !authorization.startsWith(BEARER) || headers['if-none-match'] !== undefined) return null;
    try {
      const caller = keys.known(authorization.slice(BEARER.length));
      if (caller === null || !may(caller, ['read'])) return null;
      const { merchant } = caller;
      const revision = edition.tiers.revision(merchant);
      if (revision instanceof Promise) return null;
      const locale = localeOf(headers['accept-language'] ?? null);
      const name = `${merchant} ${locale} ${id}`;
      const last = kept.get(name);
      if (last?.revision === revision) return last;
      kept.delete(name);
      const made = make(merchant, decodeURIComponent(id), locale, revision);
      if (made === null) return null;
      if (kept.size >= MOST_KEPT) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
      kept.set(name, made);
      return made;
    } catch {
      return null;
    }
  }

  function make(merchant: MerchantId, customer: string, locale: Locale, revision: number): Answer | null {
    if (customer.trim() === '' || customer.length > 500) return null;
    const text = ask(merchant, customer);
    if (typeof text !== 'string') {
      text.catch(() => undefined);
      return null;
    }
    const body = Buffer.from(told(text, locale));
    return { merchant, revision, headers: Object.entries({ ...headersOf(tagOf(body), locale), 'content-length': String(body.length) }).flat(), body };
  }
}
