import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

let bed: Bed;
let admin: string;
let other: string;
beforeAll(async () => {
  bed = await apiBed();
  ({ key: admin } = await bed.key('m1', 'admin'));
  ({ key: other } = await bed.key('m2', 'admin'));
  await bed.send('m1', 'orders.csv', ordersCsv('a'));
  await bed.send('m1', 'cases.csv', casesCsv('a'));
});
afterAll(() => bed.close());

interface Subject { records: Record<string, { customer_key: string }[]>; objections: { text: string }[]; tier: { known: boolean } }

test('subject access gives every record of the customer, and of nobody else', async () => {
  const found = (await bed.call(admin, 'GET', '/v1/customers/a-C1/export')).json as Subject;
  expect(found.tier.known).toBe(true);
  const rows = Object.values(found.records).flat();
  expect(rows.length).toBeGreaterThan(1);
  expect(new Set(rows.map((row) => row.customer_key)).size).toBe(1);
  const foreign = (await bed.call(other, 'GET', '/v1/customers/a-C1/export')).json as Subject;
  expect(Object.values(foreign.records).flat()).toEqual([]);
});

test('an objection is kept without personal data, shown to who may see it, and goes with the customer', async () => {
  const made = await bed.call(admin, 'POST', '/v1/customers/a-C1/objection', { body: JSON.stringify({ text: 'Not my fault, call 13812345678 or me@home.example' }) });
  expect(made.status).toBe(201);
  const found = (await bed.call(admin, 'GET', '/v1/customers/a-C1/export')).json as Subject;
  expect(found.objections.map(({ text }) => text)).toEqual(['Not my fault, call [phone] or [email]']);
  expect(((await bed.call(other, 'GET', '/v1/customers/a-C1/export')).json as Subject).objections).toEqual([]);
  expect((await bed.call(admin, 'DELETE', '/v1/customers/a-C1')).status).toBe(200);
  const erased = (await bed.call(admin, 'GET', '/v1/customers/a-C1/export')).json as Subject;
  expect([erased.objections, Object.values(erased.records).flat()]).toEqual([[], []]);
});

test('a pseudonym looks a customer up, and erases nobody: raw files are searched by the raw id', async () => {
  const { records } = (await bed.call(admin, 'GET', '/v1/customers/a-C2/export')).json as Subject;
  const key = Object.values(records).flat()[0]?.customer_key ?? '';
  expect((await bed.call(admin, 'GET', `/v1/customers/key:${key}/tier`)).json).toMatchObject({ known: true });
  expect((await bed.call(admin, 'DELETE', `/v1/customers/key:${key}`)).json).toMatchObject({ status: 400, code: 'bad_parameter' });
});
