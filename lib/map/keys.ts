/**
 * Pseudonyms inside the engine: HMAC-SHA-256 (RFC 2104) as two nested hashes over blobs, first 16 bytes, hex; equal to Node's
 * (lib/model/pseudonym.ts). Identifiers that NFKC changes are few: they are normalised outside and joined as a map.
 */
export interface Pseudonyms {
  customer(text: string): string;
  phone(text: string): string;
  address(text: string): string;
}

const blob = (bytes: Uint8Array): string => `'${[...bytes].map((b) => `\\x${b.toString(16).padStart(2, '0').toUpperCase()}`).join('')}'::BLOB`;

/** `nfkc`: the relation `nfkc(raw, norm)` exists, for the identifiers that NFKC changes. */
export function pseudonyms(secret: Uint8Array, nfkc: boolean): Pseudonyms {
  if (secret.length > 64) throw new RangeError('the pseudonym key is at most 64 bytes, a SHA-256 block');
  const pad = (value: number): Uint8Array => Uint8Array.from({ length: 64 }, (_, i) => (secret[i] ?? 0) ^ value);
  const hmac = (sql: string): string => `substr(sha256(${blob(pad(0x5c))} || unhex(sha256(${blob(pad(0x36))} || encode(${sql})))), 1, 32)`;
  const folded = (sql: string): string => (nfkc ? `coalesce((SELECT norm FROM nfkc WHERE raw = ${sql}), ${sql})` : sql);
  return {
    customer: (sql) => hmac(`person(${folded(sql)})`),
    phone: (sql) => hmac(`'phone:' || phone_digits(${sql})`),
    address: (sql) => hmac(`'address:' || lower(regexp_replace(${folded(sql)}, '[\\s,，.。-]', '', 'g'))`),
  };
}
