import { markOf, unmarkedUtf16 } from './encoding.ts';

/** What a file is by its first bytes: something to open, text to read, or something refused with a code. */
export type Kind = { readonly kind: 'empty' | 'gz' | 'zip' | 'text' } | { readonly kind: 'refused'; readonly container: string; readonly code: string };

const refused = (container: string, code: string): Kind => ({ kind: 'refused', container, code });

/** Signatures of what is no text: bytes at an offset, container, code. */
const signatures: readonly [bytes: string, at: number, container: string, code: string][] = [
  ['d0cf11e0a1b11ae1', 0, 'xls', 'xls_not_supported'],
  ['09081000', 0, 'xls', 'xls_not_supported'],
  ['09040600', 0, 'xls', 'xls_not_supported'],
  ['09000400', 0, 'xls', 'xls_not_supported'],
  ['526172211a07', 0, 'rar', 'archive_not_supported'],
  ['377abcaf271c', 0, '7z', 'archive_not_supported'],
  ['425a68', 0, 'bz2', 'archive_not_supported'],
  ['fd377a585a00', 0, 'xz', 'archive_not_supported'],
  ['28b52ffd', 0, 'zst', 'archive_not_supported'],
  ['7573746172', 257, 'tar', 'archive_not_supported'],
  ['89504e470d0a1a0a', 0, 'png', 'not_a_table'],
  ['ffd8ff', 0, 'jpeg', 'not_a_table'],
  ['474946383761', 0, 'gif', 'not_a_table'],
  ['474946383961', 0, 'gif', 'not_a_table'],
  ['49492a00', 0, 'tiff', 'not_a_table'],
  ['4d4d002a', 0, 'tiff', 'not_a_table'],
  ['255044462d', 0, 'pdf', 'not_a_table'],
  ['7f454c46', 0, 'program', 'not_a_table'],
  ['50415231', 0, 'parquet', 'not_a_table'],
  ['53514c69746520666f726d6174203300', 0, 'sqlite', 'not_a_table'],
  ['66747970', 4, 'video', 'not_a_table'],
  ['57454250', 8, 'webp', 'not_a_table'],
  ['57415645', 8, 'wav', 'not_a_table'],
];

/** Judges a file by its first bytes (some KiB), never by its name. */
export function kindOf(head: Buffer): Kind {
  if (head.length === 0) return { kind: 'empty' };
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gz' };
  const start = head.toString('latin1', 0, 4);
  if (start === 'PK\x03\x04' || start === 'PK\x05\x06' || start === 'PK\x07\x08') return { kind: 'zip' };
  for (const [bytes, at, container, code] of signatures) {
    const magic = Buffer.from(bytes, 'hex');
    if (head.subarray(at, at + magic.length).equals(magic)) return refused(container, code);
  }
  const encoding = markOf(head)?.encoding ?? unmarkedUtf16(head) ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(head.subarray(0, 4096)).trimStart();
  if (/^<(!doctype html|html|head|body|table|meta|style|script|div|!--)/i.test(text) || /^<\?xml[^]{0,400}<html/i.test(text)) return refused('html', 'html_not_supported');
  if (/^<\?xml\s/i.test(text)) return refused('xml', 'xml_not_supported');
  if (/^(\{\s*("[^"\n]*"\s*:|\}|$)|\[\s*([{[\]]|"[^"\n]*"\s*[,\]]|$))/.test(text)) return refused('json', 'json_not_supported');
  return encoding === 'utf-8' && isBinary(head) ? refused('unknown', 'not_a_table') : { kind: 'text' };
}

/** Text has few control characters, even when it is damaged. */
function isBinary(head: Buffer): boolean {
  const size = Math.min(head.length, 64 * 1024);
  let control = 0;
  for (let i = 0; i < size; i++) {
    const byte = head[i]!;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) control++;
  }
  return control * 10 > size && control > 8;
}
