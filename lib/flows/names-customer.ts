import { createReadStream } from 'node:fs';
import { identifier, literal } from '../lake/table-sql.ts';
import { normaliseIdentifier } from '../model/pseudonym.ts';
import type { Edition } from '../ports/edition.ts';
import { readUpload } from '../read/read-upload.ts';
import { scanSql } from '../read/scan-sql.ts';

/** An identifier this long is looked for everywhere in a file; a shorter one only as a whole cell, since it is part of many other words. */
const TELLING = 6;

/**
 * Whether a raw file names a customer: in a cell of any table in it (archives and workbooks opened, every encoding read), or, where the
 * identifier is long enough to mean nobody else, anywhere in its bytes, rejected records and comments included.
 */
export async function namesCustomer({ benches, io }: Pick<Edition, 'benches' | 'io'>, path: string, customer: string): Promise<boolean> {
  const wanted = [...new Set([customer.trim(), customer.trim().normalize('NFKC'), normaliseIdentifier(customer)])].filter((text) => text !== '');
  const isTelling = [...normaliseIdentifier(customer)].length >= TELLING;
  if (isTelling && (await io('erase.search', () => bytesHold(path, wanted)))) return true;
  const bench = await benches.open([path]);
  try {
    const results = await io('erase.read', () => readUpload(path, { file: '', scratch: bench.dir, chooseHeader: () => 0 }));
    for (const result of results) {
      if (!result.ok) continue;
      const { layout, header, rejects, sample } = result.table;
      const isIn = (text: string): boolean => wanted.some((one) => (isTelling ? text.toLowerCase().includes(one.toLowerCase()) : normaliseIdentifier(text) === normaliseIdentifier(one)));
      if (header.some(isIn) || sample.some((cells) => cells.some(isIn)) || rejects.some(({ seen }) => seen !== null && isIn(seen))) return true;
      const cells = header.map((_, i) => `lower(trim(${identifier(`c${i}`)}))`);
      const tests = wanted.flatMap((one) => {
        const word = one.toLowerCase();
        return isTelling ? [`contains(concat_ws(chr(31), ${cells.join(', ')}), ${literal(word)})`] : [word, `${word}.0`].map((text) => `${literal(text)} IN (${cells.join(', ')})`);
      });
      const [found] = await bench.rows(`SELECT count(*) AS n FROM (SELECT 1 FROM (${scanSql(layout, header.length)}) WHERE ${tests.join(' OR ')} LIMIT 1)`);
      if (Number(found?.['n']) > 0) return true;
    }
    return false;
  } finally {
    await bench.close();
  }
}

/** The texts as they are, in lower and in upper case, in UTF-8 and UTF-16, also across two chunks. */
async function bytesHold(path: string, texts: readonly string[]): Promise<boolean> {
  const forms = [...new Set(texts.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]))];
  const needles = forms.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]);
  const longest = Math.max(...needles.map(({ length }) => length));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, chunk]);
    if (needles.some((needle) => bytes.includes(needle))) return true;
    rest = bytes.subarray(Math.max(0, bytes.length - longest));
  }
  return false;
}
