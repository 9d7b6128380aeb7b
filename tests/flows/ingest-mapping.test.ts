import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MappingDocument } from '../../lib/model/mapping.ts';
import { accounted } from '../../lib/model/report.ts';
import { ingestBed, type IngestBed } from '../support/ingest-bed.ts';

let bed: IngestBed;
beforeAll(async () => { bed = await ingestBed(); });
afterAll(() => bed.close());

const sales = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536365,71053,LANTERN,2,12/1/2010 8:26,3.39,17850,United Kingdom
536366,22632,WARMER,3,12/1/2010 9:00,1.005,,France
C536379,85123A,HOLDER,-1,12/13/2010 9:41,2.55,17850.0,United Kingdom
C536380,D,Discount,-1,12/13/2010 9:49,27.5,14527.0,United Kingdom
536414,22139,damages,-56,12/1/2010 11:52,0.0,,United Kingdom
`;
const plain: MappingDocument = {
  columns: { InvoiceNo: 'order_id', StockCode: 'product_id', Description: 'product_name', Quantity: 'quantity', InvoiceDate: 'ordered_at', UnitPrice: 'unit_price', CustomerID: 'customer_id', Country: 'region' },
  constants: { currency: 'GBP', source: 'shop' },
  rows: [
    { when: { StockCode: '^(POST|D|M)$' }, ignore: 'not goods' },
    { when: { InvoiceNo: '^C' }, table: 'cases', set: { kind: 'return', status: 'completed' } },
    { table: 'orders' },
  ],
  date_order: 'mdy', decimal: '.', time_zone: 'Europe/London',
};

describe('a mapping written by hand', () => {
  test('sorts sales, credits and what is no goods; the first rule that matches wins', async () => {
    const held = await bed.send('shop', 'sales.csv', sales);
    expect(held).toMatchObject({ decision: 'held', questions: [{ code: 'unknown_layout', choices: ['accept_proposal'] }], version: null });
    expect(held.columns.map((c) => c.to)).toEqual(['order_id', 'product_id', 'product_name', 'quantity', 'ordered_at', 'unit_price', 'customer_id', 'region']);
    const report = await bed.map('shop', held.upload, plain);
    expect(report).toMatchObject({ decision: 'partly', platform: 'mapping', counts: { records: 8, header: 1, accepted: 5, duplicate_in_file: 1, rejected: 1 } });
    expect(accounted(report.counts)).toBe(report.counts.records);
    expect(report.rejects).toMatchObject([{ record: 8, column: 'Quantity', code: 'not_a_count', seen: '-56' }]);
    expect(report.issues.find((i) => i.code === 'ignored')).toMatchObject({ count: 1, en: expect.stringContaining('not goods') as string });
    const orders = await bed.records('shop', 'orders');
    const customer = await bed.keyOf('shop', '17850');
    expect(orders.map((o) => [o['order_id'], o['product_id'], o['quantity'], o['paid_minor'], o['customer_key'], o['ordered_at']]).sort()).toEqual([
      ['536365', '71053', 2, 678, customer, '2010-12-01 08:26:00.000'], ['536365', '85123A', 6, 1530, customer, '2010-12-01 08:26:00.000'], ['536366', '22632', 3, 302, null, '2010-12-01 09:00:00.000'],
    ].sort());
    expect(await bed.records('shop', 'cases')).toMatchObject([{ source: 'shop', case_id: 'C536379', order_id: null, kind: 'return', status: 'completed', quantity: 1, paid_minor: 255, refund_minor: 255, customer_key: customer, opened_day: '2010-12-13' }]);
  });

  test('serves every later file of that header, in whatever order of columns', async () => {
    const report = await bed.send('shop', 'more.csv', 'Quantity,InvoiceNo,StockCode,Description,InvoiceDate,UnitPrice,CustomerID,Country\n4,600000,X1,Thing,1/2/2011 10:00,5,1,Spain\n');
    expect(report).toMatchObject({ decision: 'accepted', tables: { orders: { rows: 1, paid_minor: { GBP: 2000 } } } });
  });

  test('takes amounts as they are mapped: a price mapped to paid is what the line paid', async () => {
    const held = await bed.send('literal', 'sales.csv', sales);
    await bed.map('literal', held.upload, { ...plain, columns: { ...plain.columns, UnitPrice: 'paid' } });
    expect((await bed.records('literal', 'cases')).map((c) => [c['paid_minor'], c['refund_minor']])).toEqual([[255, 255]]);
    expect((await bed.rows('literal', 'SELECT sum(paid_minor) AS paid FROM orders'))).toEqual([{ paid: 255 + 339 + 101 }]);
  });

  test('one record may be an order and its case; columns of a rule stand in place of the mapping’s', async () => {
    const held = await bed.send('two', 'a.csv', '单号,总额,实付,下单,付款,退回\nA1,20.00,15.00,2026-01-01,2026-01-01,5.00\nA2,9,0,2026-01-02,,0\n');
    const report = await bed.map('two', held.upload, {
      columns: { 单号: 'order_id', 实付: 'paid', 下单: 'ordered_at', 退回: 'refund' }, constants: { source: 's' },
      rows: [{ when: { 付款: '^$' }, table: 'orders', set: { status: 'placed' } }, { table: 'orders', set: { status: 'paid' }, columns: { 总额: 'paid' }, also: [{ when: { 退回: '[1-9]' }, table: 'cases', set: { kind: 'refund_only' } }] }],
    });
    expect(report).toMatchObject({ decision: 'accepted', counts: { accepted: 2 }, tables: { orders: { rows: 2, paid_minor: { CNY: 2000 } }, cases: { rows: 1, refund_minor: { CNY: 500 } } } });
    expect(await bed.records('two', 'cases')).toMatchObject([{ case_id: 'A1', order_id: 'A1', status: 'completed', kind: 'refund_only', opened_day: '2026-01-01' }]);
  });

  test('names what is wrong and changes nothing', async () => {
    const held = await bed.send('wrong', 'sales.csv', sales);
    await expect(bed.map('wrong', held.upload, { ...plain, columns: { Invoice: 'order_id', Quantity: 'count' } })).rejects.toThrow(/unknown_column “Invoice”.*unknown_canonical “count”/);
    expect(await bed.records('wrong', 'orders')).toEqual([]);
  });

  test('a proposal that a person accepts is a mapping, and reads the words that shops use', async () => {
    const held = await bed.send('accept', '退货.csv', '退货单号,原订单号,客户手机,货号,退货日期,退货类型,退货原因,退货数量,退款金额,处理状态\nT1,D1,13800138000,K1,2026-01-02,退货退款,尺码偏小,1,99.00,已完成\nT2,D2,138****8000,K1,2026-01-03,换货,质量问题,2,10.00,审核不通过\n');
    expect(held.questions).toMatchObject([{ id: 'q1', choices: ['accept_proposal'] }]);
    expect(held.columns.every((c) => c.confidence >= 0 && c.confidence <= 1)).toBe(true);
    const report = await bed.answer('accept', held.upload, 'q1', 'accept_proposal');
    expect(report).toMatchObject({ decision: 'accepted', tables: { cases: { rows: 2, quantity: 3, refund_minor: { CNY: 9900 } } } });
    expect(await bed.records('accept', 'cases')).toMatchObject([
      { case_id: 'T1', order_id: 'D1', kind: 'return', status: 'completed', refund_minor: 9900, reason: 'too_small', customer_key: await bed.keyOf('accept', '13800138000') },
      { case_id: 'T2', kind: 'exchange', status: 'rejected', refund_minor: 0, customer_key: null },
    ]);
  });
});
