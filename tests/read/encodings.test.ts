import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx, writeZip } from '../support/xlsx-writer.ts';
import { gb18030 } from './gb18030.ts';
import { expectAccounted, openRoom, refusalOf, tableOf, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const rows = [
  ['退款编号', '买家退款原因', '备注,说明', '金额'],
  ...Array.from({ length: 400 }, (_, i) => [`5791234567891${i}`, i % 3 === 0 ? '尺码偏小' : '七天无理由退货', i % 5 === 0 ? `第一行\n"第${i}行"` : '颜色与描述不符，已寄回', `${i}.50`]),
];
const csv = rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n') + '\r\n';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('one content in every dress', () => {
  const dresses: [name: string, bytes: () => Buffer, encoding: string][] = [
    ['UTF-8', () => Buffer.from(csv), 'utf-8'],
    ['UTF-8 with a mark', () => Buffer.from(`\uFEFF${csv}`), 'utf-8'],
    ['UTF-16 LE with a mark', () => Buffer.from(`\uFEFF${csv}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', () => utf16be(`\uFEFF${csv}`), 'utf-16be'],
    ['UTF-16 LE without a mark', () => Buffer.from(csv, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without a mark', () => utf16be(csv), 'utf-16be'],
    ['GB18030', () => gb18030(csv), 'gb18030'],
    ['gz', () => gzipSync(csv), 'utf-8'],
    ['gz of two members', () => Buffer.concat([gzipSync(csv.slice(0, 777)), gzipSync(csv.slice(777))]), 'utf-8'],
    ['gz of GB18030', () => gzipSync(gb18030(csv)), 'gb18030'],
  ];
  it.each(dresses)('has the same cells and records in %s', async (_name, bytes, encoding) => {
    for (const chunkBytes of [512 * 1024, 61]) {
      const table = tableOf(await room.read(bytes(), { limits: { chunkBytes } }));
      expect(table.encoding).toBe(encoding);
      expect(table.header).toEqual(rows[0]);
      expect((await room.scan(table)).map((row) => row.cells)).toEqual(rows.slice(1));
      expect(table.records).toEqual({ all: 401, data: 400, blank: 0, header: 1, preamble: 0 });
      await expectAccounted(table);
    }
  });

  it('has the same cells as a member of a zip and as a workbook', async () => {
    const zip = join(room.dir, 'orders.zip');
    await writeZip(zip, { 'a/b.csv': csv });
    const member = tableOf(await room.readPath(zip));
    expect(member.member).toBe('a/b.csv');
    const book = join(room.dir, 'orders.xlsx');
    await writeXlsx(book, [{ name: '售后信息', rows }]);
    const sheet = tableOf(await room.readPath(book));
    expect(sheet.sheet).toBe('售后信息');
    for (const table of [member, sheet]) {
      expect(table.header).toEqual(rows[0]);
      expect((await room.scan(table)).map((row) => row.cells)).toEqual(rows.slice(1));
      await expectAccounted(table);
    }
  });
});

describe('a record in another encoding than its file', () => {
  it('is rejected alone, in a UTF-8 file and in a GB18030 file', async () => {
    const lines = csv.split('\r\n');
    const strange = 6;
    for (const [host, guest, encoding] of [[(text: string) => Buffer.from(text), gb18030, 'utf-8'], [gb18030, (text: string) => Buffer.from(text), 'gb18030']] as const) {
      const bytes = Buffer.concat(['编号,原因,说明', ...lines.slice(1).filter((line) => !line.includes('"')).map((line) => line.split(',').slice(0, 3).join(','))].map((line, i) => (i === strange ? guest : host)(`${line}\r\n`)));
      const table = tableOf(await room.read(bytes));
      expect(table.encoding).toBe(encoding);
      expect(table.rejects.map(({ record, code }) => ({ record, code }))).toEqual([{ record: strange + 1, code: 'bad_encoding' }]);
      await expectAccounted(table);
    }
  });
});

describe('the encoding of a text', () => {
  const gb = (text: string): Buffer => gb18030(text);
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
  const thai = (text: string): Buffer => Buffer.from([...text].map((char) => (char.charCodeAt(0) < 128 ? char.charCodeAt(0) : char.charCodeAt(0) - 0x0e01 + 0xa1)));
  const japanese = (head: string, cells: readonly string[]): Buffer => Buffer.concat([Buffer.from(head), ...cells.map((hex, i) => Buffer.concat([Buffer.from(`${i},`), Buffer.from(hex, 'hex'), Buffer.from('\n')]))]);
  const cases: [what: string, bytes: Buffer, encoding: string, cell: string][] = [
    ['Western letters', latin('Bestellung;Größe;Grund\n1;groß;défectueux, reçu cassé\n'), 'windows-1252', 'défectueux, reçu cassé'],
    ['Western typography', Buffer.concat([latin('id,comment\n1,it'), Buffer.of(0x92), latin('s small\n')]), 'windows-1252', 'it’s small'],
    ['Chinese of one letter, which is UTF-8 by chance', gb('编号,性别\n1,女\n2,女\n3,女\n'), 'gb18030', '女'],
    ['Japanese', japanese('id,reason\n', ['83548343835982aa8faca282b382a2', '95d495699 79d9752'.replace(' ', ''), '82a882bb82ad93cd82a282bd']), 'shift_jis', ''],
    ['Thai', thai('id,เหตุผล\n1,คืนเงินแล้ว\n2,สินค้าชำรุด\n3,ยกเลิกคำขอ\n'), 'windows-874', 'คืนเงินแล้ว'],
    ['UTF-8 with one Western record', Buffer.concat([Buffer.from('id,raison\n1,abîmé\n2,trop petit\n3,reçu cassé\n'.repeat(4)), latin('9,défectueux\n')]), 'utf-8', 'abîmé'],
  ];
  it.each(cases)('is found for %s', async (_what, bytes, encoding, cell) => {
    const table = tableOf(await room.read(bytes));
    expect(table.encoding).toBe(encoding);
    if (cell !== '') expect(table.sample[0]!.at(-1)).toBe(cell);
    await expectAccounted(table);
  });

  it('is never one that garbles half a file: of two encodings, the records of one are rejected', async () => {
    for (const share of [3, 5, 7]) {
      const lines = Array.from({ length: 10 }, (_, i) => `${i},尺码偏小了,颜色与描述不符${i}\n`);
      const bytes = Buffer.concat([Buffer.from('编号,原因,说明\n'), ...lines.map((line, i) => (i < share ? Buffer.from(line) : gb(line)))]);
      const table = tableOf(await room.read(bytes));
      for (const row of table.sample) expect(row[1]).toBe('尺码偏小了');
      expect(table.records.data + table.rejects.length).toBe(10);
      expect(table.rejects.length).toBeGreaterThan(0);
      await expectAccounted(table);
    }
  });
});

describe('a file cut short', () => {
  it('is refused when it is a gz or a zip: half a file is never taken for the whole', async () => {
    const packed = gzipSync(csv);
    for (const cut of [packed.length - 1, packed.length - 9, 200]) expect(refusalOf(await room.read(packed.subarray(0, cut))).code).toBe('truncated');
    const path = join(room.dir, 'whole.zip');
    await writeZip(path, { 'a.csv': csv });
    const zip = await readFile(path);
    expect(refusalOf(await room.read(zip.subarray(0, zip.length - 40))).code).toBe('truncated');
  });

  it('loses no record when a UTF-16 text ends in half a character', async () => {
    const table = tableOf(await room.read(Buffer.from('\uFEFFa,b\n1,2\n3,4', 'utf16le').subarray(0, -1)));
    expect(table.rejects.map((reject) => reject.code)).toEqual(['bad_encoding']);
    await expectAccounted(table);
  });
});
