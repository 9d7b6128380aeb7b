import { join } from 'node:path';
import type { Database, RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import { step } from './step.ts';

/** One environment for all small state. Several processes may have it open: writers queue on its lock, readers never wait. */
export interface Store {
  /** A named table of values encoded as MessagePack, or as plain text. */
  table<Value>(name: string, encoding?: 'msgpack' | 'string'): Database<Value, string>;
  /**
   * Runs reads and writes as one transaction over all tables. When the promise resolves, it is durable.
   * The action must not wait for anything, and must decide before it writes: what was written is kept even if it throws later.
   */
  write<T>(name: string, action: () => T): Promise<T>;
  /**
   * Reads of what is asked for all the time and changes seldom: looked at once in a moment (a millisecond, for which lmdb's own reads are of one
   * snapshot too), decoded again only when its bytes are others, and the same object until then. What this process writes ends the moment.
   */
  steady<Value>(table: Database<Value, string>): (key: string) => Value | null;
  /** Lets the next reads see what other processes committed meanwhile. */
  refresh(): void;
  close(): Promise<void>;
}

export function openStore(folder: string): Store {
  // overlappingSync would resolve a commit before it is flushed; a promise kept here means durable.
  const root: RootDatabase = open({ path: join(folder, 'state.lmdb'), maxDbs: 16, overlappingSync: false, compression: false });
  let moment = 0;
  let isPassing = false;
  const endMoment = (): void => {
    isPassing = false;
    moment += 1;
  };
  const thisMoment = (): number => {
    if (!isPassing) setTimeout(endMoment, 0);
    isPassing = true;
    return moment;
  };
  return {
    table: (name, encoding = 'msgpack') => root.openDB({ name, encoding }),
    write: (name, action) => step(`store.${name}`, () => root.transaction(action)).finally(endMoment),
    steady<Value>(table: Database<Value, string>) {
      const last = new Map<string, { readonly bytes: Buffer; readonly value: Value; moment: number }>();
      return (key: string) => {
        const before = last.get(key);
        if (before?.moment === thisMoment()) return before.value;
        const now = table.getBinaryFast(key);
        if (now === undefined) {
          last.delete(key);
          return null;
        }
        // What is read lies in a buffer of lmdb's own, longer than the value and overwritten by the next read.
        if (before !== undefined && before.bytes.length === now.length && before.bytes.compare(now, 0, now.length) === 0) {
          before.moment = moment;
          return before.value;
        }
        const bytes = table.getBinary(key);
        const value = table.get(key);
        if (bytes === undefined || value === undefined) return null;
        last.set(key, { bytes, value, moment });
        return value;
      };
    },
    refresh() {
      endMoment();
      root.resetReadTxn();
    },
    close: () => root.close(),
  };
}

/** Keys are `merchant/name`; a merchant id holds no slash, and `0` follows the slash, so this range is exactly one merchant's. */
export const keyOf = (merchant: string, name: string): string => `${merchant}/${name}`;
export const rangeOf = (merchant: string, prefix = ''): { start: string; end?: string } =>
  prefix === '' ? { start: `${merchant}/`, end: `${merchant}0` } : { start: keyOf(merchant, prefix) };
export const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);
