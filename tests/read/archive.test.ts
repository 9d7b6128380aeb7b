import { readFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { writeZip } from '../support/xlsx-writer.ts';
import { gb18030 } from './gb18030.ts';
import { openRoom, type Room } from './reading.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

/** Changes the headers of every member of a zip: the local ones and those of the central directory. */
function patched(zip: Buffer, flags: (flags: number) => number): Buffer {
  for (const [signature, at] of [['PK\x03\x04', 6], ['PK\x01\x02', 8]] as const) {
    for (let i = zip.indexOf(signature, 0, 'latin1'); i >= 0; i = zip.indexOf(signature, i + 4, 'latin1')) zip.writeUInt16LE(flags(zip.readUInt16LE(i + at)), i + at);
  }
  return zip;
}

const fate = (results: Awaited<ReturnType<Room['read']>>) => results.map((result) => (result.ok ? [result.table.member, 'read'] : [result.unreadable.member, result.unreadable.code]));

describe('a member of a zip', () => {
  it('bears its name in GBK where the archive says no encoding', async () => {
    const path = join(room.dir, 'gbk.zip');
    const name = gb18030('退款报表.csv');
    await writeZip(path, { [`${'x'.repeat(8)}.csv`]: 'a,b\n1,2\n' });
    const zip = patched(await readFile(path), (flags) => flags & ~0x800);
    for (let i = zip.indexOf('xxxxxxxx.csv'); i >= 0; i = zip.indexOf('xxxxxxxx.csv', i)) name.copy(zip, i);
    expect(fate(await room.read(zip))).toEqual([['退款报表.csv', 'read']]);
  });

  it('is not opened when it is a link or damaged; the others are', async () => {
    const path = join(room.dir, 'links.zip');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('../../etc/passwd'), 'link.csv', { mode: 0o120777 });
    zip.addBuffer(Buffer.from('a,b\n1,2\n'), 'fine.csv', { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    const bytes = await readFile(path);
    expect(fate(await room.read(bytes))).toEqual([['link.csv', 'link_in_archive'], ['fine.csv', 'read']]);
    bytes[bytes.indexOf('1,2\n')] = 0x39;
    expect(fate(await room.read(bytes))).toEqual([['link.csv', 'link_in_archive'], ['fine.csv', 'damaged']]);
  });

  it('is not opened when it is encrypted', async () => {
    const path = join(room.dir, 'secret.zip');
    await writeZip(path, { 'secret.csv': 'a,b\n1,2\n' });
    expect(fate(await room.read(patched(await readFile(path), (flags) => flags | 1)))).toEqual([['secret.csv', 'encrypted']]);
  });

  it('may have any name: it is never a path', async () => {
    const path = join(room.dir, 'paths.zip');
    await writeZip(path, { 'aa/aaaaaa/x.csv': 'a,b\n1,2\n' });
    const zip = await readFile(path);
    for (let i = zip.indexOf('aa/aaaaaa/'); i >= 0; i = zip.indexOf('aa/aaaaaa/', i)) zip.write('../../../\\', i, 'latin1');
    expect(fate(await room.read(zip))).toEqual([['../../../\\x.csv', 'read']]);
  });

  it('is counted against the cap on members', async () => {
    const path = join(room.dir, 'many.zip');
    await writeZip(path, Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.csv`, 'a,b\n1,2\n'])));
    expect(fate(await room.readPath(path, { limits: { members: 10 } }))).toEqual([[null, 'too_many_members']]);
  });
});
