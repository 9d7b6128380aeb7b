import { csvCell } from '../../lib/model/csv-cell.ts';
import type { Rows } from '../cards/rows.ts';

/** The rows behind a card as a CSV that Excel opens right: UTF-8 with a byte order mark, CRLF, every cell quoted where it must be, none a formula. */
export function csvOf({ head, rows, total }: Rows): string {
  const lines = [head, ...rows, ...(total === undefined ? [] : [total])];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  // Soft hyphens are for the page's narrow columns, the minus sign for its readers.
  const plain = text.replaceAll('\u00ad', '');
  return csvCell(plain.replace(/^\u2212(?=\d[\d,]*(\.\d+)?$)/, '-'));
}
