import { createHmac } from 'node:crypto';
import { Failure } from './failure.ts';

const SAMPLE = /change.?me|example|sample|placeholder|replace.?(me|this)|your.?(own.?)?secret|secret.?here|not.?a.?secret|password|01234567|12345678|abcdefgh/i;

/** The installation's secret as it was given. Refuses what protects nobody: a short one, one from a manual, one of few different characters. */
export function acceptedSecret(text: string): string {
  const secret = text.trim();
  if (secret.length < 32) throw new Failure('weak_secret', 'AFTERTIER_SECRET must have at least 32 characters (try: openssl rand -hex 32)');
  if (SAMPLE.test(secret) || new Set(secret).size < 8) {
    throw new Failure('weak_secret', 'AFTERTIER_SECRET is a sample, not a secret (try: openssl rand -hex 32)');
  }
  return secret;
}

/** A merchant's HMAC key of 32 bytes for pseudonyms; the keys of other purposes derive from it. */
export const pseudonymKeyOf = (secret: string, merchant: string): Uint8Array => createHmac('sha256', secret).update(`pseudonym:${merchant}`).digest();
