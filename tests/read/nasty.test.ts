import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalWords } from '../../lib/read/refusals.ts';
import { writeXlsx, writeZip } from '../support/xlsx-writer.ts';
import { bytesIn, expectAccounted, openRoom, refusalOf, tableOf, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

/** Reads, checks the accounting, and returns what became of each record. */
async function fates(content: Buffer | string, options?: Parameters<Room['read']>[1]) {
  const table = tableOf(await room.read(content, options));
  await expectAccounted(table);
  const data = await room.scan(table);
  expect(data).toHaveLength(table.records.data);
  return { table, data: data.map(({ record, cells }) => [record, ...cells]), rejects: table.rejects.map(({ record, code }) => [record, code]) };
}

describe('an unclosed quote', () => {
  it('costs its own line and no other', async () => {
    const { data, rejects } = await fates('id,name,amount\n1,"open,10\n2,fine,20\n3,also,30\n');
    expect(rejects).toEqual([[2, 'unclosed_quote']]);
    expect(data).toEqual([[3, '2', 'fine', '20'], [4, '3', 'also', '30']]);
  });

  it('does not pair with the quote of a later row', async () => {
    const { data, rejects } = await fates('id,name,amount\n1,"open,10\n2,"fine",20\n3,"two\nlines",30\n');
    expect(rejects).toEqual([[2, 'unclosed_quote']]);
    expect(data).toEqual([[3, '2', 'fine', '20'], [4, '3', 'two\nlines', '30']]);
  });

  it('does not swallow rows even where the next quote looks like its end', async () => {
    const { data, rejects } = await fates('id,name,amount\n1,"open,10\n2,", and",20\n3,fine,30\n');
    expect(rejects).toEqual([[2, 'unclosed_quote']]);
    expect(data).toEqual([[3, '2', ', and', '20'], [4, '3', 'fine', '30']]);
  });

  it('is found in linear time on every line of a large file', async () => {
    const line = '1,"open,10\n';
    const { rejects } = await fates(`id,name,amount\n${line.repeat(50_000)}`);
    expect(rejects).toHaveLength(50_000);
  });

  it('that runs to the end of the file leaves the rows below it alone', async () => {
    const { data, rejects } = await fates(`id,name,amount\n1,"open,10\n${'2,fine,20\n'.repeat(100_000)}`);
    expect(rejects).toEqual([[2, 'unclosed_quote']]);
    expect(data).toHaveLength(100_000);
  });
});

describe('quotes that follow no rule', () => {
  it('are part of an unquoted cell', async () => {
    const { data } = await fates('id,name\n1,5" screen\n2,a"b"c\n');
    expect(data).toEqual([[2, '1', '5" screen'], [3, '2', 'a"b"c']]);
  });

  it('are part of a quoted cell that ends on the same line', async () => {
    const { data } = await fates('id,name\n1,"a 5" screen, black"\n2,"x ""y"" "z" w"\n');
    expect(data).toEqual([[2, '1', 'a 5" screen, black'], [3, '2', 'x "y" "z" w']]);
  });
});

describe('line ends', () => {
  it('may be mixed, and the last may be missing', async () => {
    const { data } = await fates('a,b\r\n1,x\n2,y\r3,z\r\n4,w');
    expect(data).toEqual([[2, '1', 'x'], [3, '2', 'y'], [4, '3', 'z'], [5, '4', 'w']]);
  });

  it('of the old Macintosh work throughout', async () => {
    const { data } = await fates('a,b\r1,x\r2,y\r');
    expect(data).toEqual([[2, '1', 'x'], [3, '2', 'y']]);
  });
});

describe('ragged records', () => {
  it('are rejected one by one; cells that hold nothing beyond the header are not missed', async () => {
    const { data, rejects, table } = await fates('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n');
    expect(rejects).toEqual([[2, 'ragged_row'], [4, 'ragged_row']]);
    expect(table.rejects[0]?.seen).toBe('2 / 3');
    expect(data).toEqual([[3, '1', '2', '3'], [5, '1', '2', '3']]);
  });

  it('may lack the columns that have no name', async () => {
    const { table, data } = await fates('a,b,\n1,2\n3,4,5\n');
    expect(table.header).toEqual(['a', 'b', 'column 3']);
    expect(data).toEqual([[2, '1', '2', ''], [3, '3', '4', '5']]);
  });
});

describe('blank records', () => {
  it('are counted, with and without delimiters, between and after the rows', async () => {
    const { table, data } = await fates(`a,b,c\n1,2,3\n,,\n\n  , ,"\t"\n\u3000,,\n4,5,6\n${',,,,\n'.repeat(1000)}`);
    expect(table.records).toEqual({ all: 1007, data: 2, blank: 1004, header: 1, preamble: 0 });
    expect(data.map(([record]) => record)).toEqual([2, 7]);
  });
});

describe('the header', () => {
  it('is where the chooser says; what stands before it is preamble', async () => {
    const content = '售后订单导出说明：仅支持三个月\n\n"notes, quoted\nover lines"\n订单号,金额\n1,2\n';
    const { table, data } = await fates(content, { chooseHeader: (records) => records.findIndex((cells) => cells.includes('订单号')) });
    expect(table.headerRecord).toBe(4);
    expect(table.records).toMatchObject({ preamble: 3, data: 1 });
    expect(data).toEqual([[5, '1', '2']]);
  });

  it('is the first record with two filled cells when the chooser does not know', async () => {
    const { table } = await fates('Report of March,,\nid,name,amount\n1,x,2\n');
    expect(table.header).toEqual(['id', 'name', 'amount']);
  });

  it('alone makes an empty table', async () => {
    for (const content of ['order-id\tsku\treason\r\n', 'order-id\tsku\treason', '\uFEFForder-id\tsku\treason\n']) {
      const { table, data } = await fates(content);
      expect(table.header).toEqual(['order-id', 'sku', 'reason']);
      expect(table.records).toEqual({ all: 1, data: 0, blank: 0, header: 1, preamble: 0 });
      expect(data).toEqual([]);
    }
  });

  it('is freed of marks, tabs, quotes and ="…"; repeated and prototype names are mere names', async () => {
    const { table, data } = await fates('\uFEFF\uFEFF id\t,="00123",__proto__,constructor,id,,toString\n1,2,3,4,5,6,7\n');
    expect(table.header).toEqual(['id', '00123', '__proto__', 'constructor', 'id (2)', 'column 6', 'toString']);
    expect(data).toEqual([[2, '1', '2', '3', '4', '5', '6', '7']]);
  });

  it('follows a declared separator', async () => {
    const { table, data } = await fates('sep=;\r\na;b\r\n1,5;2,5\r\n');
    expect(table.delimiter).toBe(';');
    expect(table.headerRecord).toBe(2);
    expect(data).toEqual([[3, '1,5', '2,5']]);
  });
});

describe('a text of one column', () => {
  it('is a table', async () => {
    const { table, data } = await fates('order_id\n5791\n5792\n');
    expect(table.header).toEqual(['order_id']);
    expect(data).toEqual([[2, '5791'], [3, '5792']]);
  });
});

describe('delimiters', () => {
  it('are found among decimal commas and commas in free text', async () => {
    expect((await fates('id;preis;menge\n1;2,50;3,0\n2;4,50;1,0\n')).table.delimiter).toBe(';');
    expect((await fates('id\tcomment\n1\tsmall, tight, short\n2\tno, never\n3\tok\n')).table.delimiter).toBe('\t');
    expect((await fates('id|comment\n1|a,b\n2|c,d\n')).table.delimiter).toBe('|');
  });
});

describe('what is too much', () => {
  it('rejects a record with a cell of 2 MB, quoted or not, and keeps the others', async () => {
    const long = 'x'.repeat(2_000_000);
    for (const cell of [long, `"${long}"`, `"${long.replaceAll('xxxx', 'xxx\n')}"`]) {
      const { data, rejects } = await fates(`a,b\n1,2\n${cell},3\n4,5\n`);
      expect(rejects).toEqual([[3, 'cell_too_long']]);
      expect(data).toEqual([[2, '1', '2'], [4, '4', '5']]);
    }
  });

  it('rejects a record of 12 MB without holding it', async () => {
    const { data, rejects } = await fates(`a,b\n1,2\n${'x'.repeat(12_000_000)},3\r\n4,5\n`);
    expect(rejects).toEqual([[3, 'record_too_long']]);
    expect(data).toEqual([[2, '1', '2'], [4, '4', '5']]);
  });

  it('refuses 20,000 columns', async () => {
    const header = Array.from({ length: 20_000 }, (_, i) => `column${i}`).join(',');
    expect(refusalOf(await room.read(`${header}\n${'1,'.repeat(19_999)}1\n`)).code).toBe('too_many_columns');
    expect(refusalOf(await room.read(header)).code).toBe('too_many_columns');
  });

  it('refuses an archive that unpacks to far more than it is', async () => {
    const zeros = Buffer.alloc(3_000_000, '0,1\n');
    const limits = { ratioFromBytes: 1_000_000, ratio: 100 };
    expect(refusalOf(await room.read(gzipSync(zeros), { limits })).code).toBe('archive_ratio');
    const path = join(room.dir, 'bomb.zip');
    await writeZip(path, { 'bomb.csv': zeros, 'fine.csv': 'a,b\n1,2\n' });
    const [bomb, fine] = await room.readPath(path, { limits });
    expect(bomb?.ok === false && bomb.unreadable.code).toBe('archive_ratio');
    expect(fine?.ok).toBe(true);
    expect(refusalOf(await room.read(gzipSync(zeros), { limits: { unpackedBytes: 1_000_000 } })).code).toBe('archive_too_large');
  });
});

describe('NUL bytes', () => {
  it('reject the records that hold them', async () => {
    const { data, rejects } = await fates('a,b\n1,\0x\n2,y\n"\0",z\n');
    expect(rejects).toEqual([[2, 'nul_byte'], [4, 'nul_byte']]);
    expect(data).toEqual([[3, '2', 'y']]);
  });
});

describe('byte ranges', () => {
  it('cut the very record out of the file, in any order, however far in', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i},"第${i}行, ""x""",${i % 3 === 1 ? '"two\nlines"' : 'y'}\n`);
    const path = join(room.dir, 'ranges.csv');
    await writeFile(path, `a,b,c\n${lines.join('')}`);
    const table = tableOf(await room.readPath(path));
    const asked = [29_999, 2, 15_000, 30_001, 1];
    const ranges = (await table.byteRanges(asked))!;
    const seen = await Promise.all(ranges.map(async (range) => (await bytesIn(path, range)).toString()));
    expect(seen).toEqual(asked.map((record) => (record === 1 ? 'a,b,c\n' : lines[record - 2])));
  });
});

describe('what is no table', () => {
  const refused: [what: string, content: Buffer | string, code: string][] = [
    ['nothing', '', 'empty_file'],
    ['only a mark', '\uFEFF', 'empty_file'],
    ['only blank lines', '\n\n , \n', 'empty_file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_table'],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 7) % 256)), 'not_a_table'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'xls_not_supported'],
    ['a web page named .xls', '\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table>', 'html_not_supported'],
    ['JSON', '[{"id": 1}]', 'json_not_supported'],
    ['a gz in a gz', gzipSync(gzipSync('a,b\n1,2\n')), 'nested_archive'],
    ['a gz of nothing', gzipSync(''), 'empty_file'],
    ['a damaged gz', Buffer.concat([gzipSync('a,b\n1,2\n').subarray(0, 10), Buffer.alloc(20, 0xff)]), 'damaged'],
  ];
  it.each(refused)('%s is refused with its own code', async (_what, content, code) => {
    expect(refusalOf(await room.read(content)).code).toBe(code);
    expect(refusalWords(code).en, 'words of its own').not.toBe(refusalWords('').en);
  });
});

describe('an archive', () => {
  it('yields its tables and refuses the rest by name', async () => {
    const inner = join(room.dir, 'inner.zip');
    await writeZip(inner, { 'x.csv': 'a,b\n1,2\n' });
    const book = join(room.dir, 'book.xlsx');
    await writeXlsx(book, [{ name: 'S', rows: [['a', 'b'], ['1', '2']] }]);
    const path = join(room.dir, 'outer.zip');
    await writeZip(path, {
      '__MACOSX/._x.csv': 'noise', 'one.csv': 'a,b\n1,2\n', 'inner.zip': await readFile(inner), 'two.csv.gz': gzipSync('a,b\n1,2\n'), 'book.xlsx': await readFile(book), 'photo.csv': Buffer.from('ffd8ffe000104a464946', 'hex'), 'last.csv': 'a;b\n1;2\n',
    });
    const results = await room.readPath(path);
    expect(results.map((result) => (result.ok ? [result.table.member, result.table.container] : [result.unreadable.member, result.unreadable.code]))).toEqual([
      ['one.csv', 'csv'], ['inner.zip', 'nested_archive'], ['two.csv.gz', 'nested_archive'], ['book.xlsx', 'xlsx'], ['photo.csv', 'not_a_table'], ['last.csv', 'csv'],
    ]);
  });
});
