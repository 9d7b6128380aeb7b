import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MerchantId } from '../model/ids.ts';
import type { Secrets } from '../ports/world.ts';

/** What a token is for; each purpose signs with a key of its own, so that one can never pass for the other. */
type Purpose = 'upload' | 'page';

/**
 * Short-lived tokens of our own making, which nobody else reads: `{merchant}.{payload}.{expires}.{signature}`, HMAC-SHA-256 under a key
 * derived from the merchant's secret. One fixed algorithm; nothing in a token chooses how it is checked.
 */
export async function signToken(secrets: Secrets, purpose: Purpose, merchant: MerchantId, payload: unknown, expiresMs: number): Promise<string> {
  const body = `${merchant}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${expiresMs}`;
  return `${body}.${await signatureOf(secrets, purpose, merchant, body)}`;
}

/** The payload of a token of that purpose which is ours and not over; null for anything else. */
export async function readToken(secrets: Secrets, purpose: Purpose, token: string, nowMs: number): Promise<{ merchant: MerchantId; payload: unknown } | null> {
  const [, body = '', merchant = '', payload = '', expires = '', signature = ''] = /^(([a-z0-9_-]{1,63})\.([A-Za-z0-9_-]{1,4000})\.(\d{1,15}))\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  if (body === '') return null;
  const id = merchant as MerchantId;
  const expected = await signatureOf(secrets, purpose, id, body);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) || nowMs >= Number(expires)) return null;
  return { merchant: id, payload: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) };
}

async function signatureOf(secrets: Secrets, purpose: Purpose, merchant: MerchantId, body: string): Promise<string> {
  const key = createHmac('sha256', await secrets.pseudonymKey(merchant)).update(`token:${purpose}`).digest();
  return createHmac('sha256', key).update(body).digest('base64url');
}
