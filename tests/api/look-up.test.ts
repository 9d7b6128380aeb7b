import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

let bed: Bed;
let key: string;
beforeAll(async () => {
  bed = await apiBed();
  ({ key } = await bed.key('m1', 'admin'));
  await bed.send('m1', 'orders.csv', ordersCsv('a'));
  await bed.send('m1', 'cases.csv', casesCsv('a'));
});
afterAll(() => bed.close());

const tierOf = async (customer: string, headers: Record<string, string> = {}) => bed.call(key, 'GET', `/v1/customers/${encodeURIComponent(customer)}/tier`, { headers });

test('a known customer is answered with tier, policy and reasons of the published version', async () => {
  const { status, json } = await tierOf('a-C1');
  expect(status).toBe(200);
  expect(json).toMatchObject({ customer: 'a-C1', known: true, version: 2, as_of: '2026-10-24', override: null });
  expect(json.reasons.length).toBeGreaterThan(0);
  expect(json.policy.legal_floor.zh).not.toBe('');
});
test('the id is compared as at the door: blanks, case and a trailing .0 do not matter, and it comes back as it was asked', async () => {
  expect((await tierOf('  A-c1 ')).json).toMatchObject({ customer: '  A-c1 ', known: true });
});
test.each(['nobody', '顾客/?#%', '__proto__', "'; DROP TABLE tiers; --", '💥'])('a customer nobody knows is no miss: %s', async (customer) => {
  const { status, json } = await tierOf(customer);
  expect(status).toBe(200);
  expect(json).toMatchObject({ customer, known: false, tier: 'new' });
  expect(json.policy.refund_mode).toBeDefined();
});
test('an id that is nothing, or a novel, is refused', async () => {
  expect((await tierOf(' ')).status).toBe(400);
  expect((await tierOf('x'.repeat(501))).status).toBe(400);
});
test.each([['en', 'en'], ['zh-CN,en;q=0.5', 'zh'], ['fr, en-GB;q=0.3, zh;q=0.2', 'en'], ['zh;q=0, en', 'en'], ['fr', 'zh'], ['*', 'zh']])('the language asked for is named: %s → %s', async (accept, language) => {
  const { json, headers } = await tierOf('a-C1', { 'accept-language': accept });
  expect(json.language).toBe(language);
  expect(headers.get('content-language')).toBe(language);
  expect(headers.get('vary')).toContain('accept-language');
});
test('asked again with its tag, it costs nothing; after a change it is told', async () => {
  const first = await tierOf('a-C2');
  const tag = first.headers.get('etag') ?? '';
  const again = await tierOf('a-C2', { 'if-none-match': tag });
  expect([again.status, again.text]).toEqual([304, '']);
  expect(again.headers.get('etag')).toBe(tag);
  await bed.call(key, 'PUT', '/v1/customers/a-C2/override', { json: { tier: 'problem', why: 'x' } });
  expect((await tierOf('a-C2', { 'if-none-match': tag })).status).toBe(200);
});
test('a batch answers each id as the single call does, in the order asked, doubles too', async () => {
  const customers = ['nobody', 'a-C3', 'a-C1', 'a-C3'];
  const { json } = await bed.call(key, 'POST', '/v1/customers/tiers', { json: { customers } });
  expect(json.tiers.map((tier: { customer: string }) => tier.customer)).toEqual(customers);
  for (const [i, customer] of customers.entries()) expect(json.tiers[i]).toEqual((await tierOf(customer)).json);
});
test.each([[[]], [Array.from({ length: 101 }, (_, i) => `c${i}`)], ['a-C1'], [[1]], [['']]])('a batch of none, of 101, or of something else is refused: %#', async (customers) => {
  const { status, json } = await bed.call(key, 'POST', '/v1/customers/tiers', { json: { customers } });
  expect([status, json.code]).toEqual([422, 'bad_document']);
});

test('a person’s tier wins at once, says who and why, and goes when it is taken back', async () => {
  const before = (await tierOf('a-C1')).json;
  const put = await bed.call(key, 'PUT', '/v1/customers/a-C1/override', { json: { tier: 'vip', why: 'met in the shop', by: 'Wang', until: '2027-01-31' } });
  expect(put.json).toMatchObject({ tier: 'vip', override: { tier: 'vip', why: 'met in the shop', by: 'Wang', until: '2027-01-31' } });
  expect((await tierOf('a-C1')).json).toEqual(put.json);
  await bed.call(key, 'DELETE', '/v1/customers/a-C1/override');
  expect((await tierOf('a-C1')).json).toMatchObject({ tier: before.tier, override: null });
});
test('a person’s tier holds for a customer of whom no file tells yet', async () => {
  await bed.call(key, 'PUT', '/v1/customers/new-friend/override', { json: { tier: 'vip', why: 'friend of the house' } });
  const { json } = await tierOf('New-Friend');
  expect(json).toMatchObject({ known: false, tier: 'vip', override: { why: 'friend of the house' } });
  expect(json.policy).toEqual((await bed.call(key, 'GET', '/v1/resolution?customer=new-friend&reason=too_small')).json.policy);
});
test('a person’s tier that is over counts no more', async () => {
  await bed.call(key, 'PUT', '/v1/customers/a-C0/override', { json: { tier: 'vip', why: 'x', until: '2026-10-01' } });
  expect((await tierOf('a-C0')).json.override).toBeNull();
});
test.each([{ tier: 'gold', why: 'x' }, { tier: 'vip' }, { tier: 'vip', why: '' }, { tier: 'vip', why: 'x', until: '2026-02-30' }, { tier: 'vip', why: 'x', expires: '2027-01-01' }])('a correction that is not whole is refused: %j', async (json) => {
  expect((await bed.call(key, 'PUT', '/v1/customers/a-C1/override', { json })).status).toBe(422);
});

test('the portrait tells the facts, the cases by reason and fault, and the history', async () => {
  const { json } = await bed.call(key, 'GET', '/v1/customers/a-C3');
  expect(json.cases).toMatchObject({ total: 6, counted: 6, by_fault: [{ fault: 'product', cases: 6 }], by_reason: [{ reason: 'defective', cases: 6 }] });
  expect(json.cases.latest).toHaveLength(6);
  expect(json.facts).toMatchObject({ orders: 6, cases: 6 });
  expect(json.history.at(-1)).toEqual({ tier: json.tier, day: json.since });
});
test('the explanation has no figure that is not for the customer', async () => {
  const { json } = await bed.call(key, 'GET', '/v1/customers/a-C3/explanation');
  expect(Object.keys(json).sort()).toEqual(['customer', 'data', 'language', 'objection', 'rights', 'wording']);
});
test('the resolution follows reason and tier; an unknown reason is treated as unknown', async () => {
  const ask = (query: string) => bed.call(key, 'GET', `/v1/resolution?${query}`);
  expect((await ask('customer=a-C3&reason=safety')).json).toMatchObject({ reason: 'safety', resolution: { action: 'stop_use' } });
  expect((await ask('customer=a-C3&reason=whatever&product=P9')).json).toMatchObject({ reason: 'unknown', product: 'P9' });
  expect((await ask('customer=a-C3')).status).toBe(400);
  expect((await ask('reason=safety')).status).toBe(400);
});
test('erased, a customer is unknown, and the certificate says what went without naming anybody', async () => {
  const { json, text } = await bed.call(key, 'DELETE', '/v1/customers/a-C3');
  expect(json.rows).toEqual({ orders: 6, cases: 6 });
  expect(text).not.toContain('a-C3');
  expect((await tierOf('a-C3')).json.known).toBe(false);
  expect((await bed.call(key, 'GET', '/v1/customers/a-C3')).json.facts).toBeNull();
});
