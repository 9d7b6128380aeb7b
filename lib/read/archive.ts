import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { decoded } from './encoding.ts';
import type { Limits } from './limits.ts';
import { Unfit, unfitOf } from './unfit.ts';

/** Unpacks a gz file (of one or several members) to `to` and returns the size. A file cut short is `truncated`, never half a file. */
export async function gunzip(path: string, packed: number, to: string, limits: Limits): Promise<number> {
  const guard = guardOf(limits, packed, 0);
  const source = createReadStream(path);
  const gunzipped = source.pipe(createGunzip());
  source.on('error', (error) => gunzipped.destroy(error));
  let size = 0;
  try {
    size = await save(gunzipped, to, guard);
  } catch (error) {
    throw unfitOf(error, guard.bytes());
  } finally {
    source.destroy();
  }
  return size;
}

/** The central directory of a zip: entries under their decoded names. */
export interface Zip {
  readonly entries: readonly ZipEntry[];
  /** Unpacked bytes; the caller reads them to the end or destroys the stream. */
  stream(entry: ZipEntry): Promise<Readable>;
  close(): void;
}

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  /** Why it is not opened: `encrypted`, `link_in_archive`, `unsupported_compression`. */
  readonly refused: string | null;
  readonly raw: Entry;
}

export async function openZip(path: string, limits: Limits): Promise<Zip> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    throw unfitOf(error);
  }
  try {
    const entries: ZipEntry[] = [];
    for await (const raw of zip.eachEntry()) {
      if (entries.length >= limits.members) throw new Unfit('too_many_members', `more than ${limits.members} members`);
      const link = ((raw.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
      const refused = link ? 'link_in_archive' : raw.isEncrypted() ? 'encrypted' : raw.compressionMethod !== 0 && raw.compressionMethod !== 8 ? 'unsupported_compression' : null;
      entries.push({ name: nameOf(raw), packed: raw.compressedSize, unpacked: raw.uncompressedSize, refused, raw });
    }
    return { entries, stream: (entry) => zip.openReadStreamPromise(entry.raw), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw unfitOf(error);
  }
}

/** Unpacks one member to `to`, given what was unpacked of the archive before, and returns its size. Its checksum must hold. */
export async function unpackEntry(zip: Zip, entry: ZipEntry, to: string, limits: Limits, before: number): Promise<number> {
  const guard = guardOf(limits, entry.packed, before);
  try {
    const size = await save(await zip.stream(entry), to, guard);
    if (guard.checksum() !== entry.raw.crc32) throw new Unfit('damaged', 'checksum');
    return size;
  } catch (error) {
    throw unfitOf(error, guard.bytes());
  }
}

/** The name for reports: as declared UTF-8, else whichever of UTF-8, GB18030 and Latin decodes. Names are never used as paths. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const name = (entry.generalPurposeBitFlag & 0x800) !== 0 || isUtf8(raw) ? raw.toString('utf8') : (decoded('gb18030', raw) ?? raw.toString('latin1'));
  return name.replace(/[\u0000-\u001f\u007f]/g, '\uFFFD').slice(0, 512);
}

interface Guard {
  take(chunk: Buffer): void;
  bytes(): number;
  checksum(): number;
}

/** Counts what is unpacked and stops at the caps on size and on ratio. */
export function guardOf(limits: Limits, packed: number, before: number): Guard {
  let bytes = 0;
  let checksum = 0;
  return {
    take(chunk) {
      bytes += chunk.length;
      checksum = crc32(chunk, checksum);
      if (before + bytes > limits.unpackedBytes) throw new Unfit('archive_too_large', `unpacks to more than ${limits.unpackedBytes} bytes`);
      if (bytes > limits.ratioFromBytes && bytes > packed * limits.ratio) throw new Unfit('archive_ratio', `unpacks to more than ${limits.ratio} times its size`);
    },
    bytes: () => bytes,
    checksum: () => checksum,
  };
}

async function save(stream: Readable, to: string, guard: Guard): Promise<number> {
  const file = await open(to, 'w');
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      guard.take(chunk);
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    }
    return guard.bytes();
  } finally {
    await file.close();
    stream.destroy();
  }
}
