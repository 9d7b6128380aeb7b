import type { Issue } from '../model/report.ts';
import { words, type Words } from '../model/words.ts';

/** What a report notes without rejecting anything. Stable codes; documented in docs/report.md. */
export const issueWords: Readonly<Record<string, (detail: string) => Words>> = {
  ignored: (word) => words(`按规则略过：${word}`, `Left out by rule: ${word}`),
  no_customer: () => words('没有顾客标识；计入成本和占比，不计入顾客', 'No customer is named; counted in costs and shares, not for customers'),
  no_row: () => words('这些行与售后和订单无关（如费用行）', 'These records concern neither cases nor orders (fees, for example)'),
  waiting: () => words('这些行在等您的回答；回答后才计入', 'These records wait for your answer; they count once it is given'),
  masked_customer: () => words('顾客标识被平台打了星号，认不出是谁；这些行不计入顾客', 'The customer is masked by the platform and names nobody; not counted for customers'),
  rounded_ids: (columns) => words(`长编号被表格软件四舍五入过（${columns}），可能对不上订单；请以文本格式重新导出`, `Long ids were rounded by a spreadsheet (${columns}) and may match nothing; export them as text`),
  unknown_word: (list) => words(`不认识的词，当作没写：${list}`, `Words outside the vocabulary, read as nothing: ${list}`),
  other_currency: (list) => words(`有别的币种，分开统计，不相加：${list}`, `Amounts in other currencies stay apart and are not added up: ${list}`),
  future_date: (columns) => words(`日期在将来：${columns}`, `Dates in the future: ${columns}`),
  old_date: (columns) => words(`日期早于 2000 年：${columns}`, `Dates before 2000: ${columns}`),
  repeated_header: (names) => words(`表头里有重名的列，只用第一列：${names}`, `Column names that are there twice; the first is used: ${names}`),
  refund_above_paid: () => words('退款大于实付；请核对', 'The refund is above what was paid; please check'),
  refund_without_status: () => words('有退款金额但没有状态，不算已付出；请补上状态（completed）', 'A refund without a state does not count as paid out; add the status (completed)'),
  negative_amount: () => words('金额为负；请核对', 'An amount is negative; please check'),
  duplicates: (totals) => words(`与前面某行完全相同，只计一次${totals === '' ? '' : `（${totals}）`}；若确实是不同的几笔，请映射行号`, `Equal to an earlier record, counted once${totals === '' ? '' : ` (${totals})`}; if they are different sales, map a line id`),
  contradicting_rows: () => words('同一单号的几行内容不同；以更新时间较晚的为准', 'Several records share one key and differ; the later update counts'),
  nothing_accepted: () => words('没有一行可用；改正后重传', 'No record could be taken; correct them and upload again'),
  reading_failed: () => words('多次读取都没有成功，已放在一边；请重新导出后再传，或联系我们', 'Reading it failed several times and it was set aside; export it again, or ask us'),
  duplicate_file: (upload) => words(`这个文件已经收过（${upload}）`, `This file is here already (${upload})`),
};

export function issueOf(code: string, level: Issue['level'], count: number, detail = ''): Issue {
  return { code, level, count, ...(issueWords[code] ?? ((d: string) => words(d, d)))(detail) };
}
