import type { Rows } from '../cards/rows.ts';

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The rows behind a card as a CSV that Excel opens right: UTF-8 with a byte order mark, CRLF, every cell quoted where it must be, none a formula. */
export function csvOf({ head, rows, total }: Rows): string {
  const lines = [head, ...rows, ...(total === undefined ? [] : [total])];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  // Soft hyphens are for the page's narrow columns, the minus sign for its readers.
  const plain = text.replaceAll('\u00ad', '');
  const number = plain.replaceAll('\u2212', '-');
  const safe = /^-\d[\d,]*(\.\d+)?$/.test(number) ? number : FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
