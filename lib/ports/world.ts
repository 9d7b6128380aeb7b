/** Time and randomness come in as parameters. */
export interface Clock {
  nowMs(): number;
}

/** Structured log lines; never with personal data, file content or secrets. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** The merchant's secret for pseudonyms: HMAC key of 32 bytes, derived from AFTERTIER_SECRET. */
export interface Secrets {
  pseudonymKey(merchant: string): Promise<Uint8Array>;
}
