import { replyJson } from './reply.ts';

const PATIENCE_MS = 25_000;

/** The result of a job as 200; where that takes too long, 202 with what is known meanwhile. The job goes on. */
export async function soon(job: Promise<unknown>, meanwhile: () => Promise<unknown>): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => { timer = setTimeout(() => resolve(LATE), PATIENCE_MS); });
  try {
    const first = await Promise.race([job, late]);
    if (first !== LATE) return replyJson(first);
    job.catch(() => undefined);
    return replyJson(await meanwhile(), { status: 202 });
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol('late');
