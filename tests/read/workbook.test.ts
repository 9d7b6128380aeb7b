import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainNumber, serialDate } from '../../lib/read/cell-format.ts';
import { writeParts, writeXlsx } from '../support/xlsx-writer.ts';
import { expectAccounted, openRoom, refusalOf, tableOf, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

let books = 0;
const book = (): string => join(room.dir, `book-${books++}.xlsx`);
const workbook = (sheets: string, properties = ''): string => `<workbook xmlns:r="r">${properties}<sheets>${sheets}</sheets></workbook>`;
const oneSheet = workbook('<sheet name="S" r:id="rId1"/>');
const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>';

describe('a workbook', () => {
  it('keeps every text as it is, whatever is in it', async () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('<&>"', '_x000D_', 'a\r\nb', '😀𠀀', ' padded ', '="0012"', '退款')).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text), { maxLength: 30 }), async (rows) => {
        const path = book();
        await writeXlsx(path, [{ name: 'S', rows: [['x', 'y', 'z'], ...rows] }]);
        const table = tableOf(await room.readPath(path));
        const filled = rows.flatMap((row, i) => (row.some((cell) => cell.trim() !== '') ? [{ record: i + 2, cells: [...row] }] : []));
        expect(await room.scan(table)).toEqual(filled);
        await expectAccounted(table);
      }),
      { numRuns: 60 },
    );
  });

  it('tears no character at a chunk border', async () => {
    const path = book();
    const rows = Array.from({ length: 20_000 }, (_, i) => [`${i}`, `退款原因：尺码偏小${i % 100}`, '七天无理由退货，已寄回仓库']);
    await writeXlsx(path, [{ name: 'S', rows: [['id', '原因', '说明'], ...rows] }]);
    expect((await room.scan(tableOf(await room.readPath(path)))).map((row) => row.cells)).toEqual(rows);
  });

  it('reads dates by their format, numbers without an exponent, booleans and errors as words', async () => {
    const path = book();
    const cells = ['<c r="A2" s="1"><v>43882.5</v></c><c r="B2"><v>5.7912345678901235E+17</v></c>', '<c r="A3" s="2"><v>43882</v></c><c r="B3"><v>19.989999999999998</v></c>', '<c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#REF!</v></c>', '<c r="A5" s="3"><v>43882</v></c><c r="B5" t="str"><f>A1</f><v>text</v></c>'];
    await writeParts(path, {
      'xl/workbook.xml': oneSheet,
      'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
      'xl/worksheets/sheet1.xml': sheet(header + cells.map((row, i) => `<row r="${i + 2}">${row}</row>`).join('')),
    }, 1);
    expect((await room.scan(tableOf(await room.readPath(path)))).map((row) => row.cells)).toEqual([
      ['2020-02-21 12:00:00', '579123456789012350'], ['2020-02-21 00:00:00', '19.99'], ['TRUE', '#REF!'], ['43882', 'text'],
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const path = book();
    await writeParts(path, {
      'xl/workbook.xml': workbook('<sheet name="S" r:id="rId1"/>', '<workbookPr date1904="1"/>'),
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
      'xl/worksheets/sheet1.xml': sheet(`${header}<row r="2"><c r="A2"><v>42420</v></c><c r="B2" t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r></is></c></row>`),
    }, 1);
    expect((await room.scan(tableOf(await room.readPath(path))))[0]?.cells).toEqual(['2020-02-21 00:00:00', 'rich text']);
  });

  it('yields one table for every visible sheet with a header', async () => {
    const path = book();
    const full = sheet(`${header}<row r="4"><c r="A4"><v>1</v></c></row>`);
    await writeParts(path, {
      'xl/workbook.xml': workbook('<sheet name="one" r:id="rId1"/><sheet name="hidden" state="hidden" r:id="rId2"/><sheet name="empty" r:id="rId3"/><sheet name="note" r:id="rId4"/><sheet name="two" r:id="rId5"/>'),
      'xl/worksheets/sheet1.xml': full, 'xl/worksheets/sheet2.xml': full, 'xl/worksheets/sheet3.xml': sheet(''),
      'xl/worksheets/sheet4.xml': sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>only a note</t></is></c></row>'), 'xl/worksheets/sheet5.xml': full,
    }, 5);
    const results = await room.readPath(path);
    expect(results.map((result) => result.ok && result.table.sheet)).toEqual(['one', 'two']);
    const table = results[0]!.ok ? results[0]!.table : null;
    expect(table?.records).toEqual({ all: 4, data: 1, blank: 2, header: 1, preamble: 0 });
  });

  it('is refused when it is damaged, declares entities, or holds too much', async () => {
    const path = book();
    await writeParts(path, { 'xl/workbook.xml': oneSheet, 'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY e "v">]>${sheet(header)}` }, 1);
    expect(refusalOf(await room.readPath(path)).code).toBe('damaged');
    await writeParts(path, { 'xl/workbook.xml': oneSheet, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c' }, 1);
    expect(refusalOf(await room.readPath(path)).code).toBe('damaged');
    await writeParts(path, { 'xl/workbook.xml': oneSheet, 'xl/worksheets/sheet1.xml': sheet(header + '<row><c><v>1</v></c></row>'.repeat(50_000)) }, 1);
    expect(refusalOf(await room.readPath(path, { limits: { unpackedBytes: 100_000 } })).code).toBe('archive_too_large');
    await writeParts(path, { 'xl/workbook.xml': oneSheet, 'xl/worksheets/sheet1.xml': sheet(`<row r="1">${'<c t="inlineStr"><is><t>x</t></is></c>'.repeat(2_100)}</row>`) }, 1);
    expect(refusalOf(await room.readPath(path)).code).toBe('too_many_columns');
    await writeXlsx(path, [{ name: 'S', rows: [] }]);
    expect(refusalOf(await room.readPath(path)).code).toBe('empty_file');
  });
});

describe('numbers and days of a sheet', () => {
  it('shows numbers as a person reads them', () => {
    const shown: [string, string][] = [['1', '1'], ['1.50', '1.5'], ['1E3', '1000'], ['1.2e-3', '0.0012'], ['-0.1', '-0.1'], ['0.30000000000000004', '0.3'], ['123456789012345678', '123456789012345678'], ['1.0000000000000001E-2', '0.01'], ['99.999999999999986', '100'], ['0', '0'], ['-0', '0'], ['abc', 'abc']];
    expect(shown.map(([written]) => plainNumber(written))).toEqual(shown.map(([, plain]) => plain));
  });

  it('knows the days around the leap day that 1900 did not have', () => {
    expect([1, 59, 61, 0.25, 45_000.999_999_9].map((serial) => serialDate(serial, false))).toEqual(['1900-01-01 00:00:00', '1900-02-28 00:00:00', '1900-03-01 00:00:00', '06:00:00', '2023-03-16 00:00:00']);
    expect(serialDate(-1, false)).toBeNull();
    expect(serialDate(3_000_000, false)).toBeNull();
  });
});
