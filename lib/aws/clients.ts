import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { gate } from './gate.ts';
import type { SessionCredentials } from './merchant-session.ts';

/** Where the services are, for tests; a function knows by itself. Every client takes it as it is. */
export interface Reach {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | (() => Promise<SessionCredentials>);
  readonly forcePathStyle?: boolean;
}

/**
 * How long is waited for whom, and how often is asked: here and nowhere else. The SDK repeats what was throttled (429, 5xx, throttling
 * codes), cut off or not answered in time, waiting longer each time with jitter; adapters make every request one that may be repeated.
 */
export const patience = {
  /** An item is there in milliseconds or not at all: give up early, ask again soon. */
  dynamodb: { attempts: 6, connectMs: 1_000, answerMs: 3_000 },
  /** Silence on an open connection, not the length of a transfer. */
  s3: { attempts: 6, connectMs: 2_000, silentMs: 20_000 },
  /** Starting, asking and stopping queries; how long a query itself may take is the adapter's to say. */
  athena: { attempts: 6, connectMs: 2_000, answerMs: 15_000 },
  /** Read once in the life of a function. */
  ssm: { answerMs: 3_000 },
  /** After the SDK gave up: transactions that met each other, conditional puts that raced, bodies that were cut short. */
  own: { attempts: 8, firstWaitMs: 25, longestWaitMs: 2_000 },
} as const;

export function dynamodbClient(reach: Reach = {}): DynamoDBClient {
  const { attempts, connectMs, answerMs } = patience.dynamodb;
  const client = new DynamoDBClient({
    ...plain(reach), maxAttempts: attempts, requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true, httpAgent: SOCKETS, httpsAgent: SOCKETS },
  });
  const line = gate(REQUESTS_AT_ONCE);
  client.middlewareStack.add((next) => (args) => line(() => next(args)), IN_LINE);
  return client;
}

/** S3's client, loaded when it is first asked for: who only looks tiers up never loads it. */
export function s3Client(reach: Reach = {}): () => Promise<S3Client> {
  let made: Promise<S3Client> | null = null;
  const make = async (): Promise<S3Client> => {
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    const { attempts, connectMs, silentMs } = patience.s3;
    const client = new Client({
      ...plain(reach), ...(reach.forcePathStyle === undefined ? {} : { forcePathStyle: reach.forcePathStyle }), maxAttempts: attempts,
      requestHandler: { connectionTimeout: connectMs, socketTimeout: silentMs, httpAgent: SOCKETS, httpsAgent: SOCKETS },
    });
    const line = gate(REQUESTS_AT_ONCE);
    client.middlewareStack.add((next) => (args) => line(() => next(args)), IN_LINE);
    return client;
  };
  return () => (made ??= make());
}

/** What is too much at once is held back; each try of a request stands in line anew. */
const IN_LINE = { step: 'finalizeRequest', name: 'inLine', priority: 'low' } as const;

/** More than are ever asked for at once: a request that waited for a socket would be counted as one that got no connection. */
const SOCKETS = { keepAlive: true, maxSockets: 1024 };
const REQUESTS_AT_ONCE = 64;

/** The SDK writes into the credentials it is given. */
export const plain = ({ endpoint, region, credentials }: Reach) => ({
  ...(endpoint === undefined ? {} : { endpoint }), ...(region === undefined ? {} : { region }), ...(credentials === undefined ? {} : { credentials: typeof credentials === 'function' ? credentials : { ...credentials } }),
});

/** Before the n-th repetition (from 0): full jitter, so that those who met do not meet again. */
export function pauseMs(n: number): number {
  const { firstWaitMs, longestWaitMs } = patience.own;
  return Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** n);
}
