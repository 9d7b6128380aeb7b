import { AthenaClient } from '@aws-sdk/client-athena';
import { patience, plain, type Reach } from './clients.ts';

/** Athena's client; loaded by who runs queries. */
export function athenaClient(reach: Reach = {}): AthenaClient {
  const { attempts, connectMs, answerMs } = patience.athena;
  return new AthenaClient({ ...plain(reach), maxAttempts: attempts, requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true } });
}
