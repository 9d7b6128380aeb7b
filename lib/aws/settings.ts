import { Failure } from '../model/failure.ts';

/** What the functions are told by the stack, as environment variables. The stack sets each of them where a function needs it. */
export const settingNames = {
  /** Head, ledger, documents and keys: `tables.ts`. */
  stateTable: 'AFTERTIER_STATE_TABLE',
  /** Stored look-up answers. */
  tiersTable: 'AFTERTIER_TIERS_TABLE',
  /** Parts, manifests, reports, large documents. No personal data. */
  lakeBucket: 'AFTERTIER_LAKE_BUCKET',
  /** `uploads/{merchant}/…` as merchants put them, `raw/…` the rejected records. Versioned. */
  uploadsBucket: 'AFTERTIER_UPLOADS_BUCKET',
  /** Name of the SSM parameter (SecureString) that holds the installation's secret. */
  secretParameter: 'AFTERTIER_SECRET_PARAMETER',
  /** Athena's work group, and the Glue database of the lake's tables and the scratch table. */
  workgroup: 'AFTERTIER_ATHENA_WORKGROUP',
  database: 'AFTERTIER_ATHENA_DATABASE',
  /** `results/` of the work group, `scratch/…` kept relations and large answers. Forgets after a day. */
  resultsBucket: 'AFTERTIER_RESULTS_BUCKET',
  /** ARN of the role that queries run as, in a session of their merchant; without it they run as the function itself. */
  readerRole: 'AFTERTIER_READER_ROLE',
  /** Addresses of the queues: files that came, merchants whose numbers are behind. */
  arrivalsQueue: 'AFTERTIER_ARRIVALS_QUEUE',
  changedQueue: 'AFTERTIER_CHANGED_QUEUE',
  /** Name of the function that does the API's jobs. */
  jobsFunction: 'AFTERTIER_JOBS_FUNCTION',
  /** What CloudFront shows the API's function; who does not know it is not answered. */
  originWord: 'AFTERTIER_ORIGIN_WORD',
} as const;

export type Setting = keyof typeof settingNames;

/** One setting of an environment. Throws `not_configured` where it is missing: a function is told what it uses, and asks when it uses it. */
export function setting(environment: Readonly<Record<string, string | undefined>>, name: Setting): string {
  const value = environment[settingNames[name]];
  if (value === undefined || value === '') throw new Failure('not_configured', `${settingNames[name]} is not set.`);
  return value;
}

/** Folders of the uploads bucket. Only the first raises events. */
export const uploadsPrefix = 'uploads/';
export const rawPrefix = 'raw/';
/** Folder of the results bucket that is the analyses' own; the work group writes its results beside it. */
export const scratchPrefix = 'scratch/';
