import { words as label } from '../../model/words.ts';
import { all, cell, constant, extract, filled, first, matches, not, when, words, type Layout } from '../declare.ts';

/**
 * 退款管理 export of Taobao and Tmall, vintages 2017, 2021 and 2024-26: one layout with aliases (they share nine tenths of their names).
 * Grain: one row per refund; several may belong to one order. Money is out only at 退款成功; 退款关闭 is a request that was withdrawn.
 * Before the trade closed (售中) goods that were not shipped make it a cancellation; after it (售后) the customer has them. The later vintages name no buyer.
 * The carrier of a case is who brought the goods; who takes them back (退货物流公司) says nothing about the cause.
 */
const goods = cell('货物状态');
const type = cell('售后类型', '是否需要退货');
const notShipped = matches(goods, '^(未发货|卖家未发货|SELLER_NOT_SHIPPED)$');
const merchantCode = cell('商品编码', '商家编码');

export const tmallTaobaoRefunds: Layout = {
  id: 'tmall_taobao_refunds',
  source: 'taobao',
  label: label('淘宝/天猫退款', 'Taobao/Tmall refunds'),
  signature: [['退款编号', '手工退款/系统退款'], ['退款编号', '买家退款原因', '退款状态'], ['退款编号', '买家退款金额', '退款的申请时间'], ['退款编号', '买家退款金额', '退款状态']],
  known: ['订单编号', '支付宝交易号', '支付单号', '订单付款时间', '商品id', '商品编码', '商家编码', '退款完结时间', '买家会员名称', '买家实际支付金额', '宝贝标题', '买家退款金额',
    '是否需要退货', '售后类型', '退款的申请时间', '超时时间', '退款状态', '货物状态', '退货物流信息', '发货物流信息', '客服介入状态', '卖家真实姓名', '卖家真实姓名新', '卖家真实姓名(新)', '卖家退货地址',
    '卖家邮编', '卖家电话', '卖家手机', '退货物流单号', '退货物流公司', '买家退款原因', '买家退款说明', '买家退货时间', '责任方', '售中或售后', '备注标签', '商家备注', '完结时间', '部分退款/全部退款',
    '审核操作人', '审核操作人新会员名', '举证超时', '是否零秒响应', '退款操作人', '退款操作人新会员名', '退款原因标签', '业务类型', '是否帮他退款', '帮他退款操作账号', '小额收款', '淘特订单',
    '百亿补贴超链退款信息', '智能退款策略', '执行方案'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  emits: [{
    table: 'cases',
    columns: {
      case_id: cell('退款编号'),
      order_id: cell('订单编号'),
      customer_id: cell('买家会员名称', '买家会员名', '买家昵称'),
      product_id: first(cell('商品id'), merchantCode),
      variant_id: when(filled(cell('商品id')), merchantCode),
      product_name: cell('宝贝标题'),
      channel: constant('taobao'),
      shop: cell('店铺名称', '店铺'),
      carrier: extract(cell('发货物流信息'), '([\\p{Han}]{2,8}(?:快递|速递|速运|快运|物流|邮政|货运)|EMS|顺丰|德邦)'),
      kind: when(notShipped, constant('cancel'), words(type, {
        是: 'return', 否: 'refund_only', 需要退货: 'return', 退货退款: 'return', 仅退款: 'refund_only', 退款: 'refund_only', 未发货仅退款: 'cancel',
      }, [['换货', 'exchange'], ['维修', 'repair'], ['补寄', 'reship'], ['补发', 'reship'], ['投诉', 'complaint'], ['补偿', 'complaint'], ['保价', 'complaint'], ['价保', 'complaint'],
        ['仅退款', 'refund_only'], ['不需要', 'refund_only'], ['无需', 'refund_only'], ['不退货', 'refund_only'], ['退货', 'return']])),
      stage: when(notShipped, constant('before_shipment'), first(
        words(cell('售中或售后'), { 售后: 'after_delivery' }),
        words(goods, { 未收到货: 'in_transit', 已收到货: 'after_delivery', 已寄回: 'after_delivery', BUYER_NOT_RECEIVED: 'in_transit', BUYER_RECEIVED: 'after_delivery', BUYER_RETURNED_GOODS: 'after_delivery' }))),
      status: words(cell('退款状态'), { 退款成功: 'completed', 退款关闭: 'withdrawn', SUCCESS: 'completed', CLOSED: 'withdrawn', SELLER_REFUSE_BUYER: 'rejected' },
        [['成功', 'completed'], ['关闭', 'withdrawn'], ['撤销', 'withdrawn'], ['取消', 'withdrawn'], ['拒绝', 'rejected'], ['不同意', 'rejected'], ['wait_', 'open'], ['待', 'open'], ['申请', 'open'], ['处理', 'open'],
          ['介入', 'open'], ['退款中', 'open'], ['同意', 'open'], ['退货', 'open']]),
      goods_status: words(goods, { 未发货: 'not_shipped', 卖家未发货: 'not_shipped', SELLER_NOT_SHIPPED: 'not_shipped', 未收到货: 'in_transit', 已收到货: 'received', 已寄回: 'returned', 已退货: 'returned',
        BUYER_NOT_RECEIVED: 'in_transit', BUYER_RECEIVED: 'received', BUYER_RETURNED_GOODS: 'returned' }),
      opened_at: cell('退款的申请时间'),
      resolved_at: cell('退款完结时间', '完结时间'),
      paid: cell('买家实际支付金额'),
      refund: when(all(matches(cell('退款状态'), '成功|(?i:success)'), not(matches(cell('退款状态'), '关闭|拒绝'))), cell('买家退款金额'), constant('0')),
      reason_raw: cell('买家退款原因', '退款原因标签'),
      comment: cell('买家退款说明'),
    },
  }],
};
