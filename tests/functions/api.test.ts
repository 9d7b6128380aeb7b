import { beforeAll, describe, expect, it, vi } from 'vitest';
import { settingNames } from '../../lib/aws/settings.ts';
import type { handler as Handler } from '../../functions/aws/api.ts';

const WORD = 'w'.repeat(48);
let handler: typeof Handler;
beforeAll(async () => {
  for (const name of Object.values(settingNames)) vi.stubEnv(name, 'x');
  vi.stubEnv(settingNames.originWord, WORD);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
  ({ handler } = await import('../../functions/aws/api.ts'));
});

/** What a function URL hands over. */
const request = (method: string, path: string, headers: Record<string, string> = {}, body = '') => ({
  version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: '', headers: { host: 'abc.lambda-url.eu-central-1.on.aws', 'x-forwarded-for': '198.51.100.7, 203.0.113.9', ...headers }, body, isBase64Encoded: false,
  requestContext: {
    accountId: 'anonymous', apiId: 'abc', authentication: null, authorizer: {}, domainName: 'abc.lambda-url.eu-central-1.on.aws', domainPrefix: 'abc', requestId: '1', routeKey: '$default', stage: '$default', time: '', timeEpoch: 0,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'test' },
  },
});
const word = { 'x-aftertier-origin': WORD };

describe('the API’s function', () => {
  it('answers nobody who does not show the word that CloudFront knows, and says nothing to them', async () => {
    for (const shown of [{}, { 'x-aftertier-origin': '' }, { 'x-aftertier-origin': 'w'.repeat(47) }, { 'x-aftertier-origin': 'v'.repeat(48) }]) {
      expect(await handler(request('GET', '/v1/customers/1/tier', shown))).toMatchObject({ statusCode: 403, body: '' });
    }
  });

  it('without a word of its own it answers nobody at all', async () => {
    vi.stubEnv(settingNames.originWord, '');
    expect(await handler(request('GET', '/healthz', { 'x-aftertier-origin': '' }))).toMatchObject({ statusCode: 403 });
    vi.stubEnv(settingNames.originWord, WORD);
  });

  it('a look-up without a key is refused as everywhere, by what was loaded at start', async () => {
    const answer = await handler(request('GET', '/v1/customers/17850/tier', word));
    expect(answer).toMatchObject({ statusCode: 401, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'www-authenticate': 'Bearer', 'x-content-type-options': 'nosniff' } });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'no_key' });
    expect(JSON.parse((await handler(request('GET', '/v1/customers/17850/tier', { ...word, authorization: 'Bearer aftertier_no' }))).body)).toMatchObject({ code: 'bad_key' });
  });

  it('every other route is the whole API’s', async () => {
    expect(await handler(request('GET', '/healthz', word))).toMatchObject({ statusCode: 200, body: '{"ok":true}' });
    expect(await handler(request('PUT', '/v1/customers/17850/tier', word))).toMatchObject({ statusCode: 405 });
    expect(await handler(request('POST', '/v1/customers/tiers', { ...word, 'content-type': 'application/json' }, '{"customers":["1"]}'))).toMatchObject({ statusCode: 401 });
    expect(Object.keys(JSON.parse((await handler(request('GET', '/openapi.json', word))).body).paths)).toContain('/v1/customers/{id}/tier');
  });
});
