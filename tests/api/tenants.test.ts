import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoutes } from '../../lib/api/app.ts';
import { may } from '../../lib/api/authenticate.ts';
import type { Route } from '../../lib/api/route.ts';
import type { Scope } from '../../lib/ports/keys.ts';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

// Two merchants whose ids begin alike, each with data named after it. Whatever m1 asks for, nothing of m10 is in the answer.
const OTHER = /bbb-|m10/;

let bed: Bed;
const keys: Record<string, string> = {};
let own: string;
let foreign: string;
let routes: readonly Route[];

beforeAll(async () => {
  bed = await apiBed();
  routes = apiRoutes(bed.edition, { tmp: bed.dir });
  for (const scope of ['read', 'upload', 'admin', 'embed'] as const) keys[scope] = (await bed.key('m1', scope)).key;
  const revoked = await bed.key('m1', 'admin');
  await bed.edition.keys.revoke('m1' as never, revoked.id, bed.clock.nowMs);
  keys['revoked'] = revoked.key;
  await bed.send('m1', 'aaa-orders.csv', ordersCsv('aaa'));
  own = await bed.send('m1', 'aaa-cases.csv', casesCsv('aaa'));
  await bed.send('m10', 'bbb-orders.csv', ordersCsv('bbb', 7));
  foreign = await bed.send('m10', 'bbb-cases.csv', casesCsv('bbb', 7));
  const other = await bed.key('m10', 'admin');
  await bed.call(other.key, 'PUT', '/v1/settings', { json: { windows: { problem_days: 77 } } });
  await bed.call(other.key, 'PUT', '/v1/customers/bbb-C1/override', { json: { tier: 'vip', why: 'bbb-why' } });
});
afterAll(() => bed.close());

/** Every route with things of m10 in every place that a caller can fill. */
const pathOf = (route: Route, id: string): string => {
  const path = route.path.replace('{id}', id).replace('{name}', 'overview').replace('{source}', id).replace('{raw}', 'bbb-raw');
  const query = route.path === '/v1/segments' ? '?by=channel,category&where=product_id:bbb-P1' : route.path === '/v1/resolution' ? '?customer=bbb-C1&reason=too_small' : '';
  return path + query;
};
const idFor = (route: Route): string => (route.path.startsWith('/v1/customers') ? 'bbb-C1' : foreign);
const jsonOf = (route: Route): unknown => route.body?.examples?.[0];
const call = (route: Route, key: string | null, id = idFor(route)) => bed.call(key, route.method.toUpperCase(), pathOf(route, id), route.body === undefined ? {} : { json: jsonOf(route) });
const keyed = (): readonly Route[] => routes.filter((route) => route.scopes !== null);

describe('without a good key nothing is answered', () => {
  test('no key, keys of other shapes, a wrong secret and a revoked key are 401 on every route', async () => {
    const wrong = `${(keys['admin'] ?? '').slice(0, -4)}AAAA`;
    const tokens = [null, '', 'x', 'aftertier_', wrong, keys['revoked'] ?? '', 'eyJhbGciOiJub25lIn0.e30.', 'm1.e30.9999999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', `${keys['admin']}x`];
    for (const route of keyed()) {
      for (const token of tokens) {
        const { status, json } = await call(route, token);
        expect([route.path, token, status]).toEqual([route.path, token, 401]);
        expect(json.code).toMatch(/^(no|bad)_key$/);
      }
    }
  });
  test('a key opens what its scopes name, and admin all of it', async () => {
    for (const route of keyed()) {
      for (const scope of ['read', 'upload', 'embed', 'admin'] as const satisfies readonly Scope[]) {
        const allowed = may({ merchant: 'm1' as never, scopes: [scope], id: '' }, route.scopes ?? []);
        expect(allowed || scope !== 'admin').toBe(true);
        if (!allowed) expect([route.path, scope, (await call(route, keys[scope] ?? '')).status]).toEqual([route.path, scope, 403]);
      }
    }
  });
  test('a revoked key is out at once, although it was just used', async () => {
    const { id, key } = await bed.key('m1', 'read');
    expect((await bed.call(key, 'GET', '/v1/customers/x/tier')).status).toBe(200);
    await bed.edition.keys.revoke('m1' as never, id, bed.clock.nowMs);
    expect((await bed.call(key, 'GET', '/v1/customers/x/tier')).status).toBe(401);
  });
  test('guessing is stopped, and does not lock out a key that was good before', async () => {
    const { key } = await bed.key('m1', 'read');
    expect((await bed.call(key, 'GET', '/v1/settings')).status).toBe(200);
    let status = 0;
    for (let i = 0; i < 400 && status !== 429; i += 1) status = (await bed.call(`aftertier_0000000000000000_${String(i).padStart(43, 'A')}`, 'GET', '/v1/settings')).status;
    expect(status).toBe(429);
    bed.clock.nowMs += 2_500;
    expect((await bed.call(key, 'GET', '/v1/settings')).status).toBe(200);
    bed.clock.nowMs += 60_000;
  });
});

describe('nothing of another merchant is in any answer', () => {
  test('whatever id, filter or name is sent', async () => {
    for (const route of keyed().filter((one) => one.method === 'get')) {
      const { text } = await call(route, keys['admin'] ?? '');
      // What the caller sent himself comes back; nothing else of the other does.
      const sent = text.replaceAll('"customer":"bbb-C1"', '');
      expect([route.path, OTHER.exec(sent)?.[0]]).toEqual([route.path, undefined]);
    }
  });
  test('a foreign upload id answers exactly as one that nobody has', async () => {
    for (const route of keyed().filter((one) => one.path.startsWith('/v1/uploads/{id}') || one.path.startsWith('/v1/mappings'))) {
      const [theirs, nobodys] = [await call(route, keys['admin'] ?? '', foreign), await call(route, keys['admin'] ?? '', 'u_000000000000000000000000')];
      expect([route.path, theirs.status]).toEqual([route.path, 404]);
      expect(theirs.text).toBe(nobodys.text);
    }
  });
  test('a customer known to another merchant only is unknown here', async () => {
    const theirs = await bed.call(keys['read'] ?? '', 'GET', '/v1/customers/bbb-C1/tier');
    expect(theirs.json).toMatchObject({ known: false, tier: 'new', override: null });
    expect((await bed.call(keys['read'] ?? '', 'GET', '/v1/customers/bbb-C1')).json.cases.total).toBe(0);
  });
  test('counts are of the merchant alone', async () => {
    const key = keys['admin'] ?? '';
    expect((await bed.call(key, 'GET', '/v1/boards/customers')).json.customers).toBe(4);
    expect((await bed.call(key, 'GET', '/v1/settings')).json.windows.problem_days).toBe(90);
    const { json } = await bed.call(key, 'GET', '/v1/segments?by=channel');
    expect(json.segments.map((row: { channel: string; cases: number }) => [row.channel, row.cases])).toEqual([['aaa-channel', 24]]);
    expect((await bed.call(key, 'GET', '/v1/uploads')).json.uploads.map((u: { upload: string }) => u.upload)).toContain(own);
  });
  test('changing one leaves the other as it was', async () => {
    const other = await bed.key('m10', 'admin');
    const before = (await bed.call(other.key, 'GET', '/v1/boards/overview')).text;
    await bed.call(keys['admin'] ?? '', 'DELETE', '/v1/customers/bbb-C1');
    await bed.call(keys['admin'] ?? '', 'DELETE', `/v1/uploads/${own}`);
    expect((await bed.call(other.key, 'GET', '/v1/boards/overview')).text).toBe(before);
    expect((await bed.call(other.key, 'GET', '/v1/customers/bbb-C1/tier')).json.known).toBe(true);
  });
});
