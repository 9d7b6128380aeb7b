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

/** Why a whole file was refused or held, and what to do. */
export const fileWords: Readonly<Record<string, Words>> = {
  empty_file: words('文件是空的；重新导出后再传', 'The file is empty; export it again'),
  not_a_table: words('这不是表格文件；请上传 CSV、TSV 或 xlsx', 'This is not a table; upload CSV, TSV or xlsx'),
  truncated: words('压缩文件不完整；重新下载后再传', 'The archive is cut short; download it again'),
  nested_archive: words('压缩包里还有压缩包；先解开再传', 'There is an archive inside the archive; unpack it first'),
  too_many_columns: words('列数超过 2,000；只导出需要的列', 'More than 2,000 columns; export only those needed'),
  xls_not_supported: words('旧版 .xls 不能读；另存为 .xlsx 或 CSV', 'Old .xls files cannot be read; save it as .xlsx or CSV'),
  html_not_supported: words('这是网页，不是表格；另存为 .xlsx 或 CSV', 'This is a web page with a table; save it as .xlsx or CSV'),
  encrypted: words('文件加了密码；去掉密码后再传', 'The file is encrypted; remove the password first'),
  too_large: words('解压后太大；分成几个文件', 'Too large when unpacked; split it'),
  nothing_accepted: words('没有一行可用；看下面的原因，改正后重传', 'No record could be taken; see the reasons below, correct and upload again'),
  unreadable: words('读不了这个文件；重新导出后再传', 'The file cannot be read; export it again'),
  unknown_layout: words('没见过这种格式；请确认每一列是什么', 'This layout is new; confirm what each column is'),
};
