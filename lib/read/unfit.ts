/** Thrown inside the reader where a file turns out unreadable in the middle of a stream; `readUpload` makes it an `Unreadable`. */
export class Unfit extends Error {
  readonly code: string;
  readonly detail: string | null;

  constructor(code: string, detail: string | null = null) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** The refusal that an error of unpacking or parsing stands for; any other error is thrown on. */
export function unfitOf(error: unknown, unpacked = 0): Unfit {
  if (error instanceof Unfit) return error;
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new Unfit('truncated', `ends early, after ${unpacked} unpacked bytes`);
  if (code.startsWith('Z_')) return new Unfit('damaged', `cannot be unpacked after ${unpacked} bytes`);
  // Errors of the disk have a code, those of the zip reader have none.
  if (code !== '') throw error;
  return /end of central directory|unexpected EOF|not enough bytes/i.test(error.message) ? new Unfit('truncated', 'the archive ends early') : new Unfit('damaged', 'the archive is damaged');
}
