/** What a caller may do about a failure: repeat the same call, repeat after reading state again, or nothing. */
export type Retry = 'same' | 'reread' | 'never';

/**
 * The world is broken or the caller asked for the impossible. Bad data is a value (a `Reject`, a held upload), never this.
 * Caught once per entry point; `message` is for people and carries no internals and no personal data.
 */
export class Failure extends Error {
  readonly code: string;
  readonly retry: Retry;

  constructor(code: string, message: string, options: { retry?: Retry; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retry = options.retry ?? 'never';
  }
}

export const isFailure = (error: unknown, code?: string): error is Failure =>
  error instanceof Failure && (code === undefined || error.code === code);
