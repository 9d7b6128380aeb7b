import { appendFile, rename, stat } from 'node:fs/promises';
import type { AccessLine } from '../../lib/api/app.ts';

const FLUSH_MS = 500;
const MOST_BYTES = 16 * 1024 * 1024;

export interface AccessLog {
  write(line: AccessLine): void;
  flush(): Promise<void>;
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
      lines.push(`{"at":"${new Date().toISOString()}","method":"${method}","route":"${route}","status":${status},"ms":${ms},"merchant":${merchant === null ? 'null' : `"${merchant}"`}}\n`);
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
    flush,
  };
}
