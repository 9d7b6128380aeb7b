import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

// What somebody with a key, or with a file, may try against the merchant whose key it is; what is tried against others is in tenants.test.ts.
let bed: Bed;
let admin: string;
beforeAll(async () => {
  bed = await apiBed();
  admin = (await bed.key('m1', 'admin')).key;
  await bed.send('m1', 'orders.csv', ordersCsv('a'));
  await bed.send('m1', 'cases.csv', casesCsv('a'));
});
afterAll(() => bed.close());

describe('a text that ends an engine’s statement', () => {
  test('in a filter finds nothing, and ends nothing', async () => {
    const { status, json } = await bed.call(admin, 'GET', `/v1/segments?by=channel&where=${encodeURIComponent("channel:x\0' OR 1=1 --")}`);
    expect([status, json.segments]).toEqual([200, []]);
  });
  test('as a raw reason is one like any other: the merchant is published ever after', async () => {
    for (const raw of ['%00', 'x%00', "%00'); DROP TABLE cases; --"]) expect([raw, (await bed.call(admin, 'PUT', `/v1/reasons/${raw}`, { json: { reason: 'too_small' } })).status]).toEqual([raw, 200]);
    expect((await bed.call(admin, 'PUT', '/v1/settings', { json: { windows: { problem_days: 60 } } })).status).toBe(200);
    expect((await bed.call(admin, 'GET', '/v1/boards/problems')).json.window_days).toBe(60);
  });
  test('in a customer’s id hinders no erasure', async () => {
    expect((await bed.call(admin, 'DELETE', '/v1/customers/nobody-at-all%00')).json).toMatchObject({ rows: {}, uploads: [] });
  });
});

test('a document that is nested deeper than any of ours is refused, not walked', async () => {
  const body = `{"columns":{"a":"case_id"},"rows":[${'{"when":{},"also":['.repeat(20_000)}${']}'.repeat(20_000)}]}`;
  expect((await bed.call(admin, 'PUT', '/v1/mappings/0123456789abcdef', { body })).json.code).toBe('bad_json');
});

test('an embed token is not given for more than it can hold: what is given is taken', async () => {
  const granting = (n: number) => bed.call(admin, 'POST', '/v1/embed-tokens', { json: { boards: ['overview'], filters: { category: Array.from({ length: n }, (_, i) => `${'女装'.repeat(20)}${i}`) } } });
  expect((await granting(50)).json).toMatchObject({ code: 'bad_document', detail: 'more than fits into a token' });
  for (const n of [1, 10, 20, 21, 22, 23, 24]) {
    const { status, json } = await granting(n);
    if (status === 200) expect([n, (await bed.call(null, 'POST', '/v1/embed-sessions', { json: { token: json.token } })).status]).toEqual([n, 200]);
  }
});

test('a rejected cell that a spreadsheet would run comes back as a text, a number below zero as itself', async () => {
  const cells = ['-2+3+cmd|x', '-1;y', '＝1+1', '+1x'];
  const lines = casesCsv('b').split('\n').map((line, i) => (i > 0 && cells[i - 1] !== undefined ? line.replace(',100.00,100.00,', `,-5.00,${cells[i - 1]},`) : line));
  const upload = await bed.send('m1', 'wrong.csv', lines.join('\n'));
  const { text } = await bed.call(admin, 'GET', `/v1/uploads/${upload}/rejects.csv`);
  for (const cell of cells) expect(text).toContain(`,-5.00,'${cell},`);
});
