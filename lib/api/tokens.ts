import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { JWTPayload, JWTVerifyResult } from 'jose';
import { isMerchantId, type MerchantId } from '../model/ids.ts';
import type { Secrets } from '../ports/world.ts';
import { Refused } from './problem.ts';

/** What a token is for, and how long it lives at most, in seconds. Each signs with a key of its own, so that one can never pass for another. */
const purposes = { upload: 900, page: 600, embed_entry: 60, embed_session: 600 } as const;
export type Purpose = keyof typeof purposes;
export const lifetimeSeconds = (purpose: Purpose): number => purposes[purpose];

/** No token of ours is longer, so none that is is looked at; and what would make one is not signed. */
const MOST_CHARACTERS = 4_000;
const ISSUER = 'aftertier';
const ALGORITHM = 'HS256';
const typOf = (purpose: Purpose): string => `aftertier-${purpose.replace('_', '-')}+jwt`;
/** Clocks of our own machines differ by less. */
const TOLERATED_S = 5;

export interface ReadToken {
  readonly merchant: MerchantId;
  readonly payload: JWTPayload;
  /** It was ours, and it is over. */
  readonly expired: boolean;
}

/**
 * A short-lived JWT (RFC 7519, by jose, loaded when the first one is asked for) of one merchant for one purpose. `kid` is the merchant, the
 * key derives from the merchant's secret and the purpose; `typ` and `aud` name the purpose again. Lives as long as its purpose does.
 * Refused where the payload is more than a token holds.
 */
export async function signToken(secrets: Secrets, purpose: Purpose, merchant: MerchantId, payload: Readonly<Record<string, unknown>>, expiresMs: number): Promise<string> {
  const { SignJWT } = await import('jose/jwt/sign');
  const exp = Math.floor(expiresMs / 1000);
  const token = await new SignJWT({ ...payload, iss: ISSUER, aud: purpose, iat: exp - purposes[purpose], exp })
    .setProtectedHeader({ alg: ALGORITHM, typ: typOf(purpose), kid: merchant })
    .sign(await keyOf(secrets, purpose, merchant));
  if (token.length > MOST_CHARACTERS) throw new Refused('bad_document', 'more than fits into a token');
  return token;
}

/** The payload of a token of that purpose which is ours and not over; null for anything else. */
export async function readToken(secrets: Secrets, purpose: Purpose, token: string, nowMs: number): Promise<ReadToken | null> {
  const read = await examineToken(secrets, purpose, token, nowMs);
  return read === null || read.expired ? null : read;
}

/** As `readToken`, but one that is ours and over is told apart from one that is not ours: to say so, never to let in. */
export async function examineToken(secrets: Secrets, purpose: Purpose, token: string, nowMs: number): Promise<ReadToken | null> {
  const parts = token.length > MOST_CHARACTERS ? [] : token.split('.');
  // One text for one token: decoders forgive a last character whose spare bits differ.
  if (parts.length !== 3 || parts.some((part) => part === '' || Buffer.from(part, 'base64url').toString('base64url') !== part)) return null;
  const [{ jwtVerify }, { decodeProtectedHeader }, { JWTExpired }] = await Promise.all([import('jose/jwt/verify'), import('jose/decode/protected_header'), import('jose/errors')]);
  let merchant: MerchantId;
  try {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid !== 'string' || !isMerchantId(kid)) return null;
    merchant = kid;
  } catch {
    return null;
  }
  const check = async (): Promise<JWTVerifyResult> => jwtVerify(token, await keyOf(secrets, purpose, merchant), {
    algorithms: [ALGORITHM], issuer: ISSUER, audience: purpose, typ: typOf(purpose), requiredClaims: ['iat', 'exp'], currentDate: new Date(nowMs),
  });
  try {
    const { payload, protectedHeader } = await check();
    // The header says what is checked and nothing else: no key of its own, no address of one.
    if (Object.keys(protectedHeader).sort().join() !== 'alg,kid,typ') return null;
    const { iat = Infinity, exp = Infinity, nbf = -Infinity } = payload;
    const now = nowMs / 1000;
    return iat > now + TOLERATED_S || nbf > now || exp - iat > purposes[purpose] ? null : { merchant, payload, expired: false };
  } catch (error) {
    return error instanceof JWTExpired ? { merchant, payload: error.payload, expired: true } : null;
  }
}

const MOST_KEYS = 1_000;
const keys = new WeakMap<Secrets, Map<string, KeyObject>>();

/** One object for one key: jose makes ready what it has not seen before. */
async function keyOf(secrets: Secrets, purpose: Purpose, merchant: MerchantId): Promise<KeyObject> {
  const known = keys.get(secrets) ?? new Map<string, KeyObject>();
  keys.set(secrets, known);
  const name = `${purpose} ${merchant}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_KEYS) known.clear();
  const key = createSecretKey(createHmac('sha256', await secrets.pseudonymKey(merchant)).update(`token:${purpose}`).digest());
  known.set(name, key);
  return key;
}
