/**
 * AWS's public prices in US East (N. Virginia), USD, as read in November 2026 on the pricing page of each service. `free`: what every account
 * has free each month for as long as it exists (not the allowances of a new account).
 */
export interface Price {
  readonly unit: string;
  readonly usd: number;
  readonly per: number;
  readonly free?: number;
}

export const prices = {
  lambdaRequests: { unit: 'requests', usd: 0.2, per: 1e6, free: 1e6 },
  lambdaGbSeconds: { unit: 'GB-seconds, arm64', usd: 0.0000133334, per: 1, free: 400_000 },
  cloudFrontRequests: { unit: 'HTTPS requests', usd: 1, per: 1e6, free: 1e7 },
  dynamodbReadUnits: { unit: 'read units', usd: 0.125, per: 1e6 },
  dynamodbWriteUnits: { unit: 'write units', usd: 0.625, per: 1e6 },
  dynamodbGb: { unit: 'GB a month', usd: 0.25, per: 1, free: 25 },
  dynamodbBackupGb: { unit: 'GB a month, restorable to any second', usd: 0.2, per: 1 },
  s3Writes: { unit: 'PUT, POST, LIST', usd: 0.005, per: 1000 },
  s3Reads: { unit: 'GET, HEAD', usd: 0.0004, per: 1000 },
  s3Gb: { unit: 'GB a month', usd: 0.023, per: 1 },
  athenaTb: { unit: 'TB scanned', usd: 5, per: 1 },
  sqsRequests: { unit: 'requests', usd: 0.5, per: 1e6, free: 1e6 },
  logsGb: { unit: 'GB of logs', usd: 0.5, per: 1, free: 5 },
  keys: { unit: 'KMS keys', usd: 1, per: 1 },
  secrets: { unit: 'secrets', usd: 0.4, per: 1 },
} as const satisfies Readonly<Record<string, Price>>;

export type Paid = keyof typeof prices;

/** The least that Athena charges for one query. */
export const leastScannedBytes = 10 * 2 ** 20;
