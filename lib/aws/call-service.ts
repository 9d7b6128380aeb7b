import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';

/**
 * One call to a service that takes and answers JSON. For the few services of which a single action is used: a client library for each
 * would be a hundred times the code, on the path of a cold look-up.
 */
export interface ServiceCall {
  /** As its endpoint is called: `ssm`, `sqs`, `lambda`. */
  readonly service: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Statuses after which the same call may be made again; the usual ones unless it must not be done twice. */
  readonly again?: readonly number[];
  /** No answer within this time: `unavailable`. */
  readonly timeoutMs?: number;
}

export interface ServiceAnswer {
  readonly headers: Headers;
  readonly text: string;
}

/** What Lambda (or a shell) tells of who calls and where: AWS_REGION, AWS_ACCESS_KEY_ID, …; AWS_ENDPOINT_URL_SQS and the like lead elsewhere in tests. */
export type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_AGAIN = [429, 500, 502, 503, 504];
const TRIES = 4;
const FIRST_WAIT_MS = 100;

/** Signed by Signature Version 4. Throws `unavailable` (retry: same) where the service has no time, `refused` where it says no. */
export async function callService(environment: Environment, call: ServiceCall, nowMs: () => number = Date.now): Promise<ServiceAnswer> {
  const { service, path = '/', headers, body, again = USUAL_AGAIN, timeoutMs = 10_000 } = call;
  const region = environment['AWS_REGION'] ?? '';
  const url = new URL(path, environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? environment['AWS_ENDPOINT_URL'] ?? `https://${service}.${region}.amazonaws.com`);
  for (let tried = 1; ; tried += 1) {
    const signed = sign({ service, region, host: url.host, path: url.pathname, headers, body, nowMs: nowMs() }, environment);
    const outcome = await ask(url, signed, body, timeoutMs);
    if ('answer' in outcome) return outcome.answer;
    const repeatable = outcome.status === null ? again === USUAL_AGAIN : again.includes(outcome.status);
    if (!repeatable) throw new Failure(outcome.status === null ? 'unavailable' : 'refused', `${service} ${outcome.status === null ? 'did not answer' : `answered ${outcome.status}`}.`, { retry: outcome.status === null ? 'same' : 'never', cause: outcome.cause });
    if (tried === TRIES) throw new Failure('unavailable', `${service} has no time.`, { retry: 'same', cause: outcome.cause });
    await wait(FIRST_WAIT_MS * 2 ** tried * (0.5 + Math.random() / 2));
  }
}

type Outcome = { readonly answer: ServiceAnswer } | { readonly status: number | null; readonly cause: unknown };

async function ask(url: URL, headers: Record<string, string>, body: string, timeoutMs: number): Promise<Outcome> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    return response.ok ? { answer: { headers: response.headers, text } } : { status: response.status, cause: new Error(text.slice(0, 500)) };
  } catch (cause) {
    return { status: null, cause };
  }
}

export interface Unsigned {
  readonly service: string;
  readonly region: string;
  readonly host: string;
  /** Of unreserved characters and slashes only: it is signed as it is sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly nowMs: number;
}

/** The headers of a signed POST: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export function sign({ service, region, host, path, headers, body, nowMs }: Unsigned, environment: Environment): Record<string, string> {
  const [id, secret, session] = [environment['AWS_ACCESS_KEY_ID'] ?? '', environment['AWS_SECRET_ACCESS_KEY'] ?? '', environment['AWS_SESSION_TOKEN'] ?? ''];
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const sent: Record<string, string> = { ...headers, host, 'x-amz-date': time, ...(session === '' ? {} : { 'x-amz-security-token': session }) };
  const names = Object.keys(sent).sort();
  const canonical = ['POST', path, '', ...names.map((name) => `${name}:${sent[name]?.trim() ?? ''}`), '', names.join(';'), sha256(body)].join('\n');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const key = [time.slice(0, 8), region, service, 'aws4_request'].reduce<string | Buffer>((last, part) => createHmac('sha256', last).update(part).digest(), `AWS4${secret}`);
  const signature = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).digest('hex');
  const { host: _, ...rest } = sent;
  return { ...rest, authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}` };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
