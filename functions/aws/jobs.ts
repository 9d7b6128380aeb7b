import { directJobs } from '../../lib/api/direct-jobs.ts';
import { isFailure } from '../../lib/model/failure.ts';
import { theEdition } from './edition.ts';
import type { AskedJob, JobOutcome } from './lambda-jobs.ts';
import { lambdaLog } from './log.ts';

let jobs: ReturnType<typeof directJobs> | undefined;

/** One job of the API that takes an engine. A failure is an answer: only a machine that breaks makes the invocation fail. */
export const handler = async ({ job, args }: AskedJob): Promise<JobOutcome> => {
  try {
    const doing = (jobs ??= directJobs(theEdition()));
    const value: unknown = await Reflect.apply(doing[job], doing, args);
    return { value: value ?? null };
  } catch (error) {
    if (!isFailure(error)) lambdaLog.error('job.failed', error, { job });
    return { failure: isFailure(error) ? { code: error.code, message: error.message, retry: error.retry } : { code: 'unexpected', message: '', retry: 'never' } };
  }
};
