import { Failure } from '../model/failure.ts';
import { acceptedSecret, pseudonymKeyOf } from '../model/installation-secret.ts';
import type { Secrets } from '../ports/world.ts';
import { callService, type Environment } from './call-service.ts';
import { patience } from './clients.ts';

/** The installation's secret, a SecureString in SSM's parameter store: read with the first question, kept for the function's life. */
export function ssmSecrets(environment: Environment, parameter: () => string): Secrets {
  let reading: Promise<string> | null = null;
  const secret = (): Promise<string> => (reading ??= read(environment, parameter()).catch((error: unknown) => {
    reading = null;
    throw error;
  }));
  return { pseudonymKey: async (merchant) => pseudonymKeyOf(await secret(), merchant) };
}

async function read(environment: Environment, Name: string): Promise<string> {
  const { text } = await callService(environment, {
    service: 'ssm', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' }, body: JSON.stringify({ Name, WithDecryption: true }), timeoutMs: patience.ssm.answerMs,
  });
  const value: unknown = JSON.parse(text)?.Parameter?.Value;
  if (typeof value !== 'string') throw new Failure('not_configured', 'The parameter that should hold the secret has no value.');
  return acceptedSecret(value);
}
