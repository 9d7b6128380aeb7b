/** A small CSV, as the server writes rejected rows: commas, quotes doubled, any line end. */
export function rowsOfCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const plain = text.replace(/^\ufeff/, '');
  for (let i = 0; i < plain.length; i += 1) {
    const c = plain[i] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (plain[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',' || c === '\n' || c === '\r') {
      if (c === '\r' && plain[i + 1] === '\n') i += 1;
      row.push(cell);
      cell = '';
      if (c !== ',') {
        rows.push(row);
        row = [];
      }
    } else cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** The same back, with a byte order mark. */
export const csvOfRows = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`;
