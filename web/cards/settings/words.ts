/** The words of the settings board. */
const en = {
  lead: 'What a case costs where no file says it, how far boards look back, and how each tier is served. **A change is worked into every number at once**, back to the first day.',
  loading: 'Reading the settings…', failed: 'The settings could not be read. Try again.',
  save: 'Save', saving: 'Saving…', saved: 'Saved. The numbers are being worked out anew.', notSaved: (why: string) => `Not saved: ${why}`, unchanged: 'Nothing was changed.', reset: 'Undo',
  costs: { title: 'What does a case cost where the export does not say?', body: 'Used only where a file has no figure of its own; boards draw it hatched.' },
  downs: { title: 'How much of its cost does a returned unit lose?', body: 'Share of the unit cost written down, by what becomes of the goods.' },
  view: { title: 'How are numbers read?', body: 'Windows, day, currency and market.' },
  policies: { title: 'How is each tier served?', body: 'Tiers add to what the law of the market grants; nobody falls below it.' },
  embed: { title: 'Which panels may show the boards?', body: 'One origin a line, such as https://admin.shop.example. Others are refused by the browser.', label: 'Origins' },
  per: { money: 'per case', hour: 'an hour', minutes: 'minutes', percent: '%', month: 'a month', days: 'days', unit: 'per unit' },
  cost: {
    inbound_freight_minor: 'Freight back', outbound_freight_minor: 'Freight out again', freight_insurance_minor: 'Freight insurance', handling_minor: 'Handling', inspection_minor: 'Inspection', repair_parts_minor: 'Repair parts',
    repair_labour_minutes: 'Repair time', labour_minor_per_hour: 'Repair wage', service_minutes_per_case: 'Service time', service_minor_per_hour: 'Service wage', payment_fee_bp: 'Payment fee not refunded',
    margin_bp: 'Margin, where no unit cost is known', hidden_minor_per_case: 'Hidden cost, shown apart', fixed_monthly_minor: 'Fixed cost, shown apart',
  },
  down: { restock: 'Sold as new', refurbish: 'Refurbished', return_to_vendor: 'Back to the vendor', liquidate: 'Liquidated', scrap: 'Scrapped', lost: 'Lost', unknown: 'Not known' },
  field: { problem_days: 'Window of problems and costs', customer_days: 'Window of customers and products', time_zone: 'Time zone', currency: 'Reporting currency', market: 'Legal market', preset: 'Rules for customers' },
  preset: { cautious: 'Cautious: fewer problem customers', standard: 'Standard', strict: 'Strict: more problem customers' },
  market: { CN: 'China', EU: 'European Union', UK: 'United Kingdom', US: 'United States', OTHER: 'Elsewhere' },
  policy: { tier: 'Tier', refund_mode: 'Refund', return_freight: 'Way back', first_response_hours: 'First response, h', resolution_days: 'Resolution, days', keep_item_limit_minor: 'Keep the item up to', compensation_limit_minor: 'Goodwill up to', human_review: 'A person reviews' },
  asDefault: 'as default',
};
export type SettingsWords = typeof en;
const zh: SettingsWords = {
  lead: '文件里没写的成本怎样假设，看板往回看多久，每一层怎样服务。**改动会立刻算进所有数字**，一直到第一天。',
  loading: '正在读取设置…', failed: '设置没有读出来，请重试。',
  save: '保存', saving: '正在保存…', saved: '已保存，数字正在重新计算。', notSaved: (why) => `没有保存：${why}`, unchanged: '没有改动。', reset: '撤销',
  costs: { title: '文件里没写时，一次售后花多少钱？', body: '只在文件没有金额时使用；看板上画成斜线。' },
  downs: { title: '退回的货损失多少成本？', body: '按货物处置减记单位成本的比例。' },
  view: { title: '数字怎样读？', body: '窗口、日期、币种与市场。' },
  policies: { title: '每一层怎样服务？', body: '分层只在法定权利之上加，不会低于法律。' },
  embed: { title: '哪些后台可以嵌入看板？', body: '每行一个来源，例如 https://admin.shop.example。其他来源会被浏览器拒绝。', label: '来源' },
  per: { money: '每次', hour: '每小时', minutes: '分钟', percent: '%', month: '每月', days: '天', unit: '每件' },
  cost: {
    inbound_freight_minor: '退回运费', outbound_freight_minor: '再次寄出运费', freight_insurance_minor: '运费险', handling_minor: '处理费', inspection_minor: '质检', repair_parts_minor: '维修配件',
    repair_labour_minutes: '维修时间', labour_minor_per_hour: '维修工资', service_minutes_per_case: '客服时间', service_minor_per_hour: '客服工资', payment_fee_bp: '不退的支付手续费',
    margin_bp: '不知单位成本时的毛利', hidden_minor_per_case: '隐性成本（另列）', fixed_monthly_minor: '固定成本（另列）',
  },
  down: { restock: '当新品再卖', refurbish: '翻新', return_to_vendor: '退给供应商', liquidate: '清仓', scrap: '报废', lost: '丢失', unknown: '不知去向' },
  field: { problem_days: '问题与成本的窗口', customer_days: '客户与商品的窗口', time_zone: '时区', currency: '报告币种', market: '法律市场', preset: '客户规则' },
  preset: { cautious: '谨慎：问题客户更少', standard: '标准', strict: '严格：问题客户更多' },
  market: { CN: '中国', EU: '欧盟', UK: '英国', US: '美国', OTHER: '其他' },
  policy: { tier: '分层', refund_mode: '退款', return_freight: '退回运费', first_response_hours: '首次响应（小时）', resolution_days: '解决（天）', keep_item_limit_minor: '不必退回，最多', compensation_limit_minor: '补偿上限', human_review: '人工复核' },
  asDefault: '默认',
};
export const words = { en, zh };
