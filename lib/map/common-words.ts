import type { TableName } from '../model/tables.ts';

/**
 * What shops without a platform write for states and kinds of a case, beside the canonical words: a mapping by hand names columns, and these their contents.
 * Only words with one meaning; any other is read as null and listed in the report.
 */
const caseStatus = {
  completed: ['completed', 'complete', 'done', 'finished', 'refunded', 'paid out', '已完成', '完成', '已完结', '完结', '退款成功', '退款完成', '已退款', '售后成功', '售后完成', '成功', '已全额退款'],
  open: ['open', 'pending', 'in process', 'in progress', 'processing', 'to process', 'new', 'approved', 'submitted', '待处理', '处理中', '待审核', '审核中', '待退货', '待收货', '待退款', '退款中', '进行中', '申请中', '未处理'],
  rejected: ['rejected', 'refused', 'denied', 'declined', 'refund rejected', '已拒绝', '拒绝', '审核不通过', '驳回', '已驳回', '退款拒绝'],
  withdrawn: ['withdrawn', 'cancelled', 'canceled', '已取消', '取消', '已撤销', '撤销', '退款关闭', '售后关闭', '已撤回', '用户取消'],
};
const kind = {
  return: ['return', 'returns', 'return and refund', '退货', '退货退款', '普通退货', '退款退货', '拒收退货'],
  refund_only: ['refund_only', 'refund only', 'refund', '仅退款', '退款', '退款不退货', '已发货仅退款'],
  exchange: ['exchange', 'replacement', '换货', '退换货', '换新'],
  repair: ['repair', 'warranty repair', '维修', '返修', '保修'],
  reship: ['reship', 'resend', '补寄', '补发', '漏发补寄'],
  complaint: ['complaint', 'compensation', '投诉', '补偿', '赔付', '投诉补偿'],
  cancel: ['cancel', 'cancellation', '取消', '取消订单', '未发货仅退款', '售前退款'],
};
const orderStatus = {
  placed: ['placed', 'pending', 'unpaid', 'awaiting payment', '待付款', '未付款', '等待买家付款'],
  paid: ['paid', 'processing', 'unfulfilled', '已付款', '待发货', '未发货', '买家已付款，等待卖家发货'],
  shipped: ['shipped', 'dispatched', 'fulfilled', 'in transit', '已发货', '待收货', '卖家已发货，等待买家确认'],
  delivered: ['delivered', 'completed', 'complete', '已签收', '已收货', '交易成功', '已完成', '完成'],
  cancelled: ['cancelled', 'canceled', 'voided', 'closed', '已取消', '交易关闭', '已关闭', '取消', '关闭'],
};

const inverted = (words: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).flatMap(([to, list]) => list.map((from) => [from, to])));

const maps: Readonly<Record<string, Record<string, string>>> = { 'cases.status': inverted(caseStatus), 'cases.kind': inverted(kind), 'orders.status': inverted(orderStatus) };

/** The words known for a column; null where only the canonical ones are. */
export const commonWords = (table: TableName, column: string): Record<string, string> | null => maps[`${table}.${column}`] ?? null;
