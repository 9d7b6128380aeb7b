/** The words of what a person does to a file by hand: map its columns, correct its rows. */
const en = {
  map: {
    title: 'What does each column mean?',
    body: 'Choose once; every file with this header is read the same way from then on. What is not needed stays “not used”.',
    holds: 'What is in this file?', column: 'Your column', means: 'means', unused: 'not used', more: 'If the file does not say it',
    currency: 'Currency', order: 'Dates are written', orders: { auto: 'worked out from the column', dmy: 'day first', mdy: 'month first', ymd: 'year first' },
    submit: 'Read the file this way', working: 'Reading…',
    twice: (name: string) => `Two columns mean “${name}”. Keep one.`,
    missing: (names: string) => `Still missing: ${names}.`,
    or: ' or ',
    tables: { cases: 'After-sales cases', orders: 'Orders', contacts: 'Service contacts', feedback: 'Ratings and reviews', customers: 'Customers', products: 'Products' },
  },
  field: {
    source: 'Source', case_id: 'Case id', order_id: 'Order id', line_id: 'Line id', customer_id: 'Customer id', phone: 'Phone', address: 'Address', product_id: 'Product id', variant_id: 'Variant',
    product_name: 'Product name', category: 'Category', channel: 'Channel', shop: 'Shop', region: 'Region', carrier: 'Carrier', warehouse: 'Warehouse', batch: 'Batch', kind: 'Kind (return, refund only …)',
    stage: 'Before or after shipment', status: 'Status', goods_status: 'Where the goods are', opened_at: 'Opened at', resolved_at: 'Resolved at', ordered_at: 'Ordered at', shipped_at: 'Shipped at',
    delivered_at: 'Delivered at', promised_at: 'Promised for', quantity: 'Quantity', currency: 'Currency', paid: 'Paid', refund: 'Refund', unit_cost: 'Unit cost', reason_raw: 'Reason', comment: 'Comment',
    disposition: 'What became of the goods', inbound_freight: 'Freight in', outbound_freight: 'Freight out', handling: 'Handling', repair_parts: 'Repair parts', repair_labour_minutes: 'Repair minutes',
    service_minutes: 'Service minutes', compensation: 'Compensation', recovered: 'Recovered', contact_id: 'Contact id', medium: 'Medium', started_at: 'Started at', minutes: 'Minutes', csat: 'CSAT', topic: 'Topic',
    feedback_id: 'Feedback id', rating: 'Rating', text: 'Text', at: 'At', joined_at: 'Joined at', age_band: 'Age band', membership: 'Membership', name: 'Name', warranty_days: 'Warranty days',
    source_updated_at: 'Last changed at',
  },
  correct: {
    title: 'Correct the rejected rows here',
    body: (n: number) => `Change what is wrong, then give ${n === 1 ? 'it' : 'them'} back: only these rows are read, and they take their place.`,
    open: (n: number) => (n === 1 ? 'Correct the row' : `Correct the ${n} rows`),
    many: (n: number) => `There are ${n} rows: the CSV is the better place to correct them.`,
    row: 'Row', why: 'What is wrong', submit: 'Give them back', sent: (file: string) => `Given back as ${file}.`, failed: 'The rows could not be fetched. Try again.', nothing: 'Nothing was changed yet.',
    file: (name: string) => `${name} (corrected).csv`,
  },
};

export type HandWords = typeof en;

const zh: HandWords = {
  map: {
    title: '每一列是什么意思？',
    body: '只需选一次；以后同样表头的文件都照此读入。用不到的列保持“不使用”。',
    holds: '这个文件里是什么？', column: '你的列', means: '含义', unused: '不使用', more: '文件里没有写的',
    currency: '币种', order: '日期写法', orders: { auto: '由整列推断', dmy: '日在前', mdy: '月在前', ymd: '年在前' },
    submit: '照此读入', working: '正在读取…',
    twice: (name) => `有两列都是“${name}”，请只留一列。`,
    missing: (names) => `还缺：${names}。`,
    or: '或',
    tables: { cases: '售后单', orders: '订单', contacts: '客服联系', feedback: '评价', customers: '顾客', products: '商品' },
  },
  field: {
    source: '来源', case_id: '售后单号', order_id: '订单号', line_id: '明细行号', customer_id: '顾客标识', phone: '电话', address: '地址', product_id: '商品编号', variant_id: '规格',
    product_name: '商品名称', category: '类目', channel: '渠道', shop: '店铺', region: '地区', carrier: '快递', warehouse: '仓库', batch: '批次', kind: '类型（退货、仅退款…）',
    stage: '发货前或后', status: '状态', goods_status: '货物在哪里', opened_at: '受理时间', resolved_at: '完结时间', ordered_at: '下单时间', shipped_at: '发货时间',
    delivered_at: '签收时间', promised_at: '承诺时间', quantity: '数量', currency: '币种', paid: '实付', refund: '退款', unit_cost: '单位成本', reason_raw: '原因', comment: '说明',
    disposition: '货物处置', inbound_freight: '退回运费', outbound_freight: '寄出运费', handling: '处理费', repair_parts: '维修配件', repair_labour_minutes: '维修分钟',
    service_minutes: '客服分钟', compensation: '补偿', recovered: '追回', contact_id: '联系编号', medium: '方式', started_at: '开始时间', minutes: '分钟', csat: '满意度', topic: '主题',
    feedback_id: '评价编号', rating: '评分', text: '内容', at: '时间', joined_at: '加入时间', age_band: '年龄段', membership: '会员', name: '名称', warranty_days: '保修天数',
    source_updated_at: '最后更新时间',
  },
  correct: {
    title: '在这里改正未接收的行',
    body: () => '改好之后交回：只读这些行，它们会回到自己的位置。',
    open: (n) => `改正这 ${n} 行`,
    many: (n) => `共 ${n} 行：下载 CSV 改更方便。`,
    row: '行', why: '哪里不对', submit: '交回', sent: (file) => `已作为 ${file} 交回。`, failed: '没有取到这些行，请重试。', nothing: '还没有改动。',
    file: (name) => `${name}（已改正）.csv`,
  },
};

export const words = { en, zh };
