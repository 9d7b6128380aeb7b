import { appendFile, rename, stat } from 'node:fs/promises';
import type { AccessLine } from '../../lib/api/app.ts';

const FLUSH_MS = 500;
const MOST_BYTES = 16 * 1024 * 1024;

export interface AccessLog {
  write(line: AccessLine): void;
  flush(): Promise<void>;
}

let second = { ms: 0, text: '' };

/** Now, to the second; written out once a second. */
function at(): string {
  const ms = Date.now();
  if (ms - second.ms >= 1000 || ms < second.ms) second = { ms: ms - (ms % 1000), text: `${new Date(ms).toISOString().slice(0, 19)}Z` };
  return second.text;
}

/** Requests as JSON lines in a file, written twice a second; a full file becomes `.1` and the one before it goes. */
export function accessLog(path: string): AccessLog {
  let lines: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const text = lines.join('');
    lines = [];
    if (text !== '') writing = writing.then(() => append(text)).catch(() => undefined);
    return writing;
  };
  const append = async (text: string): Promise<void> => {
    const size = await stat(path).then(({ size: bytes }) => bytes, () => 0);
    if (size > MOST_BYTES) await rename(path, `${path}.1`);
    await appendFile(path, text, { mode: 0o600 });
  };
  return {
    write({ method, route, status, ms, merchant }) {
      lines.push(`{"at":"${at()}","method":"${method}","route":"${route}","status":${status},"ms":${ms},"merchant":${merchant === null ? 'null' : `"${merchant}"`}}\n`);
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
    flush,
  };
}
