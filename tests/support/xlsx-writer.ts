import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
}

const escape = (text: string): string =>
  text
    .replace(/_x[0-9A-Fa-f]{4}_/g, (found) => `_x005F${found}`)
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Writes a workbook with shared strings; empty texts become missing cells, rows without any become missing rows. */
export async function writeXlsx(path: string, sheets: readonly Sheet[]): Promise<void> {
  const strings = new Map<string, number>();
  const parts: Record<string, string> = {};
  for (const [index, sheet] of sheets.entries()) {
    const rows = sheet.rows.map((row, r) => {
      const cells = row.map((value, c) => {
        const place = `${columnName(c)}${r + 1}`;
        if (value === '') return '';
        if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
        const id = strings.get(value) ?? strings.set(value, strings.size).size - 1;
        return `<c r="${place}" t="s"><v>${id}</v></c>`;
      });
      return cells.join('') === '' ? '' : `<row r="${r + 1}">${cells.join('')}</row>`;
    });
    parts[`xl/worksheets/sheet${index + 1}.xml`] = `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  }
  const texts = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`);
  parts['xl/sharedStrings.xml'] = `<sst xmlns="${main}">${texts.join('')}</sst>`;
  parts['xl/workbook.xml'] = `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${sheets.map((sheet, i) => `<sheet name="${escape(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`;
  await writeParts(path, parts, sheets.length);
}

/** Writes the parts of a workbook as given, with the relations of sheets 1 to `sheets`. */
export async function writeParts(path: string, parts: Readonly<Record<string, string>>, sheets: number): Promise<void> {
  const relations = Array.from({ length: sheets }, (_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`);
  await writeZip(path, {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ...parts,
  });
}

/** Writes a zip of the given members. */
export async function writeZip(path: string, members: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
