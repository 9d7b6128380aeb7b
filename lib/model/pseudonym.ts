import { createHmac } from 'node:crypto';
import type { CustomerKey } from './ids.ts';

/** An identifier as it is compared: NFKC, trimmed, lower-cased, `17850.0` = `17850`. */
export const normaliseIdentifier = (raw: string): string => raw.normalize('NFKC').trim().toLowerCase().replace(/^(\d+)\.0+$/, '$1');

/** How a customer is asked for by somebody who knows the pseudonym alone, as boards show it. */
const KEY = /^key:[0-9a-f]{32}$/;

/**
 * `HMAC-SHA-256(merchant secret, normalised identifier)`, first 16 bytes, hex. One identifier is one customer across all sources.
 * `key:` and a pseudonym is that pseudonym.
 */
export const customerKey = (secret: Uint8Array, raw: string): CustomerKey =>
  KEY.test(raw) ? raw.slice(4) as CustomerKey : createHmac('sha256', secret).update(normaliseIdentifier(raw), 'utf8').digest('hex').slice(0, 32) as CustomerKey;
