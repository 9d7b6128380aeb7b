import type { Edition } from '../ports/edition.ts';
import type { LedgerEntry } from '../ports/state.ts';

/** Bytes read between two notes: a file of common size is read without any. */
const EVERY = 64 * 1024 * 1024;

export interface Progress {
  /** Bytes of the file at hand; noted now and then. */
  read(done: number, total: number): void;
  /** Records done of all: noted once a stage. Comes after the notes of reading. */
  stage(name: string, done: number, total: number): Promise<void>;
}

/** Notes in the ledger what is under way, for people: never once per row, and never a reason to fail. */
export function progressOf({ ledger }: Pick<Edition, 'ledger'>, { merchant, upload }: Pick<LedgerEntry, 'merchant' | 'upload'>): Progress {
  let noted = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(done, total) {
      if (done < noted) noted = 0;
      if (done - noted < EVERY) return;
      noted = done;
      last = last.then(() => ledger.update(merchant, upload, { progress: { stage: 'read', done, total } })).catch(() => undefined);
    },
    async stage(stage, done, total) {
      await last;
      await ledger.update(merchant, upload, { progress: { stage, done, total } });
    },
  };
}
