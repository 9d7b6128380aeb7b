import { createHmac, generateKeyPairSync, sign as signRsa } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoutes } from '../../lib/api/app.ts';
import { documentsOf, viewNames } from '../../lib/model/boards/views.ts';
import { cubeDimensions } from '../../lib/model/boards/cube.ts';
import { signToken } from '../../lib/api/tokens.ts';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

// One merchant with two channels whose customers, products and categories are named after them; a token is for the first.
let bed: Bed;
let key: string;
let alone: string;
beforeAll(async () => {
  bed = await apiBed();
  key = (await bed.key('m1', 'embed')).key;
  for (const prefix of ['aaa', 'bbb']) {
    await bed.send('m1', `${prefix}-orders.csv`, ordersCsv(prefix, prefix === 'aaa' ? 4 : 7));
    await bed.send('m1', `${prefix}-cases.csv`, casesCsv(prefix, prefix === 'aaa' ? 4 : 7));
  }
  // The same first channel, and nothing else, at another merchant.
  alone = (await bed.key('m2', 'read')).key;
  await bed.send('m2', 'aaa-orders.csv', ordersCsv('aaa'));
  await bed.send('m2', 'aaa-cases.csv', casesCsv('aaa'));
});
afterAll(() => bed.close());

const all = { boards: [...viewNames] };
const scoped = { ...all, filters: { channel: ['aaa-channel'] } };
const entry = async (json: object = scoped): Promise<string> => (await bed.call(key, 'POST', '/v1/embed-tokens', { json })).json.token;
const exchange = (token: string) => bed.call(null, 'POST', '/v1/embed-sessions', { json: { token } });
const session = async (json?: object): Promise<string> => (await exchange(await entry(json))).json.session;
const partsOf = (token: string): any[] => token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an entry token', () => {
  test('is a JWT of one fixed kind that lives a minute and opens a session of ten', async () => {
    const { json, status } = await bed.call(key, 'POST', '/v1/embed-tokens', { json: { ...scoped, locale: 'en-GB' } });
    expect([status, json.expires_in, json.boards, json.filters, json.locale]).toEqual([200, 60, scoped.boards, scoped.filters, 'en']);
    const [header, claims] = partsOf(json.token);
    expect(header).toEqual({ alg: 'HS256', typ: 'aftertier-embed-entry+jwt', kid: 'm1' });
    expect(claims).toMatchObject({ iss: 'aftertier', aud: 'embed_entry', exp: claims.iat + 60 });
    const opened = await exchange(json.token);
    expect([opened.status, opened.json.expires_in, opened.headers.get('cache-control')]).toEqual([200, 600, 'no-store']);
  });
  test('is over after a minute, its session after ten; lifetimes are told as relative', async () => {
    const token = await entry();
    const open = await session();
    const started = bed.clock.nowMs;
    bed.clock.nowMs = started + 61_000;
    expect((await exchange(token)).status).toBe(401);
    expect((await bed.call(open, 'GET', '/v1/boards/overview')).status).toBe(200);
    bed.clock.nowMs = started + 601_000;
    expect((await bed.call(open, 'GET', '/v1/boards/overview')).status).toBe(401);
    bed.clock.nowMs = started;
  });
  test('is made for whom a key with that scope is, and for no board or filter that is not known', async () => {
    expect((await bed.call((await bed.key('m1', 'read')).key, 'POST', '/v1/embed-tokens', { json: scoped })).status).toBe(403);
    for (const json of [{}, { boards: [] }, { boards: ['data'] }, { boards: ['settings'] }, { boards: ['overview'], filters: { shop: ['x'] } }, { boards: ['overview'], filters: { channel: [] } }, { boards: ['overview'], filters: { channel: 'x' } }, { boards: ['overview'], merchant: 'm2' }]) {
      expect([json, (await bed.call(key, 'POST', '/v1/embed-tokens', { json })).status]).toEqual([json, 422]);
    }
  });
});

describe('a forged token opens nothing', () => {
  const now = (): number => Math.floor(bed.clock.nowMs / 1000);
  const claims = (): Record<string, unknown> => ({ ...scoped, iss: 'aftertier', aud: 'embed_entry', iat: now(), exp: now() + 60 });
  const header = { alg: 'HS256', typ: 'aftertier-embed-entry+jwt', kid: 'm1' };
  const keyOf = async (merchant: string, purpose = 'embed_entry'): Promise<Buffer> => createHmac('sha256', await bed.edition.secrets.pseudonymKey(merchant)).update(`token:${purpose}`).digest();
  const made = (head: object, body: object, secret: Buffer | string): string => {
    const text = `${encode(head)}.${encode(body)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  /** Signed with the right key: only what it says is wrong. */
  const signed = async (change: { header?: object; claims?: object }): Promise<string> => made({ ...header, ...change.header }, { ...claims(), ...change.claims }, await keyOf('m1'));

  test('(the forger’s workshop makes good ones)', async () => {
    expect((await exchange(await signed({}))).status).toBe(200);
  });
  test.each([
    ['no algorithm', async () => `${encode({ ...header, alg: 'none' })}.${encode(claims())}.`],
    ['no algorithm, with a signature', async () => (await signed({ header: { alg: 'none' } }))],
    ['another HMAC', () => signed({ header: { alg: 'HS512' } })],
    ['RSA in the header, HMAC in fact', () => signed({ header: { alg: 'RS256' } })],
    ['an RSA key of one’s own', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const text = `${encode({ ...header, alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) })}.${encode(claims())}`;
      return `${text}.${signRsa('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    }],
    ['a key in the header', async () => made({ ...header, jwk: { kty: 'oct', k: encode('mine') } }, claims(), 'mine')],
    ['a key in the header, well signed', () => signed({ header: { jwk: { kty: 'oct', k: 'AAAA' } } })],
    ['the address of a key', () => signed({ header: { jku: 'https://keys.example/jwks.json' } })],
    ['a critical extension', () => signed({ header: { crit: ['b64'], b64: true } })],
    ['a path as key id', () => signed({ header: { kid: '../../m1' } })],
    ['a device as key id', async () => made({ ...header, kid: '/dev/null' }, claims(), '')],
    ['a prototype as key id', () => signed({ header: { kid: '__proto__' } })],
    ['another merchant as key id', () => signed({ header: { kid: 'm2' } })],
    ['a merchant whose id begins alike', () => signed({ header: { kid: 'm10' } })],
    ['no key id', () => signed({ header: { kid: undefined } })],
    ['another type', () => signed({ header: { typ: 'JWT' } })],
    ['no type', () => signed({ header: { typ: undefined } })],
    ['the type of a session', () => signed({ header: { typ: 'aftertier-embed-session+jwt' } })],
    ['another audience', () => signed({ claims: { aud: 'embed_session' } })],
    ['another issuer', () => signed({ claims: { iss: 'somebody' } })],
    ['expired', () => signed({ claims: { iat: now() - 120, exp: now() - 60 } })],
    ['issued in the future', () => signed({ claims: { iat: now() + 30, exp: now() + 60 } })],
    ['not yet', () => signed({ claims: { nbf: now() + 20 } })],
    ['no end', () => signed({ claims: { exp: undefined } })],
    ['no beginning', () => signed({ claims: { iat: undefined } })],
    ['too long a life', () => signed({ claims: { exp: now() + 3600 } })],
    ['an end that is no number', () => signed({ claims: { exp: 'never' } })],
    ['the key of another purpose', async () => made(header, claims(), await keyOf('m1', 'page'))],
    ['the key of another merchant', async () => made(header, claims(), await keyOf('m2'))],
    ['a changed claim', async () => (await entry()).replace(/\.[^.]+\./, `.${encode({ ...claims(), filters: {} })}.`)],
    ['a signature whose spare bits differ', async () => (await entry()).replace(/.$/, (last) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charAt('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(last) ^ 1))],
    ['a cut signature', async () => (await entry()).slice(0, -2)],
    ['a filter that is not known', () => signed({ claims: { filters: { shop: ['x'] } } })],
    ['an empty filter', () => signed({ claims: { filters: { channel: [] } } })],
    ['a board that is not known', () => signed({ claims: { boards: ['overview', 'settings'] } })],
    ['a session in its place', () => session()],
    ['a page’s token in its place', () => signToken(bed.edition.secrets, 'page', 'm1' as never, scoped, bed.clock.nowMs + 600_000)],
    ['a key of the API', async () => key],
    ['nothing', async () => ''],
  ])('%s', async (_, forge) => {
    const token = await forge();
    const { status, json } = await exchange(token);
    expect([status, json.code]).toEqual([401, 'bad_token']);
    if (token !== '' && token !== key && !(await isSession(token))) expect((await bed.call(token, 'GET', '/v1/boards/overview')).status).toBe(401);
  });
  const isSession = async (token: string): Promise<boolean> => partsOf(token)[0]?.typ === 'aftertier-embed-session+jwt' && partsOf(token)[1]?.aud === 'embed_session';

  test('an entry token is no session', async () => {
    expect((await bed.call(await entry(), 'GET', '/v1/boards/overview')).status).toBe(401);
  });
});

describe('a session sees its view and nothing else', () => {
  const documents = [...new Set([...Object.values(documentsOf).flat(), 'filters'])];

  test('every route but the boards refuses it', async () => {
    const open = await session(all);
    for (const route of apiRoutes(bed.edition, { tmp: bed.dir }).filter((one) => one.scopes !== null && one.path !== '/v1/boards/{name}')) {
      const path = route.path.replace(/\{\w+\}/g, 'aaa-C1') + (route.path === '/v1/segments' ? '?by=channel' : '');
      const { status } = await bed.call(open, route.method.toUpperCase(), path, route.body === undefined ? {} : { json: route.body.examples?.[0] });
      expect([route.method, route.path, status]).toEqual([route.method, route.path, 403]);
    }
  });
  test('only documents of its boards', async () => {
    for (const board of viewNames) {
      const open = await session({ boards: [board] });
      for (const name of [...documents, 'data']) {
        const allowed = name === 'filters' || documentsOf[board].some((document) => document === name);
        expect([board, name, (await bed.call(open, 'GET', `/v1/boards/${name}`)).status]).toEqual([board, name, allowed ? 200 : 403]);
      }
    }
  });
  test('nothing of another channel through any document, filter or day', async () => {
    const open = await session();
    const queries = ['', 'channel=aaa-channel', 'channel=bbb-channel', 'channel=aaa-channel&channel=bbb-channel', 'channel=', 'channel=*', 'period=30', 'period=365', 'as_of=2026-11-01', 'as_of=2026-11-01&channel=bbb-channel', 'category=bbb-cat', 'category=aaa-cat&category=bbb-cat',
      'region=', 'reason=quality', 'tier=new', 'tier=problem&reason=quality', 'channel=aaa-channel&category=bbb-cat', 'filters=x&boards=settings', 'channel[]=bbb-channel', 'merchant=m2'];
    for (const name of documents) {
      for (const query of queries) {
        const { text, status } = await bed.call(open, 'GET', `/v1/boards/${name}?${query}`);
        const asked = new URLSearchParams(query).getAll('category');
        const told = name === 'filters' ? text : asked.reduce((left, value) => left.replaceAll(JSON.stringify(value), ''), text);
        expect([name, query, status < 500, /bbb/.exec(told)?.[0]]).toEqual([name, query, true, undefined]);
        if (query.startsWith('channel=bbb') || query.startsWith('channel=*') || query.startsWith('as_of') || query === 'channel=') expect([name, query, status]).toEqual([name, query, 403]);
      }
    }
  });
  test('its numbers are those of a merchant who has this channel alone', async () => {
    const open = await session();
    const whole = (await bed.key('m1', 'read')).key;
    const read = async (token: string, path: string) => (await bed.call(token, 'GET', `/v1/boards/${path}`)).json;
    const [seen, own] = [await read(open, 'overview?period=90'), await read(alone, 'overview?period=90')];
    expect(seen.totals).toEqual(own.totals);
    expect(seen.totals.cases).toBeLessThan((await read(whole, 'overview')).totals.cases);
    expect(seen.heat).toEqual(own.heat);
    expect(seen.faults).toEqual(own.faults);
    expect((await read(open, 'costs?period=90')).by).toEqual((await read(alone, 'costs?period=90')).by);
    expect((await read(open, 'customers')).customers).toBe(4);
    expect((await read(open, 'products?period=90')).products).toEqual((await read(alone, 'products?period=90')).products);
    expect((await read(open, 'channels')).channels.map((one: { channel: string }) => one.channel)).toEqual(['aaa-channel']);
    const options = await read(open, 'filters');
    expect([options.channel, options.category]).toEqual([['aaa-channel'], ['aaa-cat']]);
    expect((await read(whole, 'filters')).channel).toEqual(expect.arrayContaining(['aaa-channel', 'bbb-channel']));
  });
  test('what it asks for is narrowed, never widened', async () => {
    const open = await session({ boards: ['costs'], filters: { channel: ['aaa-channel', 'bbb-channel'], category: ['aaa-cat'], reason: ['quality'] } });
    const costs = async (query: string) => (await bed.call(open, 'GET', `/v1/boards/costs?${query}`)).json;
    expect((await costs('')).filter).toMatchObject({ channel: ['aaa-channel', 'bbb-channel'], category: ['aaa-cat'], reason: ['quality'] });
    expect((await costs('channel=bbb-channel')).cases).toBe(0);
    for (const dimension of cubeDimensions) {
      const { status, json } = await bed.call(open, 'GET', `/v1/boards/costs?${dimension}=zzz`);
      expect([dimension, status]).toEqual([dimension, json.code === 'over_cube' ? 422 : dimension === 'tier' ? status : 403]);
      if (status === 200) expect(json.cases).toBe(0);
    }
  });
});

test('no token is ever logged', async () => {
  const token = await entry();
  const open = await session();
  await bed.app.request(`/embed/overview?token=${token}`);
  await bed.call(open, 'GET', '/v1/boards/nowhere');
  const logs = JSON.stringify([bed.access, bed.logged]);
  expect(logs).not.toContain(token.slice(0, 20));
  expect(logs).not.toContain(open.slice(-20));
});
