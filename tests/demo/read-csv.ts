import { readFile } from 'node:fs/promises';

export type Row = Readonly<Record<string, string>>;

/** Records of a CSV by column name: RFC 4180, whole file in memory. */
export async function readCsv(path: string, encoding = 'utf-8'): Promise<{ header: string[]; rows: Row[] }> {
  const [header = [], ...records] = split(new TextDecoder(encoding, { fatal: true }).decode(await readFile(path)));
  return { header, rows: records.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']))) };
}

function split(text: string): string[][] {
  const records: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy;
  let record: string[] = [];
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}
