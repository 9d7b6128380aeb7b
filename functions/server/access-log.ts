import { appendFile, rename, stat } from 'node:fs/promises';
import type { AccessLine } from '../../lib/api/app.ts';

const FLUSH_MS = 500;
const MOST_BYTES = 16 * 1024 * 1024;
const LINES_BYTES = 1024 * 1024;
/** Method, template and merchant are ASCII and short. */
const LONGEST_LINE = 2_000;

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
  // Bytes, not strings: thousands of small strings that live for half a second are what a collector of young garbage likes least.
  let lines = Buffer.allocUnsafe(LINES_BYTES);
  let used = 0;
  let writing: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (used === 0) return writing;
    const bytes = lines.subarray(0, used);
    lines = Buffer.allocUnsafe(LINES_BYTES);
    used = 0;
    writing = writing.then(() => append(bytes)).catch(() => undefined);
    return writing;
  };
  const append = async (bytes: Buffer): Promise<void> => {
    const size = await stat(path).then(({ size: there }) => there, () => 0);
    if (size > MOST_BYTES) await rename(path, `${path}.1`);
    await appendFile(path, bytes, { mode: 0o600 });
  };
  return {
    write({ method, route, status, ms, merchant }) {
      if (used > LINES_BYTES - LONGEST_LINE) void flush();
      used += lines.write(`{"at":"${at()}","method":"${method}","route":"${route}","status":${status},"ms":${ms},"merchant":${merchant === null ? 'null' : `"${merchant}"`}}\n`, used, 'latin1');
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
    flush,
  };
}
