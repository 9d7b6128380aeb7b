import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lambdaJobs } from '../../functions/aws/lambda-jobs.ts';
import { askSweeps, tellChanged } from '../../functions/aws/queues.ts';
import { callService, sign } from '../../lib/aws/call-service.ts';
import { merchantSession } from '../../lib/aws/merchant-session.ts';
import { trusted, type MerchantId } from '../../lib/model/ids.ts';

const keys = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', AWS_SESSION_TOKEN: 'a session/token==' };
const merchants = (...names: string[]): MerchantId[] => names.map((name) => trusted<MerchantId>(name));

interface Asked { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }

const session = '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s/e+c</SecretAccessKey><SessionToken>t0//==</SessionToken><Expiration>2026-11-24T03:30:05Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';

/** A server that answers one thing after the other (the last again and again), and the environment that leads to it. */
async function service(...answers: readonly { status: number; body?: unknown; headers?: Record<string, string> }[]): Promise<{ environment: Record<string, string>; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { status, body: answer = {}, headers = {} } = answers[Math.min(asked.length, answers.length - 1)] ?? { status: 500 };
    asked.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(status, headers).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { environment: { ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, asked };
}

describe('a signed call', () => {
  it('is signed as the SDK signs it', async () => {
    const nowMs = Date.UTC(2026, 10, 24, 2, 30, 5, 123);
    const call = { service: 'lambda', region: 'eu-central-1', host: 'lambda.eu-central-1.amazonaws.com', path: '/2015-03-31/functions/aftertier-live-jobs/invocations', headers: { 'content-type': 'application/json', 'x-amz-target': 'a.B' }, body: '{"名":"值"}', nowMs };
    const sdk = new SignatureV4({
      service: call.service, region: call.region, sha256: Sha256, applyChecksum: false,
      credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY, sessionToken: keys.AWS_SESSION_TOKEN },
    });
    const expected = await sdk.sign({ method: 'POST', protocol: 'https:', hostname: call.host, path: call.path, query: {}, headers: { ...call.headers, host: call.host }, body: call.body }, { signingDate: new Date(nowMs) });
    expect(sign(call, keys)['authorization']).toBe(expected.headers['authorization']);
  });

  it('is repeated while the service is throttled or broken', async () => {
    const { environment, asked } = await service({ status: 503 }, { status: 429 }, { status: 200, body: { ok: 1 } });
    expect((await callService(environment, { service: 'sqs', headers: {}, body: '{}' })).text).toBe('{"ok":1}');
    expect(asked).toHaveLength(3);
  });

  it('is not repeated where the caller is wrong; what the service said stays in the cause', async () => {
    const { environment, asked } = await service({ status: 400, body: { message: 'no such queue' } });
    await expect(callService(environment, { service: 'sqs', headers: {}, body: '{}' })).rejects.toMatchObject({ code: 'refused', retry: 'never', message: 'sqs answered 400.' });
    expect(asked).toHaveLength(1);
  });
});

describe('telling the queues', () => {
  it('a merchant’s changes stand in one line, told once for a version, ten at a time', async () => {
    const { environment, asked } = await service({ status: 200, body: { Successful: [] } });
    const all = merchants(...Array.from({ length: 12 }, (_, n) => `m${n}`));
    await tellChanged({ ...environment, AFTERTIER_CHANGED_QUEUE: 'q' }, all.map((merchant) => ({ merchant, of: { version: 7 } })));
    const sent = asked.map(({ body }) => JSON.parse(body));
    expect(sent.map(({ Entries }) => Entries.length)).toEqual([10, 2]);
    expect(sent[0].Entries[3]).toMatchObject({ MessageBody: '{"merchant":"m3","version":7}', MessageGroupId: 'm3' });
    expect(new Set(sent.flatMap(({ Entries }) => Entries.map((e: { MessageDeduplicationId: string }) => e.MessageDeduplicationId))).size).toBe(12);
  });

  it('a message that was not taken is a failure to be repeated', async () => {
    const { environment } = await service({ status: 200, body: { Successful: [], Failed: [{ Id: '0' }] } });
    await expect(askSweeps({ ...environment, AFTERTIER_ARRIVALS_QUEUE: 'q' }, [{ merchant: trusted<MerchantId>('acme') }])).rejects.toMatchObject({ code: 'unavailable', retry: 'same' });
  });
});

describe('a session of a merchant', () => {
  it('is asked for with the merchant as its tag, and answers credentials that end', async () => {
    const { environment, asked } = await service({ status: 200, body: session });
    const opened = await merchantSession(environment, 'arn:aws:iam::111122223333:role/aftertier-live-reader', trusted<MerchantId>('m1'))();
    expect(opened).toEqual({ accessKeyId: 'ASIA1', secretAccessKey: 's/e+c', sessionToken: 't0//==', expiration: new Date('2026-11-24T03:30:05Z') });
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({ Action: 'AssumeRole', RoleArn: 'arn:aws:iam::111122223333:role/aftertier-live-reader', 'Tags.member.1.Key': 'merchant', 'Tags.member.1.Value': 'm1', DurationSeconds: '3600' });
  });

  it('an answer without credentials gives none', async () => {
    const { environment } = await service({ status: 200, body: '<AssumeRoleResponse/>' });
    await expect(merchantSession(environment, 'r', trusted<MerchantId>('m1'))()).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the API’s jobs', () => {
  const asking = (environment: Record<string, string>) => lambdaJobs({ ...environment, AFTERTIER_JOBS_FUNCTION: 'aftertier-live-jobs' });

  it('go to the function of jobs, and their value comes back', async () => {
    const { environment, asked } = await service({ status: 200, body: { value: { segments: [] } } });
    expect(await asking(environment).withdraw(trusted<MerchantId>('acme'), 'u_1')).toEqual({ segments: [] });
    expect(asked[0]).toMatchObject({ path: '/2015-03-31/functions/aftertier-live-jobs/invocations', body: '{"job":"withdraw","args":["acme","u_1"]}' });
  });

  it('a failure of the job is that failure here', async () => {
    const { environment } = await service({ status: 200, body: { failure: { code: 'not_held', message: 'Upload u_1 is not held.', retry: 'never' } } });
    await expect(asking(environment).withdraw(trusted<MerchantId>('acme'), 'u_1')).rejects.toMatchObject({ code: 'not_held', message: 'Upload u_1 is not held.' });
  });

  it('a function that broke is busy for the caller, and is not asked twice: it may have done half of it', async () => {
    const { environment, asked } = await service({ status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorMessage: 'secret inside' } });
    await expect(asking(environment).withdraw(trusted<MerchantId>('acme'), 'u_1')).rejects.toMatchObject({ code: 'unavailable', retry: 'same', message: 'The job did not come to an end.' });
    expect(asked).toHaveLength(1);
  });

  it('a file that came needs no telling: the bucket does', async () => {
    const { environment, asked } = await service({ status: 500 });
    await asking(environment).wake(trusted<MerchantId>('acme'));
    expect(asked).toEqual([]);
  });
});

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 as the SDK's signer takes it. */
class Sha256 {
  readonly hash: Hash | Hmac;
  constructor(key?: Bytes) { this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key)); }
  update(part: Bytes): void { this.hash.update(bytesOf(part)); }
  async digest(): Promise<Uint8Array> { return this.hash.digest(); }
  reset(): void { throw new Error('not asked for'); }
}

const bytesOf = (data: Bytes): Buffer => (typeof data === 'string' ? Buffer.from(data) : data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
