import type { Issue } from '../model/report.ts';
import { words, type Words } from '../model/words.ts';

/** What a report notes without rejecting anything. Stable codes; documented in docs/report.md. */
const ISSUES: Readonly<Record<string, (detail: string) => Words>> = {
  ignored: (word) => words(`按规则略过：${word}`, `Left out by rule: ${word}`),
  no_customer: () => words('没有顾客标识；计入成本和占比，不计入顾客', 'No customer is named; counted in costs and shares, not for customers'),
  no_row: () => words('这些行与售后和订单无关（如费用行）', 'These records concern neither cases nor orders (fees, for example)'),
  contradicting_rows: () => words('同一单号的几行内容不同；以更新时间较晚的为准', 'Several records share one key and differ; the later update counts'),
  nothing_accepted: () => words('没有一行可用；改正后重传', 'No record could be taken; correct them and upload again'),
  duplicate_file: (upload) => words(`这个文件已经收过（${upload}）`, `This file is here already (${upload})`),
  unreadable: (why) => words(why, why),
};

export function issueOf(code: string, level: Issue['level'], count: number, detail = ''): Issue {
  return { code, level, count, ...(ISSUES[code] ?? ((d: string) => words(d, d)))(detail) };
}
