import { words, type Words } from '../model/words.ts';

/** What each code says to the merchant, and the way out. Stable codes; `{column}` and `{n}` are filled in. Documented in docs/report.md. */
export const rejectHints: Readonly<Record<string, Words>> = {
  not_a_number: words('不是数字；只留数字和小数点', 'Not a number; keep digits and one decimal mark'),
  not_a_count: words('数量要是大于 0 的整数；按件填写', 'The quantity must be a whole number above 0'),
  not_a_date: words('不是有效的日期时间；写成 2026-11-20 09:30:00', 'Not a valid date; write it as 2026-11-20 09:30:00'),
  missing_case_id: words('缺售后编号；没有它无法认出这一单', 'The case id is missing; without it the case cannot be told apart'),
  missing_order_id: words('缺订单编号；没有它无法对应订单', 'The order id is missing; without it the line belongs to no order'),
  missing_contact_id: words('缺联系编号', 'The contact id is missing'),
  missing_feedback_id: words('缺评价编号', 'The feedback id is missing'),
  missing_customer_key: words('缺顾客编号', 'The customer id is missing'),
  missing_product_id: words('缺商品编号', 'The product id is missing'),
  missing_time: words('没有任何时间；至少要有一个日期', 'There is no date at all; at least one is needed'),
  ragged_row: words('这一行的列数与表头不同；检查分隔符和引号', 'This record has another number of cells than the header; check separators and quotes'),
  unclosed_quote: words('引号没有闭合；补上引号，或把内容里的引号写成两个', 'A quote is not closed; close it, or double the quotes inside the text'),
  cell_too_long: words('有一格超过 1 MiB；缩短它', 'A cell is longer than 1 MiB; shorten it'),
  record_too_long: words('这一行太长；检查引号', 'This record is too long; check the quotes'),
  bad_encoding: words('这一行的文字编码与文件其余部分不同；统一编码后重传', 'This record is in another encoding than the rest of the file; save it in one encoding'),
  nul_byte: words('含有空字节；从原系统重新导出', 'It holds NUL bytes; export it again'),
};

const FALLBACK = words('这一行读不懂；改正后重传', 'This record cannot be read; correct it and upload it again');
export const hintOf = (code: string): Words => rejectHints[code] ?? FALLBACK;
