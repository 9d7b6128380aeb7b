import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Check } from 'typebox/value';
import { problemIn } from '../../lib/api/check-json.ts';
import { checkedMapping, checkedSettings, schemas } from '../../lib/api/schemas.ts';
import { defaultSettings } from '../../lib/model/settings.ts';
import { isSafePattern } from '../../lib/model/pattern.ts';
import { apiBed, casesCsv, ordersCsv, type Bed } from './support/bed.ts';

describe('the documents that the product produces are what their schemas say', () => {
  let bed: Bed;
  let key: string;
  let upload: string;
  beforeAll(async () => {
    bed = await apiBed();
    ({ key } = await bed.key('m1', 'admin'));
    await bed.send('m1', 'orders.csv', ordersCsv('a'));
    upload = await bed.send('m1', 'cases.csv', `${casesCsv('a')}a-shop,,1,,,,,,return,completed,not a day,,1,CNY,1.00,abc,x\n`);
  });
  afterAll(() => bed.close());

  /** Our checker says where; typebox, which shares no code with it, must agree. */
  const holds = (name: string, document: unknown): void => {
    expect(problemIn(schemas[name] ?? {}, document)).toBeNull();
    expect(Check(schemas[name] ?? {}, document)).toBe(true);
  };

  test.each(['overview', 'problems', 'drivers', 'products', 'channels', 'customers', 'costs', 'data'])('board %s', async (name) => {
    holds(`board-${name}`, (await bed.call(key, 'GET', `/v1/boards/${name}`)).json);
  });
  test('a report with rejects', async () => {
    const { json } = await bed.call(key, 'GET', `/v1/uploads/${upload}/report`);
    expect(json.rejects.length).toBeGreaterThan(0);
    holds('report', json);
  });
  test('a tier, of a known and of an unknown customer', async () => {
    holds('tier', (await bed.call(key, 'GET', '/v1/customers/a-C1/tier')).json);
    holds('tier', (await bed.call(key, 'GET', '/v1/customers/nobody/tier')).json);
  });
  test('settings, whole', async () => {
    holds('settings', (await bed.call(key, 'GET', '/v1/settings')).json);
  });
});

describe('settings', () => {
  test.each([
    [{}], [{ windows: { problem_days: 60 } }], [{ time_zone: 'America/Argentina/Buenos_Aires', currency: 'JPY', market: 'UK' }], [{ time_zone: 'UTC' }],
    [{ policies: { vip: { refund_mode: 'instant', keep_item_limit_minor: 500 } } }], [{ costs: { write_down_bp: { scrap: 10_000 } } }], [defaultSettings],
  ])('are taken in part or whole: %j', (document) => {
    expect(checkedSettings(document)).toEqual({ ok: true, value: document });
  });
  test.each([
    [{ window: { problem_days: 60 } }, 'window'], [{ windows: { problem_day: 60 } }, 'windows.problem_day'], [{ windows: { problem_days: 0 } }, 'windows.problem_days'],
    [{ windows: { customer_days: 1096 } }, 'windows.customer_days'], [{ costs: { margin_bp: 10_001 } }, 'costs.margin_bp'], [{ costs: { handling_minor: 1.5 } }, 'costs.handling_minor'],
    [{ costs: { handling_minor: '300' } }, 'costs.handling_minor'], [{ time_zone: 'Mars/Olympus' }, 'Mars/Olympus'], [{ time_zone: '+08:00' }, '+08:00'], [{ currency: 'XQQ' }, 'XQQ'],
    [{ currency: 'rmb' }, 'currency'], [{ market: 'JP' }, 'market'], [{ preset: 'lenient' }, 'preset'], [{ policies: { gold: {} } }, 'policies.gold'],
    [{ policies: { vip: { legal_floor: 'none' } } }, 'policies.vip.legal_floor'], [JSON.parse('{"__proto__": {"x": 1}}'), '__proto__'], [[], 'the document'], [null, 'the document'], ['x', 'the document'],
  ])('that mean nothing are refused with what is wrong: %j', (document, name) => {
    const checked = checkedSettings(document);
    expect(checked.ok).toBe(false);
    expect(checked.ok ? '' : checked.problem).toContain(name);
  });
});

describe('a mapping', () => {
  test('as the manual shows it is taken', () => {
    const mapping = {
      columns: { InvoiceNo: 'order_id', 'Customer ID': 'customer_id' }, constants: { currency: 'GBP', source: 'shop' },
      rows: [{ when: { InvoiceNo: '^C' }, table: 'cases', set: { kind: 'return', status: 'completed' } }, { when: { StockCode: '^(POST|D|M)$' }, ignore: 'not goods' }, { table: 'orders', also: [{ table: 'cases' }] }],
      date_order: 'mdy', decimal: '.', time_zone: 'Europe/London',
    };
    expect(checkedMapping(mapping)).toEqual({ ok: true, value: mapping });
  });
  test.each([
    [{}, 'columns'], [{ columns: { A: 5 } }, 'columns.A'], [{ columns: {}, row: [] }, 'row'], [{ columns: {}, rows: [{ table: 'sales' }] }, 'rows[0].table'],
    [{ columns: {}, rows: [{ table: 'cases', also: [{ whem: {} }] }] }, 'whem'], [{ columns: {}, date_order: 'dym' }, 'date_order'], [{ columns: {}, decimal: ';' }, 'decimal'],
    [{ columns: {}, time_zone: 'Nowhere' }, 'Nowhere'], [{ columns: {}, rows: [{ when: { A: '(' }, table: 'cases' }] }, '('],
    [{ columns: {}, rows: [{ table: 'cases', also: [{ when: { A: '(?=x)' } }] }] }, '(?=x)'],
  ])('that is wrong is refused with what is wrong: %j', (document, name) => {
    const checked = checkedMapping(document);
    expect(checked.ok).toBe(false);
    expect(checked.ok ? '' : checked.problem).toContain(name);
  });
  test.each(['^C', '^(POST|D|M)$', '退款|退货', 'a{3}', '\\d+\\.\\d{2}', 'C:\\\\users', '[^,]+'])('may use the pattern %s', (pattern) => expect(isSafePattern(pattern)).toBe(true));
  test.each(['(?=x)', '(?<!x)y', '(a)\\1', '(?<name>a)\\k<name>', '(a{500}){500}', 'x'.repeat(501), '[', '(?P<n>a)', '\\u0041', '[]'])('may not use the pattern %s', (pattern) => expect(isSafePattern(pattern)).toBe(false));
});
