import type { Jobs } from '../../lib/api/jobs.ts';
import { Failure, type Retry } from '../../lib/model/failure.ts';
import { settingNames } from '../../lib/aws/settings.ts';
import { callService, type Environment } from '../../lib/aws/call-service.ts';

/** A job of the API as it goes to the function that does it, and its outcome as it comes back: plain JSON. */
export interface AskedJob {
  readonly job: keyof Jobs;
  readonly args: readonly unknown[];
}
export type JobOutcome = { readonly value: unknown } | { readonly failure: { readonly code: string; readonly message: string; readonly retry: Retry } };

/** Below the patience of the API's function, which ends after 30 s: what takes longer goes on there, and the caller is told to come again. */
const PATIENCE_MS = 27_000;

/**
 * The API's jobs, done by a function that has the engines: this one has none. A job is asked for once: it may change the lake, and what
 * was asked for is found done when its caller comes again. `wake` has nothing to do: the bucket tells of its files itself.
 */
export function lambdaJobs(environment: Environment): Jobs {
  const call = async (job: keyof Jobs, args: readonly unknown[]): Promise<unknown> => {
    if (job === 'wake') return undefined;
    const body = JSON.stringify({ job, args } satisfies AskedJob);
    const path = `/2015-03-31/functions/${environment[settingNames.jobsFunction] ?? ''}/invocations`;
    const { headers, text } = await callService(environment, { service: 'lambda', path, headers: { 'content-type': 'application/json' }, body, again: [429], timeoutMs: PATIENCE_MS });
    if (headers.get('x-amz-function-error') !== null) throw new Failure('unavailable', 'The job did not come to an end.', { retry: 'same' });
    const outcome: JobOutcome = JSON.parse(text);
    if ('failure' in outcome) throw new Failure(outcome.failure.code, outcome.failure.message, { retry: outcome.failure.retry });
    return outcome.value;
  };
  return new Proxy({} as Jobs, { get: (_, job) => (...args: readonly unknown[]) => call(String(job) as keyof Jobs, args) });
}
