import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { douyinHeader } from '../../lib/demo/write-douyin.ts';
import { shopifyHeader } from '../../lib/demo/write-shopify.ts';
import { ingestBed, table, type IngestBed } from '../support/ingest-bed.ts';

let bed: IngestBed;
beforeAll(async () => { bed = await ingestBed(); });
afterAll(() => bed.close());

describe('Douyin after-sales', () => {
  const row = { 售后单号: '7136190400000000123\t', 订单号: '6920000000000000001\t', 商品单号: '6920000000000000002\t', 商品名称: '保温杯', 商品ID: '3500000000000000009\t', '应付金额（元）': '1,299.00', '支付优惠（元）': '-',
    商品发货状态: '已发货', 售后类型: '退货退款', '退商品金额（元）': '1,299.00', '退运费金额（元）': '0.00', '退支付优惠（元）': '-', 售后状态: '同意退款，退款成功', 售后申请时间: '2026-05-01 00:10:00', 退款方式: '原路退款',
    售后原因: '质量问题', 退货物流单号: 'SF1', 售后完结时间: '2026-05-04 12:00:00', 用户售后说明: '漏水', 商家编码: 'CUP-1', 门店名称: '-' };

  test('what goes back is 退商品金额 less 退支付优惠; the order is the parent and 商品单号 its line', async () => {
    const report = await bed.send('dy', '售后单.csv', `\uFEFF${table(douyinHeader, [row, { ...row, 售后单号: '2', '应付金额（元）': '100.00', '支付优惠（元）': '3.00', '退商品金额（元）': '60.00', '退支付优惠（元）': '1.50' }])}`);
    expect(report).toMatchObject({ decision: 'accepted', platform: 'douyin_aftersales' });
    const cases = await bed.records('dy', 'cases');
    expect(cases.find((c) => c['case_id'] === '7136190400000000123')).toMatchObject({
      source: 'douyin', line_id: '6920000000000000002', order_id: '6920000000000000001', customer_key: null, product_id: '3500000000000000009', variant_id: 'CUP-1', shop: null, kind: 'return', stage: 'after_delivery', status: 'completed', goods_status: 'returned',
      opened_at: '2026-04-30 16:10:00.000', opened_day: '2026-05-01', resolved_at: '2026-05-04 04:00:00.000', currency: 'CNY', paid_minor: 129900, refund_minor: 129900, comment: '漏水', reason_raw: '质量问题',
    });
    expect(cases.find((c) => c['case_id'] === '2')).toMatchObject({ paid_minor: 9700, refund_minor: 5850 });
  });

  test('a 售后单号 that is there twice counts once, also where a column that is not read differs', async () => {
    const report = await bed.send('dy-twice', 'a.csv', table(douyinHeader, [row, { ...row, 协商记录: '再次导出' }, row]));
    expect(report.counts).toMatchObject({ records: 4, accepted: 1, duplicate_in_file: 2 });
    expect(report.issues.find((i) => i.code === 'duplicates')).toMatchObject({ count: 2, en: expect.stringContaining('refund 2598.00 CNY') as string });
    expect(report.tables['cases']?.refund_minor).toEqual({ CNY: 129900 });
  });

  test('states, kinds and where the goods are', async () => {
    const said: [Record<string, string>, Record<string, unknown>][] = [
      [{ 售后状态: '售后关闭' }, { status: 'withdrawn', refund_minor: 0 }],
      [{ 售后状态: '商家拒绝' }, { status: 'rejected', refund_minor: 0 }],
      [{ 售后状态: '待商家处理', 退货物流单号: '' }, { status: 'open', refund_minor: 0, goods_status: null, stage: null }],
      [{ 售后状态: '同意退款，退款失败' }, { status: 'open', refund_minor: 0 }],
      [{ 售后状态: '已全额退款' }, { status: 'completed', refund_minor: 129900 }],
      [{ 售后状态: '退款成功', 售后类型: '未发货仅退款', 商品发货状态: '未发货', 退货物流单号: '' }, { kind: 'cancel', stage: 'before_shipment', goods_status: 'not_shipped', refund_minor: 129900 }],
      [{ 售后类型: '仅退款', 商品发货状态: '未发货', 退货物流单号: '' }, { kind: 'cancel' }],
      [{ 售后类型: '已发货仅退款', 退货物流单号: '', 发货物流状态: '运输中' }, { kind: 'refund_only', stage: 'in_transit', goods_status: 'in_transit' }],
      [{ 售后类型: '仅退款', 退货物流单号: '', 发货物流状态: '已签收' }, { kind: 'refund_only', stage: 'after_delivery', goods_status: 'received' }],
      [{ 售后类型: '换货', 售后状态: '换货成功', '退商品金额（元）': '-', '退支付优惠（元）': '-' }, { kind: 'exchange', status: 'completed', refund_minor: 0 }],
      [{ 售后类型: '维修' }, { kind: 'repair' }],
      [{ 售后类型: '补寄' }, { kind: 'reship' }],
    ];
    await bed.send('dy-states', 'a.csv', table(douyinHeader, said.map(([change], i) => ({ ...row, 售后单号: `C${String(i).padStart(2, '0')}`, ...change }))));
    const cases = await bed.records('dy-states', 'cases');
    said.forEach(([, expected], i) => expect({ ...said[i]?.[0], ...cases[i] }).toMatchObject(expected));
  });
});

describe('Shopify orders', () => {
  const base = { Name: '#1001', Email: 'Ada@Example.com ', 'Financial Status': 'paid', 'Paid at': '2026-04-05 21:06:25 +0400', 'Fulfillment Status': 'fulfilled', 'Fulfilled at': '2026-04-06 10:00:00 +0400', Currency: 'AED', Total: '300.00',
    'Created at': '2026-04-05 23:30:21 +0400', 'Lineitem quantity': '2', 'Lineitem name': 'Linen shirt - M', 'Lineitem price': '100.00', 'Lineitem sku': "'00123", 'Lineitem discount': '10.00', 'Lineitem fulfillment status': 'fulfilled',
    'Shipping Province Name': 'Dubai', 'Shipping Province': 'DU', 'Shipping Country': 'AE', 'Shipping Method': 'Standard', 'Refunded Amount': '0.00', Notes: 'two\nlines, "quoted"' };
  const more = { Name: '#1001', Email: 'Ada@Example.com ', 'Created at': base['Created at'], 'Lineitem quantity': '1', 'Lineitem name': 'Belt', 'Lineitem price': '120.00', 'Lineitem sku': '', 'Lineitem discount': '0.00', 'Lineitem fulfillment status': 'fulfilled' };

  test('each record is an order line; what stands on the first record is carried to the others', async () => {
    const report = await bed.send('shop', 'orders_export.csv', table(shopifyHeader, [base, more, { ...more, 'Lineitem price': '90.00' }], { newline: '\r\n' }));
    expect(report).toMatchObject({ decision: 'accepted', platform: 'shopify_orders', counts: { records: 4, accepted: 3 } });
    const lines = await bed.records('shop', 'orders');
    const customer = await bed.keyOf('shop', 'ada@example.com');
    expect(lines.map((l) => [l['line_id'], l['product_id'], l['quantity'], l['paid_minor'], l['customer_key'], l['status'], l['currency'], l['region']]).sort()).toEqual([
      ['00123', '00123', 2, 19000, customer, 'shipped', 'AED', 'Dubai'], ['Belt', 'Belt', 1, 12000, customer, 'shipped', 'AED', 'Dubai'], ['Belt#2', 'Belt', 1, 9000, customer, 'shipped', 'AED', 'Dubai'],
    ].sort());
    expect(lines[0]).toMatchObject({ source: 'shopify', order_id: '#1001', ordered_at: '2026-04-05 19:30:21.000', ordered_day: '2026-04-06', shipped_at: '2026-04-06 06:00:00.000' });
    expect(await bed.records('shop', 'cases')).toEqual([]);
    expect(report.issues.map((i) => i.code)).toContain('other_currency');
  });

  test('the refunded amount is one case of the order, whatever the number of its lines', async () => {
    const refunds = (name: string, change: Record<string, string>): Record<string, string>[] => [{ ...base, Name: name, ...change }, { ...more, Name: name }];
    const report = await bed.send('refunds', 'a.csv', table(shopifyHeader, [
      ...refunds('#1', { 'Financial Status': 'partially_refunded', 'Refunded Amount': '45.50' }),
      ...refunds('#2', { 'Financial Status': 'refunded', 'Refunded Amount': '300.00', 'Cancelled at': '2026-04-06 09:00:00 +0400', 'Fulfillment Status': 'unfulfilled', 'Fulfilled at': '' }),
      ...refunds('#3', { 'Financial Status': 'refunded', 'Refunded Amount': '300.00', 'Fulfillment Status': 'restocked' }),
      ...refunds('#4', { 'Financial Status': 'voided', 'Fulfillment Status': 'unfulfilled', 'Fulfilled at': '' }),
      ...refunds('#5', { 'Financial Status': 'pending', 'Fulfillment Status': 'unfulfilled', 'Fulfilled at': '', 'Paid at': '' }),
    ]));
    expect(report.counts).toMatchObject({ accepted: 10, duplicate_in_file: 0 });
    expect(report.tables['cases']).toMatchObject({ rows: 3, refund_minor: { AED: 64550 } });
    expect(report.issues.map((i) => i.code)).not.toContain('contradicting_rows');
    expect(await bed.records('refunds', 'cases')).toMatchObject([
      { case_id: '#1', order_id: '#1', line_id: '1', kind: 'refund_only', status: 'completed', refund_minor: 4550, paid_minor: 30000, product_id: null, reason: 'unknown', opened_at: '2026-04-06 06:00:00.000' },
      { case_id: '#2', kind: 'cancel', stage: 'before_shipment', goods_status: 'not_shipped', opened_at: '2026-04-06 05:00:00.000' },
      { case_id: '#3', kind: 'return', disposition: 'restock' },
    ]);
    const status = new Map((await bed.records('refunds', 'orders')).map((l) => [l['order_id'], l['status']]));
    expect([...status].sort()).toEqual([['#1', 'shipped'], ['#2', 'cancelled'], ['#3', 'shipped'], ['#4', 'cancelled'], ['#5', 'placed']]);
  });

  test('columns that a merchant picked are enough: ten of them, and no line items at all', async () => {
    const picked = ['Name', 'Email', 'Financial Status', 'Paid at', 'Total', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Refunded Amount'];
    const pick = (record: Record<string, string>): Record<string, string> => Object.fromEntries(picked.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));
    expect(await bed.send('picked', 'a.csv', table(picked, [pick({ ...base, 'Refunded Amount': '5.00' }), pick(more)]))).toMatchObject({ decision: 'accepted', platform: 'shopify_orders', tables: { orders: { rows: 2, quantity: 3 }, cases: { rows: 1, refund_minor: { CNY: 500 } } } });
    const few = ['Name', 'Phone', 'Financial Status', 'Total', 'Created at'];
    expect(await bed.send('few', 'a.csv', table(few, [{ Name: '#7', Phone: "'+49 151 2345678", 'Financial Status': 'refunded', Total: '20.00', 'Created at': '2026-04-05 21:06:21 +0400' }]))).toMatchObject({
      decision: 'accepted', tables: { orders: { rows: 1, paid_minor: { CNY: 2000 } }, cases: { rows: 1, refund_minor: { CNY: 2000 } } },
    });
    expect(await bed.records('few', 'cases')).toMatchObject([{ kind: null, line_id: '1', customer_key: await bed.keyOf('few', '+49 151 2345678') }]);
  });
});

describe('Amazon FBA customer returns', () => {
  const header = ['return-date', 'order-id', 'sku', 'asin', 'fnsku', 'product-name', 'quantity', 'fulfillment-center-id', 'detailed-disposition', 'reason', 'status', 'license-plate-number', 'customer-comments'];
  const unit = { 'return-date': '2026-06-20T07:32:45+00:00', 'order-id': '113-7588645-1111111', sku: 'SKU-1', asin: 'B00TEST', 'product-name': 'Lamp', quantity: '1', 'fulfillment-center-id': 'FTW1', 'detailed-disposition': 'SELLABLE', reason: 'UNWANTED_ITEM', status: 'Unit returned to inventory', 'license-plate-number': 'LPN1', 'customer-comments': '' };

  test.each(['\t', ','])('one row is one unit, told apart by its licence plate (separator %j)', async (delimiter) => {
    const name = delimiter === ',' ? 'fba-csv' : 'fba';
    const report = await bed.send(name, 'returns.txt', table(header, [unit, { ...unit, 'license-plate-number': 'LPN2' }, { ...unit, 'license-plate-number': '' }, { ...unit, 'license-plate-number': '', 'return-date': '2026-06-21T07:32:45+00:00' },
      { ...unit, 'license-plate-number': 'LPN3', 'detailed-disposition': 'CUSTOMER_DAMAGED', status: 'Reimbursed', reason: 'DEFECTIVE', 'customer-comments': 'Not as Expected|Would not stay connected|No' },
      { ...unit, 'license-plate-number': 'LPN4', 'detailed-disposition': 'CUSTOMER_DAMAGED', reason: 'UNDELIVERABLE_REFUSED' }], { delimiter }));
    expect(report).toMatchObject({ decision: 'accepted', platform: 'amazon_fba_customer_returns', counts: { accepted: 6, duplicate_in_file: 0 }, tables: { cases: { rows: 6, quantity: 6 } } });
    const cases = new Map((await bed.records(name, 'cases')).map((c) => [c['line_id'], c]));
    expect([...cases.keys()].sort()).toEqual(['LPN1', 'LPN2', 'LPN3', 'LPN4', 'SKU-1', 'SKU-1#2']);
    expect(cases.get('LPN1')).toMatchObject({ source: 'amazon', case_id: '113-7588645-1111111', order_id: '113-7588645-1111111', product_id: 'SKU-1', customer_key: null, kind: 'return', stage: 'after_delivery', status: 'completed', goods_status: 'returned', opened_at: '2026-06-20 07:32:45.000', quantity: 1, paid_minor: null, refund_minor: null, disposition: 'restock', warehouse: 'FTW1', reason: 'changed_mind' });
    expect(cases.get('LPN3')).toMatchObject({ disposition: null, reason_raw: 'DEFECTIVE', comment: 'Not as Expected|Would not stay connected|No' });
    expect(cases.get('LPN4')).toMatchObject({ disposition: 'scrap', stage: 'in_transit' });
  });

  test('a header without rows is an empty period, not an error', async () => {
    expect(await bed.send('fba-empty', 'returns.txt', `${header.join('\t')}\n`)).toMatchObject({ decision: 'accepted', platform: 'amazon_fba_customer_returns', counts: { records: 1, header: 1, accepted: 0 } });
  });
});

describe('Amazon seller-fulfilled returns', () => {
  const header = ['Order ID', 'Order date', 'Return request date', 'Return request status', 'Amazon RMA ID', 'Merchant RMA ID', 'Label type', 'Label cost', 'Currency code', 'Return carrier', 'Tracking ID', 'Label to be paid by', 'A-to-Z Claim', 'Is prime', 'ASIN',
    'Merchant SKU', 'Item Name', 'Return quantity', 'Return Reason', 'In policy', 'Return type', 'Resolution', 'Invoice number', 'Return delivery date', 'Order Amount', 'Order quantity', 'SafeT Action reason', 'SafeT claim id', 'SafeT claim state',
    'SafeT claim creation time', 'SafeT claim reimbursement amount', 'Refunded Amount'];
  const base = { 'Order ID': '302-1', 'Order date': '18-Aug-2026', 'Return request date': '20-Aug-2026', 'Return request status': 'Approved', 'Amazon RMA ID': 'DqRMA1', 'Label cost': '5.25', 'Currency code': 'EUR', 'Label to be paid by': 'Seller', ASIN: 'B0', 'Merchant SKU': 'SKU-9',
    'Item Name': 'Kettle', 'Return quantity': '1', 'Return Reason': 'CR-DEFECTIVE', 'In policy': 'Y', 'Return type': 'C-Returns', Resolution: 'RefundAtFirstScan', 'Return delivery date': '', 'Order Amount': '128.25', 'Order quantity': '1', 'SafeT claim reimbursement amount': '“”', 'Refunded Amount': '128.25', 'Merchant RMA ID': ' ' };

  test('label, refund and SafeT money, in 34 columns of any order, three ways to write a date', async () => {
    const wide = [...header].reverse().concat(['Category', 'Order Item ID']);
    const report = await bed.send('mfn', 'r.txt', `\uFEFF${table(wide, [
      { ...base, Category: 'Kitchen', 'Order Item ID': '1' },
      { ...base, 'Amazon RMA ID': 'R2', 'Return request date': '21-Aug-2026 10:11:12', 'Label to be paid by': 'Customer', 'Refunded Amount': '', 'Order quantity': '2', 'Return Reason': 'CR-ORDERED_WRONG-ITEM' },
      { ...base, 'Amazon RMA ID': 'R3', 'Return request date': '2026-09-15T10:00:00Z', 'Return delivery date': '2026-09-20T10:00:00Z', 'SafeT claim reimbursement amount': '40.00', 'Return request status': 'Completed', Resolution: 'Exchange' },
      { ...base, 'Amazon RMA ID': 'R4', 'Return request status': 'Denied', 'Refunded Amount': '0' },
    ], { delimiter: '\t', newline: '\r\n' })}`);
    expect(report).toMatchObject({ decision: 'accepted', platform: 'amazon_mfn_returns' });
    const cases = new Map((await bed.records('mfn', 'cases')).map((c) => [c['case_id'], c]));
    expect(cases.get('DqRMA1')).toMatchObject({ line_id: 'SKU-9', order_id: '302-1', product_id: 'SKU-9', category: 'Kitchen', kind: 'return', status: 'completed', currency: 'EUR', paid_minor: 12825, refund_minor: 12825, inbound_freight_minor: 525, recovered_minor: null, opened_day: '2026-08-20', customer_key: null, reason: 'defective' });
    expect(cases.get('R2')).toMatchObject({ status: 'open', refund_minor: 0, inbound_freight_minor: 0, paid_minor: null, opened_day: '2026-08-21' });
    expect(cases.get('R3')).toMatchObject({ status: 'completed', kind: 'exchange', recovered_minor: 4000, goods_status: 'returned', opened_at: '2026-09-15 10:00:00.000' });
    expect(cases.get('R4')).toMatchObject({ status: 'rejected', refund_minor: 0 });
  });

  test('a decimal comma is read as one, from all rows of the file', async () => {
    await bed.send('mfn-eu', 'r.txt', table(header, [{ ...base, 'Label cost': '4,2', 'Order Amount': '1.077,98', 'Refunded Amount': '77,98' }], { delimiter: '\t' }));
    expect(await bed.records('mfn-eu', 'cases')).toMatchObject([{ inbound_freight_minor: 420, paid_minor: 107798, refund_minor: 7798 }]);
  });
});
