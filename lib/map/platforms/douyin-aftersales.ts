import { words as label } from '../../model/words.ts';
import { all, any, cell, constant, filled, first, matches, minus, when, words, type Layout } from '../declare.ts';

/**
 * 售后单 export of 抖店 (Douyin shops). Grain: one row per 售后单号, which may be there twice. 订单号 is the parent order, 商品单号 its sub-order: the line.
 * What the customer gets back is 退商品金额 less 退支付优惠 (`-` = none), and what was paid is 应付金额 less 支付优惠 alike.
 */
const type = cell('售后类型');
const shipped = cell('商品发货状态');
const outbound = cell('发货物流状态');
const notShipped = matches(shipped, '未发货');
const wentBack = any(filled(cell('退货物流单号')), filled(cell('退货发货时间')));
const arrived = any(matches(outbound, '签收|妥投|已送达'), matches(shipped, '已收货|已签收'));

export const douyinAftersales: Layout = {
  id: 'douyin_aftersales',
  source: 'douyin',
  label: label('抖店售后单', 'Douyin after-sales'),
  signature: [['商品单号', '退支付优惠(元)'], ['商品单号', '退商品金额(元)'], ['售后单号', '商品单号', '售后状态'], ['售后单号', '退商品金额(元)']],
  known: ['售后单号', '订单号', '商品单号', '商品名称', '商品ID', '应付金额(元)', '商品运费(元)', '支付优惠(元)', '商品税费(元)', '商品发货状态', '售后类型', '退商品金额(元)', '退运费金额(元)', '退支付优惠(元)',
    '退税费金额(元)', '售后状态', '售后申请时间', '退款方式', '是否已上传退款凭证', '售后原因', '售后原因标签', '退货物流单号', '退货异常', '退货发货时间', '退货物流公司', '自动处理截止时间', '同意售后申请时间',
    '商家退款时间', '用户到账时间', '售后关闭时间', '商家退货地址', '商家退货联系人姓名', '商家退货联系人电话', '仲裁状态', '纠纷责任方', '是否极速退款', '是否拒签后退款', '发货物流单号', '发货物流状态',
    '换货物流单号', '退货物流状态', '售后完结时间', '订单备注', '用户售后说明', '售后备注', '操作人', '协商记录', '换货商品信息', '商家编码', '门店名称'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  emits: [{
    table: 'cases',
    columns: {
      case_id: cell('售后单号'),
      line_id: cell('商品单号'),
      order_id: cell('订单号', '商品单号'),
      product_id: cell('商品ID', '商家编码'),
      variant_id: when(filled(cell('商品ID')), cell('商家编码')),
      product_name: cell('商品名称'),
      channel: constant('douyin'),
      shop: cell('店铺名称', '门店名称'),
      kind: when(all(notShipped, matches(type, '退款')), constant('cancel'), words(type, { 退货退款: 'return', 仅退款: 'refund_only', 已发货仅退款: 'refund_only', 未发货仅退款: 'cancel', 换货: 'exchange', 维修: 'repair', 补寄: 'reship' },
        [['换货', 'exchange'], ['维修', 'repair'], ['补寄', 'reship'], ['补发', 'reship'], ['价保', 'complaint'], ['保价', 'complaint'], ['补偿', 'complaint'], ['赔', 'complaint'], ['未发货', 'cancel'], ['仅退款', 'refund_only'], ['退货', 'return'], ['拒收', 'return']])),
      stage: when(notShipped, constant('before_shipment'), when(any(arrived, wentBack), constant('after_delivery'), when(matches(outbound, '揽|运输|在途|派'), constant('in_transit')))),
      status: words(cell('售后状态'), { 已全额退款: 'completed', 售后关闭: 'withdrawn' },
        [['退款失败', 'open'], ['成功', 'completed'], ['已全额退款', 'completed'], ['售后完成', 'completed'], ['已完成', 'completed'], ['完结', 'completed'], ['关闭', 'withdrawn'], ['撤销', 'withdrawn'], ['取消', 'withdrawn'],
          ['拒绝', 'rejected'], ['驳回', 'rejected'], ['待', 'open'], ['申请', 'open'], ['处理', 'open'], ['仲裁', 'open'], ['介入', 'open'], ['同意', 'open'], ['退款中', 'open'], ['退货中', 'open'], ['换货中', 'open']]),
      goods_status: when(notShipped, constant('not_shipped'), when(wentBack, constant('returned'), when(arrived, constant('received'), when(matches(outbound, '揽|运输|在途|派'), constant('in_transit'))))),
      opened_at: cell('售后申请时间'),
      resolved_at: cell('售后完结时间', '用户到账时间', '商家退款时间', '售后关闭时间'),
      paid: minus(cell('应付金额(元)', '应付金额'), cell('支付优惠(元)', '支付优惠')),
      refund: when(matches(cell('售后状态'), '退款失败|关闭|拒绝'), constant('0'), when(matches(cell('售后状态'), '成功|全额退款|完成|完结'),
        minus(first(cell('退商品金额(元)', '退商品金额'), constant('0')), cell('退支付优惠(元)', '退支付优惠')), constant('0'))),
      reason_raw: cell('售后原因', '售后原因标签'),
      comment: cell('用户售后说明'),
    },
  }],
};
