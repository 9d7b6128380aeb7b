import { isFailure } from '../../lib/model/failure.ts';
import type { Log } from '../../lib/ports/world.ts';

/** JSON lines for CloudWatch. An error is told by its code and where it was thrown: its message may quote a cell of a file. */
export const lambdaLog: Log = {
  info: (event, fields) => write({ level: 'info', event, ...fields }),
  error: (event, error, fields) => write({ level: 'error', event, ...fields, ...told(error) }),
};

/** Past the console, which would put its own words in front and make the line no JSON. */
export const write = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

function told(error: unknown): object {
  const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim()) ?? [] : [];
  if (isFailure(error)) return { code: error.code, message: error.message, ...(error.retry === 'never' ? { frames } : {}) };
  return { code: error instanceof Error ? error.name : 'unknown', frames };
}
