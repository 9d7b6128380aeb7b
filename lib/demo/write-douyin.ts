import { groupedYuan, stamp } from './clock.ts';
import type { Case, Line, Order } from './events.ts';
import { csvRow, underHeader } from './sink.ts';

/** 售后单 as 抖店 exports it: ids end in a TAB, so that a spreadsheet leaves their digits alone. */
export const douyinHeader: readonly string[] = ['售后单号', '订单号', '商品单号', '商品名称', '商品ID', '应付金额（元）', '商品运费（元）', '支付优惠（元）', '商品税费（元）', '商品发货状态', '售后类型',
  '退商品金额（元）', '退运费金额（元）', '退支付优惠（元）', '退税费金额（元）', '售后状态', '售后申请时间', '退款方式', '是否已上传退款凭证', '售后原因', '售后原因标签', '退货物流单号', '退货异常', '退货发货时间',
  '退货物流公司', '自动处理截止时间', '同意售后申请时间', '商家退款时间', '用户到账时间', '售后关闭时间', '商家退货地址', '商家退货联系人姓名', '商家退货联系人电话', '仲裁状态', '纠纷责任方', '是否极速退款',
  '是否拒签后退款', '发货物流单号', '发货物流状态', '换货物流单号', '退货物流状态', '售后完结时间', '订单备注', '用户售后说明', '售后备注', '操作人', '协商记录', '换货商品信息', '商家编码', '门店名称'];

const under = underHeader(douyinHeader);
const STATUS = { open: '待商家处理', completed: '同意退款，退款成功', rejected: '商家拒绝', withdrawn: '售后关闭' };

export const douyinCaseId = (one: Case): string => `71${36_190_400_000_000 + one.number * 127}${String(one.number % 89 + 10)}3`;
/** The net of 退商品金额 and 退支付优惠 is what the customer gets: a payment discount that is taken back stands in both. */
const discountBack = (one: Case): number => (one.number % 12 === 0 && one.askedMinor > 0 ? 300 : 0);

export function douyinRow(order: Order, line: Line, one: Case): string {
  const off = discountBack(one);
  const settled = one.status === 'completed' ? stamp(one.resolvedAt) : '';
  return csvRow(under({
    售后单号: `${douyinCaseId(one)}\t`,
    订单号: `${order.id}\t`,
    商品单号: `${line.orderId}\t`,
    商品名称: `${line.name} ${line.variant}`,
    商品ID: `${line.product.id}\t`,
    '应付金额（元）': groupedYuan(line.paidMinor + off),
    '商品运费（元）': '0.00',
    '支付优惠（元）': off === 0 ? '-' : groupedYuan(off),
    '商品税费（元）': '0.00',
    商品发货状态: one.goods === 'not_shipped' ? '未发货' : '已发货',
    售后类型: one.kind === 'return' ? '退货退款' : one.kind === 'cancel' ? '未发货仅退款' : '已发货仅退款',
    '退商品金额（元）': groupedYuan(one.askedMinor + off),
    '退运费金额（元）': '0.00',
    '退支付优惠（元）': off === 0 ? '-' : groupedYuan(off),
    '退税费金额（元）': '0.00',
    售后状态: STATUS[one.status],
    售后申请时间: stamp(one.openedAt),
    退款方式: one.status === 'completed' ? '原路退款' : '-',
    是否已上传退款凭证: '否',
    售后原因: one.said.reason,
    退货物流单号: one.goods === 'returned' ? `SF${String(2_400_000_000 + one.number)}\t` : '',
    自动处理截止时间: stamp(one.openedAt + 2 * 86_400),
    同意售后申请时间: one.status === 'completed' ? stamp(one.openedAt + 1800) : '',
    商家退款时间: settled,
    用户到账时间: settled,
    售后关闭时间: one.status === 'withdrawn' || one.status === 'rejected' ? stamp(one.resolvedAt) : '',
    仲裁状态: '-',
    是否极速退款: one.number % 5 === 0 ? '是' : '否',
    是否拒签后退款: '否',
    发货物流状态: line.deliveredAt !== null && line.deliveredAt <= one.openedAt ? '已签收' : line.shippedAt === null ? '' : '运输中',
    售后完结时间: stamp(one.resolvedAt),
    用户售后说明: one.said.comment,
    商家编码: line.product.id,
  }));
}
