/** The words of the card that asks the query engine. */
const en = {
  title: 'Ask something else',
  hint: 'Runs on the query engine, over every case of the period: it takes a moment, and it can ask for values too rare for the boards.',
  by: 'Cases and cost by', and: 'and', none: '–', ask: 'Ask', working: 'Asking…',
  answer: (n: string, rows: string) => `**${n} groups**, from ${rows} rows read by the query engine.`,
  foot: (from: string, to: string) => `opened ${from} to ${to}`, truncated: 'the first thousand groups', left: (names: string) => `not applied here: ${names}`,
  cases: 'Cases', cost: 'Cost', assumed: 'of it assumed', refund: 'Refunded',
  dimension: {
    category: 'Category', reason: 'Reason', reason_group: 'Group of reasons', fault: 'Fault', product_id: 'Product', channel: 'Channel', shop: 'Shop', region: 'Region', carrier: 'Carrier', warehouse: 'Warehouse',
    batch: 'Batch', kind: 'Kind', status: 'Status', disposition: 'What became of the goods', age_band: 'Age band', week: 'Week', month: 'Month',
  },
};
const zh: typeof en = {
  title: '再问一个问题',
  hint: '由查询引擎计算，读这段时间的每一条售后：要等一会儿，也能查看板上并入“其他”的值。',
  by: '售后与成本，按', and: '和', none: '–', ask: '查询', working: '正在查询…',
  answer: (n, rows) => `**${n} 组**，查询引擎读了 ${rows} 行。`,
  foot: (from, to) => `受理于 ${from} 至 ${to}`, truncated: '前一千组', left: (names) => `这里没有用到：${names}`,
  cases: '件数', cost: '成本', assumed: '其中假设', refund: '退款',
  dimension: {
    category: '类目', reason: '原因', reason_group: '原因组', fault: '责任方', product_id: '商品', channel: '渠道', shop: '店铺', region: '地区', carrier: '快递', warehouse: '仓库',
    batch: '批次', kind: '类型', status: '状态', disposition: '货物处置', age_band: '年龄段', week: '周', month: '月',
  },
};
export const words = { en, zh };
