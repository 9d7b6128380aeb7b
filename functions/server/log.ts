import { isFailure } from '../../lib/model/failure.ts';
import type { Log } from '../../lib/ports/world.ts';

/**
 * JSON lines on stderr. An error is told by its code and where it was thrown: its message may quote a cell of a file. Events that are no
 * errors are told with AFTERTIER_LOG=info.
 */
export function stderrLog(): Log {
  const verbose = process.env['AFTERTIER_LOG'] === 'info';
  const write = (line: object): void => void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  return {
    info: (event, fields) => { if (verbose) write({ event, ...fields }); },
    error: (event, error, fields) => write({ event, ...fields, ...told(error) }),
  };
}

function told(error: unknown): object {
  const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim()) ?? [] : [];
  if (isFailure(error)) return { code: error.code, message: error.message, ...(error.retry === 'never' ? { frames } : {}) };
  return { code: error instanceof Error ? error.name : 'unknown', frames };
}
