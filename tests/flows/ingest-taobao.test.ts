import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounted } from '../../lib/model/report.ts';
import { encoded, ingestBed, table, type IngestBed } from '../support/ingest-bed.ts';

let bed: IngestBed;
beforeAll(async () => { bed = await ingestBed(); });
afterAll(() => bed.close());

const header2017 = ['订单编号', '退款编号', '支付宝交易号', '订单付款时间', '商家编码', '退款完结时间', '买家会员名称', '买家实际支付金额', '宝贝标题', '买家退款金额', '手工退款/系统退款', '是否需要退货', '退款的申请时间', '超时时间',
  '退款状态', '货物状态', '退货物流信息', '发货物流信息', '客服介入状态', '退货物流单号', '退货物流公司', '买家退款原因', '买家退款说明', '售中或售后', '完结时间', '部分退款/全部退款'];
const header2025 = ['订单编号', '退款编号', '支付单号', '订单付款时间', '商品 id', '商品编码', '退款完结时间', '买家实际支付金额', '宝贝标题', '买家退款金额', '手工退款/系统退款', '售后类型', '退款的申请时间', '退款状态', '货物状态',
  '退货物流信息', '发货物流信息', '卖家真实姓名(新)', '退货物流公司', '买家退款原因', '买家退款说明', '售中或售后', '完结时间', '部分退款 / 全部退款', '退款原因标签', '业务类型', '小额收款'];

const refund = {
  订单编号: '1284019284019284019', 退款编号: '98127390182739012', '商品 id': '681923', 商品编码: 'CODE-1', 买家实际支付金额: '¥1,299.00', 宝贝标题: '羽绒服', 买家退款金额: '1299', '手工退款/系统退款': '手工退款',
  售后类型: '退货退款', 退款的申请时间: '2026-03-02 23:30:00', 退款完结时间: '2026/3/5 9:05', 退款状态: '退款成功', 货物状态: '已寄回', 退货物流公司: '申通快递', 发货物流信息: '中通快递 75100112233', 买家退款原因: '尺码偏小', 买家退款说明: '打 13800138000 联系我', 售中或售后: '售后',
};

describe('Taobao and Tmall refunds', () => {
  test('a refund of 2026 is one case, with its money, times in UTC and days in China', async () => {
    const report = await bed.send('full', '退款.csv', table(header2025, [refund]));
    expect(report).toMatchObject({ decision: 'accepted', platform: 'tmall_taobao_refunds', counts: { records: 2, accepted: 1, header: 1 } });
    expect(await bed.records('full', 'cases')).toEqual([expect.objectContaining({
      source: 'taobao', case_id: '98127390182739012', line_id: '1', order_id: '1284019284019284019', customer_key: null, product_id: '681923', variant_id: 'CODE-1', product_name: '羽绒服', channel: 'taobao', shop: null,
      carrier: '中通快递', kind: 'return', stage: 'after_delivery', status: 'completed', goods_status: 'returned', opened_at: '2026-03-02 15:30:00.000', opened_day: '2026-03-02', resolved_at: '2026-03-05 01:05:00.000', resolved_day: '2026-03-05',
      quantity: null, currency: 'CNY', paid_minor: 129900, refund_minor: 129900, reason_raw: '尺码偏小', comment: '打 [phone] 联系我', reason: 'too_small', fault: 'shared', disposition: null, source_updated_at: '2026-03-05 01:05:00.000',
    })]);
  });

  test('a case of 2017 knows its buyer, and says by 是否需要退货 what was asked for', async () => {
    const base = { 订单编号: '="1029384756"', 买家会员名称: ' Tb_李雷 ', 商家编码: "'0012", 买家实际支付金额: '80.00', 买家退款金额: '30.00', 退款的申请时间: '2017-09-01 10:00:00', 退款状态: '退款成功', '部分退款/全部退款': '部分退款' };
    const report = await bed.send('y2017', '退款管理.csv', table(header2017, [
      { ...base, 退款编号: '1', 是否需要退货: '是', 货物状态: '已收到货' }, { ...base, 退款编号: '2', 是否需要退货: '否', 货物状态: '已收到货' },
      { ...base, 退款编号: '3', 是否需要退货: '不需要退货', 货物状态: '未收到货', 售中或售后: '售中' }, { ...base, 退款编号: '4', 是否需要退货: '需要退货', 买家会员名称: 't**1' },
    ]));
    expect(report.decision).toBe('accepted');
    const cases = await bed.records('y2017', 'cases');
    const byId = new Map(cases.map((c) => [c['case_id'], c]));
    expect(['1', '2', '3', '4'].map((id) => byId.get(id)?.['kind'])).toEqual(['return', 'refund_only', 'refund_only', 'return']);
    expect(byId.get('1')).toMatchObject({ order_id: '1029384756', product_id: '0012', variant_id: null, customer_key: await bed.keyOf('y2017', 'tb_李雷'), paid_minor: 8000, refund_minor: 3000 });
    expect(byId.get('3')).toMatchObject({ stage: 'in_transit', goods_status: 'in_transit' });
    expect(byId.get('4')).toMatchObject({ customer_key: null, goods_status: null });
    expect(report.issues.find((i) => i.code === 'masked_customer')?.count).toBe(1);
  });

  test('money is out only at 退款成功: closed, refused and waiting requests are kept with 0', async () => {
    const states: [string, string | null, number][] = [
      ['退款成功', 'completed', 5000], ['退款关闭', 'withdrawn', 0], ['卖家拒绝退款', 'rejected', 0], ['卖家不同意协议，等待买家修改', 'rejected', 0], ['买家已经申请退款，等待卖家同意', 'open', 0],
      ['卖家已经同意退款，等待买家退货', 'open', 0], ['买家已经退货，等待卖家确认收货', 'open', 0], ['SUCCESS', 'completed', 5000], ['WAIT_SELLER_AGREE', 'open', 0], ['月亮', null, 0], ['', null, 0],
    ];
    const report = await bed.send('states', 'a.csv', table(header2025, states.map(([word], i) => ({ ...refund, 退款编号: `R${String(i).padStart(2, '0')}`, 退款状态: word, 买家退款金额: '50' }))));
    expect(report.counts.accepted).toBe(states.length);
    expect((await bed.records('states', 'cases')).map((c) => [c['status'], c['refund_minor']])).toEqual(states.map(([, status, money]) => [status, money]));
    expect(report.tables['cases']?.refund_minor).toEqual({ CNY: 10000 });
    expect(report.issues.find((i) => i.code === 'unknown_word')).toMatchObject({ count: 1, zh: expect.stringContaining('月亮') as string });
  });

  test('goods that were not shipped make it a cancellation, whatever type was picked', async () => {
    await bed.send('cancel', 'a.csv', table(header2025, [{ ...refund, 货物状态: '未发货', 售后类型: '仅退款', 售中或售后: '售中' }]));
    expect(await bed.records('cancel', 'cases')).toMatchObject([{ kind: 'cancel', stage: 'before_shipment', goods_status: 'not_shipped' }]);
  });

  test.each([['2017', header2017, 'gb18030'], ['2025', header2025, 'utf-16le']] as const)('the vintage of %s is recognised in full width, in another order, with unknown extras', async (name, header, encoding) => {
    const drifted = [...header].reverse().map((column) => column.replaceAll('(', '（').replaceAll(')', '）')).concat('我们加的一列');
    const report = await bed.send('vintage', `${name}.csv`, encoded(table(drifted, [{ 订单编号: '1', 退款编号: name, 退款状态: '退款成功', 退款的申请时间: '2026-01-01 00:00:00' }]), encoding));
    expect(report).toMatchObject({ decision: 'accepted', platform: 'tmall_taobao_refunds' });
    expect(accounted(report.counts)).toBe(report.counts.records);
  });
});
