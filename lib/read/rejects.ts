import type { Reject } from '../model/report.ts';
import { words, type Words } from '../model/words.ts';
import type { Fault } from './split.ts';

/** How to mend a record that could not be split into cells. */
const hints: Record<Fault, Words> = {
  unclosed_quote: words('这一行的引号没有成对：补上缺少的引号，或去掉多余的引号。', 'A quotation mark on this line has no partner: add the missing one or remove it.'),
  ragged_row: words('这一行的单元格数与表头不符：含分隔符的内容请加引号，并补齐或删去多余的单元格。', 'This row has more or fewer cells than the header: quote cells that contain the separator, add the missing cells or remove the extra ones.'),
  cell_too_long: words('有单元格超过 1 MiB：请缩短其内容。', 'A cell is longer than 1 MiB: shorten it.'),
  record_too_long: words('整行过长：请检查是否缺少换行。', 'The row is too long: check whether a line break is missing.'),
  nul_byte: words('这一行含有空字符（NUL）：请从原系统重新导出。', 'The row contains NUL characters: export it again from the source system.'),
  bad_encoding: words('这一行的文字编码与文件其余部分不同：请将整个文件另存为 UTF-8。', 'The text of this row is in another encoding than the rest of the file: save the whole file as UTF-8.'),
};

/** `seen` tells counts, never content: an unsplit record may hold anything. */
export const rejectOf = (code: Fault, record: number, bytes: [number, number] | null, seen: string | null = null): Reject =>
  ({ record, bytes, column: null, code, seen, hint: hints[code] });
