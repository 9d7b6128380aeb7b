import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { callService, type Environment } from './call-service.ts';

/** What clients of the SDK take for credentials; asked again when they are about to end. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** A role that takes another's place has an hour at most. */
const SESSION_S = 3600;

/**
 * A session of one merchant: the role may read what lies under the session's tag `merchant`, so a query that names another merchant's
 * parts is refused by S3, whatever wrote it. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const merchantSession = (environment: Environment, role: string, merchant: MerchantId) => async (): Promise<SessionCredentials> => {
  const body = new URLSearchParams({
    Action: 'AssumeRole', Version: '2011-06-15', RoleArn: role, RoleSessionName: merchant.slice(0, 64).padEnd(2, '-'), DurationSeconds: String(SESSION_S),
    'Tags.member.1.Key': 'merchant', 'Tags.member.1.Value': merchant,
  });
  const { text } = await callService(environment, { service: 'sts', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: body.toString() });
  return { accessKeyId: told(text, 'AccessKeyId'), secretAccessKey: told(text, 'SecretAccessKey'), sessionToken: told(text, 'SessionToken'), expiration: new Date(told(text, 'Expiration')) };
};

/** Plain text of an element that occurs once; credentials hold nothing that XML would write otherwise. */
function told(xml: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (value === undefined) throw new Failure('forbidden', 'A session was not given.');
  return value;
}
