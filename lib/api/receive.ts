import { randomUUID } from 'node:crypto';
import { open, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from './problem.ts';

/** Streams a request's body into a file of exactly that many bytes, uses it, and removes it. */
export async function withReceived<T>(request: Request, bytes: number, tmp: string, use: (path: string) => Promise<T>): Promise<T> {
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) !== bytes) throw new Refused('wrong_length', `${announced} ≠ ${bytes}`);
  await mkdir(tmp, { recursive: true });
  const path = join(tmp, `receive-${process.pid}-${randomUUID()}`);
  try {
    const file = await open(path, 'wx', 0o600);
    let got = 0;
    try {
      for await (const chunk of request.body ?? []) {
        got += chunk.byteLength;
        if (got > bytes) break;
        await file.write(chunk);
      }
    } finally {
      await file.close();
    }
    if (got !== bytes) throw new Refused('wrong_length', got > bytes ? `> ${bytes}` : `${got} ≠ ${bytes}`);
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** A name that a folder and a bucket take: the last segment, without control characters; hidden and unfinished names get a letter in front or behind. */
export function safeName(file: string): string {
  const last = file.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  const visible = /^[.~]/.test(plain) ? `_${plain}` : plain;
  const finished = /(~|\.(part|partial|tmp|crdownload|download|swp))$/i.test(visible) ? `${visible}_` : visible;
  const short = Buffer.byteLength(finished) > 200 ? shortened(finished) : finished;
  return short === '' ? 'upload' : short;
}

/** Keeps the ending, which may say what the file is. */
function shortened(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}(\.gz)?$/.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > 200) stem = [...stem].slice(0, -1).join('');
  return stem + ending;
}
