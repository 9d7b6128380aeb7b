import { describe, expect, test } from 'vitest';
import { layoutOfMapping, mappingErrors } from '../../lib/map/mapping.ts';
import { proposeMapping } from '../../lib/map/propose.ts';

const propose = (header: string, ...rows: string[]) => {
  const names = header.split(',');
  const { table, missing, columns } = proposeMapping(names, rows.map((r) => r.split(',')));
  return { table, missing, to: Object.fromEntries(columns.flatMap(({ to }, i) => (to === null ? [] : [[to, names[i]]]))), columns };
};

describe('a layout that nobody knows is proposed from its names and values', () => {
  test('a shop’s own list of returns, in Chinese', () => {
    expect(propose('序号,退货单号,原订单号,客户手机,货号,退货日期,退货原因,退货数量,退款金额,处理状态,备注', '1,T1,D1,13800138000,K-1,2026-01-02,尺码偏小,1,99.00,已完成,急')).toMatchObject({
      table: 'cases', missing: [], to: { case_id: '退货单号', order_id: '原订单号', customer_id: '客户手机', product_id: '货号', opened_at: '退货日期', reason_raw: '退货原因', quantity: '退货数量', refund: '退款金额', status: '处理状态', comment: '备注' },
    });
  });

  test('and in English', () => {
    expect(propose('Return #,Order #,Customer Email,SKU,Date Returned,Reason for return,Qty,Refund Total')).toMatchObject({
      table: 'cases', missing: [], to: { case_id: 'Return #', order_id: 'Order #', customer_id: 'Customer Email', product_id: 'SKU', opened_at: 'Date Returned', reason_raw: 'Reason for return', quantity: 'Qty', refund: 'Refund Total' },
    });
  });

  test('orders, contacts and ratings are told apart', () => {
    expect(propose('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country')).toMatchObject({ table: 'orders', missing: [], to: { order_id: 'InvoiceNo', product_name: 'Description', unit_price: 'UnitPrice', ordered_at: 'InvoiceDate', region: 'Country' } });
    expect(propose('订单编号,商品编码,订单状态,售后状态,取消原因,下单时间,用户实付金额（元）')).toMatchObject({ table: 'orders', to: { status: '订单状态', paid: '用户实付金额（元）' } });
    expect(propose('Ticket ID,Requester,Created at,CSAT,Topic')).toMatchObject({ table: 'contacts', missing: [], to: { contact_id: 'Ticket ID', started_at: 'Created at' } });
    expect(propose('Review ID,Order ID,SKU,Rating,Review text,Date')).toMatchObject({ table: 'feedback', missing: [], to: { at: 'Date', text: 'Review text' } });
  });

  test('values speak against a name, and for a column without a telling one', () => {
    expect(propose('退款编号,退款时间,who', 'R1,很久以前,a@b.cn', 'R2,上周,c@d.cn')).toMatchObject({ missing: ['opened_at'], to: { customer_id: 'who' } });
    expect(propose('case no,f2', 'R1,2026-01-02', 'R2,2026-01-03')).toMatchObject({ missing: [], to: { opened_at: 'f2' } });
  });

  test('confidence is 0 to 1, one column feeds one canonical name, and nothing is proposed of nothing', () => {
    const { columns } = propose('订单号,订单编号,订单ID,__proto__,constructor,,售后单号');
    expect(columns.every((c) => c.confidence >= 0 && c.confidence <= 1)).toBe(true);
    const names = columns.flatMap((c) => c.to ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(proposeMapping([], [])).toMatchObject({ columns: [] });
  });
});

describe('a mapping by hand', () => {
  const header = ['InvoiceNo', 'Quantity'];
  test('errors name what is wrong', () => {
    expect(mappingErrors({ columns: { InvoiceNo: 'order_id', Nope: 'quantity' }, constants: { wrong: 'x' }, rows: [{ when: { Invoice: '(' }, table: 'sales' }, { when: { Quantity: '(?=1)' }, table: 'orders' }], time_zone: 'Mars/Olympus' }, header).map(({ code, name }) => [code, name])).toEqual([
      ['unknown_column', 'Nope'], ['unknown_column', 'Invoice'], ['unknown_canonical', 'wrong'], ['unknown_table', 'sales'], ['bad_pattern', '('], ['bad_pattern', '(?=1)'], ['bad_time_zone', 'Mars/Olympus'],
    ]);
    expect(mappingErrors({ columns: {} }, header).map((e) => e.code)).toEqual(['no_columns']);
  });

  test('a rule without a table goes to the table that the columns speak of', () => {
    expect(layoutOfMapping({ columns: { InvoiceNo: 'order_id' }, rows: [{ when: { Quantity: '^-' }, ignore: 'credit' }, {}] }).emits.map((e) => e.table)).toEqual(['orders']);
  });

  test('rules behind one that always matches are never asked', () => {
    expect(layoutOfMapping({ columns: { InvoiceNo: 'order_id' }, rows: [{ table: 'orders' }, { table: 'cases' }] }).emits).toHaveLength(1);
  });
});
