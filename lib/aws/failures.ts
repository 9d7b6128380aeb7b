import { Failure } from '../model/failure.ts';

/** Name of an error as AWS gives it (`ConditionalCheckFailedException`, `PreconditionFailed`, …); null where it has none. */
export const errorName = (error: unknown): string | null => (error instanceof Error ? error.name : null);

/** Runs a request; what the SDK could not mend by repeating comes out as a `Failure`, except the names that the caller decides upon itself. */
export async function asked<T>(what: string, request: () => Promise<T>, expected: readonly string[] = []): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof Failure || expected.includes(errorName(error) ?? '')) throw error;
    throw failureOf(what, error);
  }
}

const THROTTLED = /throttl|throughputexceeded|limitexceeded|slowdown|toomanyrequests/i;
const FORBIDDEN = /accessdenied|unauthorized|forbidden|unrecognizedclient|invalidaccesskey|signaturedoesnotmatch|expiredtoken/i;

/** Messages of AWS name tables, keys and accounts: they go into `cause`, for logs. */
function failureOf(what: string, cause: unknown): Failure {
  const name = errorName(cause) ?? '';
  if (THROTTLED.test(name)) return new Failure('busy', `too much is asked of the store (${what})`, { retry: 'same', cause });
  if (FORBIDDEN.test(name)) return new Failure('forbidden', `the store refuses this function (${what})`, { cause });
  const status = statusOf(cause);
  // The caller is wrong, whatever is repeated; anything else (5xx, a connection that broke) may go well next time.
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 429) return new Failure('refused', `the store refused a request (${what})`, { cause });
  return new Failure('io_error', `reading or writing failed (${what})`, { retry: 'same', cause });
}

/** HTTP status of an SDK's error. */
function statusOf(error: unknown): number | null {
  const metadata: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : null;
  const status: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : null;
  return typeof status === 'number' ? status : null;
}
