import type { Asked, Measured } from './measure.ts';
import { leastScannedBytes, prices, type Paid, type Price } from './prices.ts';

/** The month that the bar speaks of. */
export const month = { merchants: 200, rows: 1_000_000, monthsKept: 12, boardViews: 72_000, lookUps: 10_000_000 } as const;

/** How often a merchant gives its files: the same rows in more or fewer of them. */
export const rhythms = { week: 52 / 12, day: 365 / 12 } as const;
export type Rhythm = keyof typeof rhythms;

/** What a function is given, and how long it is paid for each time: on arm64, warm, the waiting for stores and Athena included. Estimates: only an account can say. */
export const functions = {
  api: { gb: 1, lookUpMs: 8, boardMs: 15 },
  ingest: { gb: 3538 / 1024, ms: 3_000 },
  analyse: { gb: 1, ms: 20_000 },
  sweep: { gb: 3538 / 1024, ms: 1_000 },
} as const;

/** How often the clock looks through every merchant, and makes its numbers anew though nothing came, a month. */
export const clock = { sweeps: 365 / 12, analyses: 0 } as const;

/** So many queries an analysis may ask of Athena. */
export const mostQueries = 8;

/** An access line of a look-up. */
const LOG_BYTES = 130;
/** Alarms, dashboard and topics fit into what is free; a key for S3 and a secret do not. */
const STANDING = { keys: 1, secrets: 1 };

export interface Line {
  readonly what: string;
  readonly amounts: Readonly<Partial<Record<Paid, number>>>;
}

/** What a month asks of every service, thing by thing. */
export function monthOf(measured: Measured, rhythm: Rhythm): Line[] {
  const { merchants, rows, monthsKept, boardViews, lookUps } = month;
  const [uploads, anew, sweeps] = [rhythms[rhythm], clock.analyses, clock.sweeps].map((times) => Math.round(merchants * times)) as [number, number, number];
  const perRow = rows * monthsKept / measured.merchant.rows;
  const seconds = ({ gb, ms }: { gb: number; ms: number }): number => gb * ms / 1000;
  const scanned = ({ queries, scannedBytes }: Measured['unchanged']): number => Math.max(scannedBytes, (queries ?? mostQueries) * leastScannedBytes) / 1e12;
  return [
    { what: `${uploads} files taken in`, amounts: { ...stores(measured.upload, uploads), lambdaRequests: uploads, lambdaGbSeconds: uploads * seconds(functions.ingest), sqsRequests: uploads * 3 } },
    { what: `${uploads} analyses of a new version`, amounts: { ...stores(measured[rhythm], uploads), lambdaRequests: uploads, lambdaGbSeconds: uploads * seconds(functions.analyse), sqsRequests: uploads * 3, athenaTb: uploads * scanned(measured[rhythm]) } },
    { what: `${anew} analyses by the clock`, amounts: { ...stores(measured.unchanged, anew), lambdaRequests: anew, lambdaGbSeconds: anew * seconds(functions.analyse), sqsRequests: anew * 3, athenaTb: anew * scanned(measured.unchanged) } },
    { what: `${sweeps} sweeps`, amounts: { ...stores(measured.sweep, sweeps), lambdaRequests: sweeps, lambdaGbSeconds: sweeps * seconds(functions.sweep), sqsRequests: sweeps * 3 } },
    { what: `${lookUps / 1e6}M look-ups`, amounts: { ...stores(measured.lookUp, lookUps), lambdaRequests: lookUps, lambdaGbSeconds: lookUps * functions.api.gb * functions.api.lookUpMs / 1000, cloudFrontRequests: lookUps, logsGb: lookUps * LOG_BYTES / 1e9 } },
    { what: `${boardViews} board views`, amounts: { ...stores(measured.board, boardViews), lambdaRequests: boardViews, lambdaGbSeconds: boardViews * functions.api.gb * functions.api.boardMs / 1000, cloudFrontRequests: boardViews } },
    {
      what: `${monthsKept} months kept`,
      amounts: { s3Gb: (measured.merchant.lakeBytes + measured.merchant.uploadBytes) * perRow / 1e9, dynamodbGb: measured.merchant.answerBytes * perRow / 1e9, dynamodbBackupGb: measured.merchant.answerBytes * perRow / 1e9 },
    },
    { what: 'a key and a secret', amounts: STANDING },
  ];
}

const stores = ({ s3Writes, s3Reads, readUnits, writeUnits }: Asked, times: number): Partial<Record<Paid, number>> =>
  ({ s3Writes: s3Writes * times, s3Reads: s3Reads * times, dynamodbReadUnits: readUnits * times, dynamodbWriteUnits: writeUnits * times });

/** USD, with and without what is free each month. */
export function costOf(paid: Paid, amount: number): { readonly listed: number; readonly billed: number } {
  const { usd, per, free = 0 }: Price = prices[paid];
  return { listed: amount * usd / per, billed: Math.max(0, amount - free) * usd / per };
}
