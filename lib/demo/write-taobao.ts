import { reasonOf } from '../model/reasons.ts';
import { stamp, yuan } from './clock.ts';
import type { Case, Line, Order } from './events.ts';
import { csvRow, underHeader } from './sink.ts';

/** 退款管理 as exported since 2024: no buyer, one row a refund. */
export const taobaoHeader: readonly string[] = ['订单编号', '退款编号', '支付单号', '订单付款时间', '商品id', '商品编码', '退款完结时间', '买家实际支付金额', '宝贝标题', '买家退款金额',
  '手工退款/系统退款', '售后类型', '退款的申请时间', '超时时间', '退款状态', '货物状态', '退货物流信息', '发货物流信息', '客服介入状态', '卖家真实姓名', '卖家真实姓名(新)', '卖家退货地址', '卖家邮编',
  '卖家电话', '卖家手机', '退货物流单号', '退货物流公司', '买家退款原因', '买家退款说明', '买家退货时间', '责任方', '售中或售后', '备注标签', '商家备注', '完结时间', '部分退款/全部退款', '审核操作人',
  '审核操作人新会员名', '举证超时', '是否零秒响应', '退款操作人', '退款操作人新会员名', '退款原因标签', '业务类型', '是否帮他退款', '帮他退款操作账号', '小额收款', '淘特订单', '百亿补贴超链退款信息',
  '智能退款策略', '执行方案'];

/** What the platform itself handles: returns, refunds only, and orders that the buyer gives up. The rest is in the shop's own book. */
export const isPlatformCase = ({ kind, reason }: Case): boolean =>
  kind === 'return' || kind === 'refund_only' || (kind === 'cancel' && reason !== 'out_of_stock');

const STATUS = { open: '买家已经申请退款，等待卖家同意', completed: '退款成功', rejected: '卖家拒绝退款', withdrawn: '退款关闭' };
const GOODS = { not_shipped: '未发货', in_transit: '未收到货', received: '已收到货', returned: '已寄回' };
const under = underHeader(taobaoHeader);

export const taobaoCaseId = (one: Case): string => `31${52_640_900_000_000 + one.number * 131}${String(one.number % 89 + 10)}1`;

export function taobaoRow(order: Order, line: Line, one: Case): string {
  const back = one.goods === 'returned';
  return csvRow(under({
    订单编号: line.orderId,
    退款编号: taobaoCaseId(one),
    支付单号: `20${stamp(order.orderedAt).slice(2, 10).replaceAll('-', '')}2200${String(order.number).padStart(14, '0')}`,
    订单付款时间: stamp(order.orderedAt + 40),
    商品id: line.product.id,
    商品编码: line.product.id,
    退款完结时间: stamp(one.resolvedAt),
    买家实际支付金额: yuan(line.paidMinor),
    宝贝标题: `${line.name} ${line.variant}`,
    买家退款金额: yuan(one.askedMinor),
    '手工退款/系统退款': one.number % 7 === 0 ? '系统退款' : '手工退款',
    售后类型: one.kind === 'return' ? '退货退款' : '仅退款',
    退款的申请时间: stamp(one.openedAt),
    超时时间: stamp(one.openedAt + 5 * 86_400),
    退款状态: STATUS[one.status],
    货物状态: GOODS[one.goods],
    发货物流信息: line.shippedAt === null ? '' : order.carrier,
    客服介入状态: one.status === 'rejected' && one.number % 3 === 0 ? '客服介入处理' : '未介入',
    退货物流单号: back ? `YT${String(7_300_000_000 + one.number)}` : '',
    买家退款原因: one.said.reason,
    买家退款说明: one.said.comment,
    买家退货时间: back && one.resolvedAt !== null ? stamp(Math.round(one.openedAt + (one.resolvedAt - one.openedAt) * 0.4)) : '',
    责任方: reasonOf(one.reason)?.fault === 'customer' ? '买家' : '',
    售中或售后: one.stage === 'after_delivery' ? '售后' : '售中',
    完结时间: stamp(one.resolvedAt),
    '部分退款/全部退款': one.askedMinor < line.paidMinor ? '部分退款' : '全部退款',
    是否零秒响应: one.number % 11 === 0 ? '是' : '否',
    业务类型: '普通退款',
  }));
}
