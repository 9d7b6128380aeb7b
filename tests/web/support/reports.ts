import { noCounts, type Report } from '../../../lib/model/report.ts';

const base = (upload: string, file: string): Report => ({
  upload, merchant: 'demo', file, bytes: 183_204, sha256: 'c0ffee', decision: 'accepted', platform: 'tmall_taobao_refunds', confidence: 0.98,
  because: ['退款编号', '买家实际支付金额', '退款完结时间'], container: 'csv', encoding: 'gb18030', delimiter: ',', sheet: null, counts: noCounts(), version: 7,
  tables: {}, columns: [], rejects: [], questions: [], issues: [], members: [],
});

const column = (name: string, to: string | null, confidence: number, nulls: number, distinct: number, format: string | null = null): Report['columns'][number] =>
  ({ name, to, confidence, format, nulls, distinct });

const COLUMNS = [
  column('退款编号', 'case_id', 1, 0, 2_208), column('订单编号', 'order_id', 1, 4, 2_131), column('退款的申请时间', 'opened_at', 0.99, 0, 2_190, 'yyyy-MM-dd HH:mm:ss'),
  column('买家退款金额', 'refund_minor', 1, 9, 714, 'decimal'), column('买家退款原因', 'reason_raw', 1, 61, 34), column('宝贝标题', 'product_name', 0.86, 0, 117),
  column('物流公司', 'carrier', 0.74, 402, 9), column('备注标签', 'comment', 0.55, 1_804, 288), column('打单员', null, 0, 12, 6),
];

export const accepted = (upload: string, file: string): Report => ({
  ...base(upload, file), counts: { ...noCounts(), records: 1_201, accepted: 1_200, header: 1 },
  tables: { cases: { rows: 1_200, inserted: 1_140, updated: 52, unchanged: 8, stale: 0, quantity: 1_233, paid_minor: { CNY: 18_450_300 }, refund_minor: { CNY: 15_208_850 } } },
  columns: COLUMNS,
});

export const partly = (upload: string, file: string): Report => ({
  ...base(upload, file), decision: 'partly',
  counts: { records: 2_308, accepted: 2_187, duplicate_in_file: 44, rejected: 52, suppressed: 3, ignored_blank: 19, header: 1, preamble_or_footer: 2 },
  tables: { cases: { rows: 2_187, inserted: 1_702, updated: 396, unchanged: 71, stale: 18, quantity: 2_240, paid_minor: { CNY: 33_204_410 }, refund_minor: { CNY: 28_116_905 } } },
  columns: COLUMNS,
  rejects: [
    ...Array.from({ length: 37 }, (_, i) => ({
      record: 12 + 31 * i, bytes: [1_840, 1_990] as [number, number], column: '买家退款金额', code: 'not_a_number', seen: '239元整',
      hint: { zh: '金额里有文字；只留数字和小数点', en: 'The amount has words in it; leave digits and the point' },
    })),
    ...Array.from({ length: 15 }, (_, i) => ({
      record: 40 + 77 * i, bytes: null, column: '退款编号', code: 'no_key', seen: null, hint: { zh: '缺少退款编号；没有它无法更新', en: 'The refund id is missing; without it a row cannot be updated' },
    })),
  ],
  issues: [
    { code: 'unmapped_reason', level: 'warning', count: 61, zh: '有原因没有归类，先记为“其他原因”', en: 'Reasons without a class, kept as “other” for now' },
    { code: 'no_customer', level: 'info', count: 8, zh: '没有客户号的行，只计入成本与占比', en: 'Rows without a customer: they count in costs and shares only' },
  ],
});

export const held = (upload: string, file: string): Report => ({
  ...base(upload, file), decision: 'held', platform: null, confidence: 0.62, because: [], encoding: 'utf-8', delimiter: ';', version: null,
  counts: { ...noCounts(), records: 861, accepted: 858, ignored_blank: 2, header: 1 },
  columns: [column('Case', 'case_id', 0.97, 0, 858), column('Opened', 'opened_at', 0.6, 0, 203, 'dmy | mdy'), column('Amount', 'refund_minor', 0.9, 11, 402, 'decimal'), column('Why', 'reason_raw', 0.8, 90, 61)],
  questions: [
    { id: 'q1', code: 'date_order', column: 'Opened', choices: ['dmy', 'mdy'], zh: '“04/10/2026”是哪一天？两种读法在全部 858 个日期里都成立。', en: 'Which day is 04/10/2026? Both readings hold for all 858 dates.' },
    { id: 'q2', code: 'table', column: null, choices: ['cases', 'orders'], zh: '这个文件的每一行是什么？', en: 'What is one row of this file?' },
  ],
});

export const refused = (upload: string, file: string): Report => ({
  ...base(upload, file), decision: 'refused', platform: null, confidence: 0, because: [], container: null, encoding: null, delimiter: null, version: null,
  issues: [{ code: 'not_a_table', level: 'error', count: 0, zh: '这是一张图片，不是表格。请导出为 CSV 或 XLSX。', en: 'This is a picture, not a table. Export it as CSV or XLSX.' }],
});

export const archive = (upload: string, file: string): Report => ({
  ...base(upload, file), decision: 'partly', platform: null, because: [], container: 'zip', encoding: null, delimiter: null,
  counts: { ...partly(upload, file).counts }, members: [accepted(upload, '十月/退款.csv'), partly(upload, '十月/售后.csv')],
});
