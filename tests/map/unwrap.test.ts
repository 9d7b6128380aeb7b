import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { readingMacros } from '../../lib/map/macros.ts';
import { openColumns, unwrapped } from '../../lib/read/columns.ts';

const PIECES = ['', '-', '—', '/', '\\N', '#N/A', 'n/a', 'NULL', 'nan', '“”', '"', "'", ' ', '\t', '\u3000', '\u00a0', '\ufeff', '="', 'x', '退', '12', '\n'];
const cells = PIECES.flatMap((a) => PIECES.flatMap((b) => PIECES.map((c) => a + b + c))).filter((cell) => cell !== '');

async function unwrappedByEngine(): Promise<(string | null)[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const macro of readingMacros) await connection.run(macro);
  const reader = await connection.runAndReadAll(`SELECT hex(unwrap(x)) FROM unnest([${cells.map((cell) => `'${cell.replaceAll("'", "''")}'`).join(', ')}]) t(x)`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRows().map(([hex]) => (hex === null || hex === undefined ? null : Buffer.from(String(hex), 'hex').toString('utf8')));
}

test('the reader unwraps a cell as the engine does, whatever is around it', async () => {
  expect(cells.map(unwrapped)).toEqual(await unwrappedByEngine());
});

test('a column counts as odd where a cell has something around it or is a word for nothing, and its values are counted unwrapped', () => {
  const odd = ['="007"', "'007", '\t007', '007 ', '\u3000货号', '货号\u00a0', 'x"', '-', '—', 'N/A', 'NULL', '\\N', 'nan', '#N/A'];
  const plain = ['007', '货号', 'x', 'Nancy', 'Äpfel'.slice(1), 'nullable'];
  const columns = openColumns(odd.length + plain.length + 1);
  [...odd, ...plain].forEach((cell, i) => {
    columns.seeText(i, cell);
    columns.seeText(odd.length + plain.length, cell);
  });
  const facts = columns.facts();
  expect(facts.slice(0, -1).map((column) => column.odd)).toEqual([...odd.map(() => true), ...plain.map(() => false)]);
  expect(facts.at(-1)).toMatchObject({ filled: 13, distinct: 6, odd: true });
});
