import { createHmac } from 'node:crypto';
import type { CustomerKey } from './ids.ts';

/** An identifier as it is compared: NFKC, trimmed, lower-cased, `17850.0` = `17850`. */
export const normaliseIdentifier = (raw: string): string => raw.normalize('NFKC').trim().toLowerCase().replace(/^(\d+)\.0+$/, '$1');

/** `HMAC-SHA-256(merchant secret, normalised identifier)`, first 16 bytes, hex. One identifier is one customer across all sources. */
export const customerKey = (secret: Uint8Array, raw: string): CustomerKey =>
  createHmac('sha256', secret).update(normaliseIdentifier(raw), 'utf8').digest('hex').slice(0, 32) as CustomerKey;
