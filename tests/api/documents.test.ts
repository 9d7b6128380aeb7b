import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemIn } from '../../lib/api/check-json.ts';
import { apiRoutes } from '../../lib/api/app.ts';
import { problems } from '../../lib/api/problem.ts';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

let bed: Bed;
let key: string;
beforeAll(async () => {
  bed = await apiBed();
  ({ key } = await bed.key('m1', 'admin'));
  await bed.send('m1', 'orders.csv', ordersCsv('a'));
  await bed.send('m1', 'cases.csv', casesCsv('a').replaceAll('质量问题', 'ZQ-77 / 其它码'));
});
afterAll(() => bed.close());

describe('every answer', () => {
  const paths = ['/v1/settings', '/v1/boards/overview', '/v1/boards/nope', '/nowhere', '/docs', '/docs.css', '/openapi.json', '/healthz', '/v1/customers/x/tier'];
  test.each(paths)('of %s carries its protection', async (path) => {
    for (const answer of [await bed.call(key, 'GET', path), await bed.call(null, 'GET', path)]) {
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
  test.each(['/v1/settings', '/v1/boards/overview', '/v1/boards/costs?as_of=2026-10-20', '/v1/uploads', '/v1/customers/a-C1', '/v1/segments?by=channel', '/v1/resolution?customer=a-C1&reason=safety', '/openapi.json', '/docs'])('to a read of %s is tagged, and 304 when nothing changed', async (path) => {
    const first = await bed.call(key, 'GET', path);
    expect(first.status).toBe(200);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    for (const asked of [etag, `W/${etag}`, `"x", ${etag}`, '*']) expect((await bed.call(key, 'GET', path, { headers: { 'if-none-match': asked } })).status).toBe(304);
    expect((await bed.call(key, 'GET', path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
  });
});

describe('a failure is problem details', () => {
  test.each([
    ['GET', '/v1/boards/nope', undefined, 404, 'not_found'], ['GET', '/v1/boards/overview?as_of=yesterday', undefined, 400, 'bad_parameter'], ['GET', '/v1/uploads/u_x', undefined, 404, 'not_found'],
    ['PUT', '/v1/settings', '{', 400, 'bad_json'], ['PUT', '/v1/settings', '\xff\xfe', 400, 'bad_json'], ['PUT', '/v1/settings', '"x"', 422, 'bad_document'], ['PUT', '/v1/settings', `"${'x'.repeat(1_100_000)}"`, 413, 'too_large'],
    ['PATCH', '/v1/settings', undefined, 405, 'wrong_method'], ['GET', '/v2/settings', undefined, 404, 'not_found'], ['PUT', '/v1/reasons/x', '{"reason":"nonsense"}', 422, 'bad_document'],
    ['GET', '/v1/segments', undefined, 400, 'bad_parameter'], ['GET', '/v1/segments?by=customer_key', undefined, 400, 'bad_parameter'], ['GET', '/v1/segments?by=channel&where=1%3D1', undefined, 400, 'bad_parameter'],
    ['GET', '/v1/segments?by=channel,region,fault,kind', undefined, 400, 'bad_parameter'], ['GET', '/v1/segments?by=channel&from=2026-13-01', undefined, 400, 'bad_parameter'],
  ])('%s %s %#', async (method, path, body, status, code) => {
    for (const language of ['zh', 'en'] as const) {
      const answer = await bed.call(key, method, path, { headers: { 'accept-language': language }, ...(body === undefined ? {} : { body }) });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.json).toMatchObject({ status, code, title: problems[code as keyof typeof problems][1][language] });
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(/node_modules|\.ts|at \w+ \(|SELECT|duckdb/i);
    }
  });
  test('a key is asked for by name', async () => {
    expect((await bed.call(null, 'GET', '/v1/settings')).headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('the OpenAPI document', () => {
  test('has every route that is served, with its scope, its body and its failures, and nothing else', async () => {
    const { json } = await bed.call(null, 'GET', '/openapi.json');
    const routes = apiRoutes(bed.edition, { tmp: bed.dir });
    const written = Object.entries<Record<string, any>>(json.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(written.sort()).toEqual(routes.map((route) => `${route.method} ${route.path}`).sort());
    for (const route of routes) {
      const operation = json.paths[route.path][route.method];
      expect(Object.keys(operation.responses)).toContain(String(route.answer.status));
      if (route.scopes !== null) expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403']));
      expect(operation.parameters.filter((p: { in: string }) => p.in === 'path').map((p: { name: string }) => p.name).sort()).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      expect(operation.summary).not.toBe('');
      expect(route.summary.zh).not.toBe('');
    }
    expect(new Set(Object.values<any>(json.paths).flatMap((methods) => Object.values<any>(methods).map(({ operationId }) => operationId))).size).toBe(routes.length);
  });
  test('refers only to what is in it', async () => {
    const { json, text } = await bed.call(null, 'GET', '/openapi.json');
    for (const [, ref] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      const found = (ref ?? '').slice(2).split('/').reduce<any>((at, name) => at?.[name], json);
      expect([ref, typeof found]).toEqual([ref, 'object']);
    }
  });
  test('gives examples of bodies that its own schemas take', () => {
    for (const route of apiRoutes(bed.edition, { tmp: bed.dir })) {
      if (route.body === undefined) continue;
      expect(route.body.examples?.length).toBeGreaterThan(0);
      for (const example of route.body.examples ?? []) expect([route.path, problemIn(route.body, example)]).toEqual([route.path, null]);
    }
  });
  test('is readable as a page in both languages, with nothing from elsewhere and no script', async () => {
    const [zh, en] = [await bed.call(null, 'GET', '/docs', { headers: { 'accept-language': 'zh' } }), await bed.call(null, 'GET', '/docs?locale=en')];
    expect(zh.text).toContain('lang="zh-CN"');
    expect(en.text).toContain('Rejected rows'.toLowerCase().slice(0, 8));
    for (const { text } of [zh, en]) {
      expect(text).not.toMatch(/<script|style=|https?:\/\//);
      for (const route of apiRoutes(bed.edition, { tmp: bed.dir })) expect(text).toContain(route.path);
    }
  });
});

describe('settings and reasons', () => {
  test('are merged, kept, and the boards follow at once', async () => {
    const { json } = await bed.call(key, 'PUT', '/v1/settings', { json: { windows: { problem_days: 45 } } });
    expect(json.windows).toEqual({ customer_days: 365, problem_days: 45 });
    expect((await bed.call(key, 'GET', '/v1/boards/problems')).json.window_days).toBe(45);
    expect((await bed.call(key, 'GET', '/v1/settings')).json).toEqual(json);
    expect((await bed.call(key, 'PUT', '/v1/settings', { json })).status).toBe(200);
  });
  test('a raw reason that the merchant maps counts under it from now on, history too, and can be given back', async () => {
    const reasonsNow = async () => (await bed.call(key, 'GET', '/v1/boards/problems')).json.problems.map((p: { reason: string }) => p.reason);
    const before = await reasonsNow();
    expect(before).not.toContain('late_delivery');
    const raw = encodeURIComponent('ZQ-77 / 其它码');
    expect((await bed.call(key, 'PUT', `/v1/reasons/${raw}`, { json: { reason: 'late_delivery' } })).json).toEqual({ reasons: { 'ZQ-77 / 其它码': 'late_delivery' } });
    expect(await reasonsNow()).toEqual(['late_delivery']);
    await bed.call(key, 'PUT', `/v1/reasons/${raw}`, { json: { reason: null } });
    expect(await reasonsNow()).toEqual(before);
  });
});

describe('segments', () => {
  const ask = async (query: string) => (await bed.call(key, 'GET', `/v1/segments?${query}`)).json;
  test('add up to the board’s cases, however they are cut', async () => {
    const { cases } = (await bed.call(key, 'GET', '/v1/boards/costs')).json;
    for (const by of ['channel', 'product_id', 'reason,fault', 'category,channel,product_id', 'week', 'month']) {
      const { segments, truncated } = await ask(`by=${by}`);
      expect([by, segments.reduce((n: number, row: { cases: number }) => n + row.cases, 0), truncated]).toEqual([by, cases, false]);
    }
  });
  test('filters are values and never words of a query', async () => {
    expect((await ask(`by=channel&where=product_id:a-P1`)).segments).toMatchObject([{ channel: 'a-channel', cases: 8 }]);
    for (const value of ["' OR 1=1 --", "a-P1' OR 'a'='a", '%', '"', '\\', ";DROP TABLE cases;"]) expect((await ask(`by=channel&where=${encodeURIComponent(`product_id:${value}`)}`)).segments).toEqual([]);
    expect((await ask('by=channel&where=region:')).segments).toMatchObject([{ cases: 24 }]);
  });
  test('keep to the days asked for', async () => {
    expect((await ask('by=channel&from=2026-10-01&to=2026-10-05')).segments).toMatchObject([{ cases: 5 }]);
  });
});

describe('what is written down', () => {
  test('the access log has the template and never an id of a person', async () => {
    const canary = 'canary-7f3a@example.test';
    for (const path of [`/v1/customers/${canary}/tier`, `/v1/customers/${canary}`, `/v1/resolution?customer=${canary}&reason=safety`, `/nowhere/${canary}`, `/v1/customers/${canary}/nothing`, `/v1/uploads/${canary}`]) await bed.call(key, 'GET', path);
    await bed.call(key, 'PUT', `/v1/customers/${canary}/override`, { json: { tier: 'vip', why: 'x' } });
    await bed.call(key, 'DELETE', `/v1/customers/${canary}`);
    await bed.call(key, 'POST', '/v1/customers/tiers', { json: { customers: [canary] } });
    expect(bed.access.map(({ route }) => route)).toEqual(expect.arrayContaining(['/v1/customers/{id}/tier', 'unmatched']));
    expect(JSON.stringify([bed.access, bed.logged])).not.toContain('canary');
    expect(JSON.stringify(bed.access)).not.toContain(key.slice(30));
  });
});
