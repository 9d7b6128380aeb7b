import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, type AccessLine } from '../../lib/api/app.ts';
import { keyVerifier } from '../../lib/api/authenticate.ts';
import { directJobs } from '../../lib/api/direct-jobs.ts';
import { lookUpDoor } from '../../lib/api/look-up-door.ts';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

// The whole API behind its door, over real connections; beside it the API without a door.
let bed: Bed;
let server: Server;
let port: number;
let passedOn = 0;
const access: AccessLine[] = [];
beforeAll(async () => {
  bed = await apiBed();
  for (const merchant of ['m1', 'm10']) {
    await bed.send(merchant, 'orders.csv', ordersCsv(merchant));
    await bed.send(merchant, 'cases.csv', casesCsv(merchant));
  }
  const keys = keyVerifier(bed.edition.keys, bed.edition.clock);
  const listener = getRequestListener(createApp(bed.edition, { jobs: directJobs(bed.edition), keys, access: (line) => access.push(line) }).fetch);
  server = createServer(lookUpDoor(bed.edition, { keys, access: (line) => access.push(line), next: (incoming, outgoing) => { passedOn += 1; listener(incoming, outgoing); } })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await bed.close();
});

interface Answered { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string; readonly atTheDoor: boolean }

async function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answered> {
  const before = passedOn;
  const [response] = await once(request({ host: '127.0.0.1', port, path, method, headers }).end(), 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const { date: _, connection: __, 'keep-alive': ___, ...told } = response.headers;
  return { status: response.statusCode, headers: told, text, atTheDoor: passedOn === before };
}
const tierPath = (customer: string): string => `/v1/customers/${encodeURIComponent(customer)}/tier`;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('a known customer is answered at the door, once key and merchant are known to it, as the whole API answers', async () => {
  const { key } = await bed.key('m1', 'read');
  for (const [customer, language] of [['m1-C1', 'zh'], ['m1-C2', 'en'], [' M1-c2 ', 'zh']] as const) {
    const headers = { ...bearer(key), 'accept-language': language };
    const whole = await bed.call(key, 'GET', tierPath(customer), { headers: { 'accept-language': language } });
    for (let first = 0; first < 2; first += 1) await ask(tierPath(customer), headers);
    for (const again of [await ask(tierPath(customer), headers), await ask(tierPath(customer), headers)]) {
      expect(again).toEqual({ status: 200, text: whole.text, atTheDoor: true, headers: { ...Object.fromEntries(whole.headers), 'content-length': String(Buffer.byteLength(whole.text)) } });
    }
  }
});
test('everything else goes on to the API: misses, tags, strange paths, other methods and other scopes', async () => {
  const [{ key }, uploader] = [await bed.key('m1', 'read'), await bed.key('m1', 'upload')];
  await ask(tierPath('m1-C1'), bearer(key));
  await ask('/v1/uploads', bearer(uploader.key));
  const etag = String((await ask(tierPath('m1-C1'), bearer(key))).headers['etag']);
  const cases: [number, Promise<Answered>][] = [
    [200, ask(tierPath('nobody'), bearer(key))], [304, ask(tierPath('m1-C1'), { ...bearer(key), 'if-none-match': etag })], [400, ask(tierPath(' '), bearer(key))], [400, ask(tierPath('x'.repeat(501)), bearer(key))],
    [401, ask(tierPath('m1-C1'), {})], [401, ask(tierPath('m1-C1'), bearer(`${key.slice(0, -4)}AAAA`))], [403, ask(tierPath('m1-C1'), bearer(uploader.key))], [405, ask(tierPath('m1-C1'), bearer(key), 'POST')], [404, ask('/v1/customers/a/b/tier', bearer(key))],
  ];
  for (const [status, answer] of cases) expect(await answer).toMatchObject({ status });
  expect((await ask('/v1/customers/%E9/tier', bearer(key))).atTheDoor).toBe(false);
});
test('two merchants who know a customer by the same id are each answered from their own', async () => {
  const keys = [(await bed.key('m1', 'read')).key, (await bed.key('m10', 'read')).key];
  for (let round = 0; round < 3; round += 1) {
    const [own, other] = [await ask(tierPath('m1-C1'), bearer(keys[0] ?? '')), await ask(tierPath('m1-C1'), bearer(keys[1] ?? ''))];
    expect([JSON.parse(own.text).known, JSON.parse(other.text).known]).toEqual([true, false]);
  }
});
test('a key that is revoked is out at once, although it was just used', async () => {
  const { id, key } = await bed.key('m1', 'read');
  for (let i = 0; i < 3; i += 1) expect((await ask(tierPath('m1-C1'), bearer(key))).status).toBe(200);
  await bed.edition.keys.revoke('m1' as never, id, bed.clock.nowMs);
  expect(await ask(tierPath('m1-C1'), bearer(key))).toMatchObject({ status: 401, atTheDoor: false });
});
test('what is published is told at once, and what was kept is forgotten', async () => {
  const { key } = await bed.key('m1', 'admin');
  const asked = async () => JSON.parse((await ask(tierPath('m1-C3'), bearer(key))).text);
  const before = [await asked(), await asked()][1];
  await bed.call(key, 'PUT', '/v1/customers/m1-C3/override', { json: { tier: 'vip', why: 'met in the shop' } });
  expect(await asked()).toMatchObject({ tier: 'vip' });
  await bed.call(key, 'DELETE', '/v1/customers/m1-C3/override');
  expect(await asked()).toEqual(before);
  await bed.call(key, 'DELETE', '/v1/customers/m1-C3');
  expect(await asked()).toMatchObject({ known: false });
});
test('the access log tells of the door as of the API, and holds no id', async () => {
  const { key } = await bed.key('m1', 'read');
  for (let i = 0; i < 2; i += 1) await ask(tierPath('m1-C2'), bearer(key));
  expect(access.slice(-2)).toEqual(Array.from({ length: 2 }, () => ({ method: 'GET', route: '/v1/customers/{id}/tier', status: 200, ms: expect.any(Number), merchant: 'm1' })));
  expect(JSON.stringify(access)).not.toContain('m1-C');
});
