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
  /** Lets the next reads see what other processes committed meanwhile. */
  refresh(): void;
  close(): Promise<void>;
}

export function openStore(folder: string): Store {
  // overlappingSync would resolve a commit before it is flushed; a promise kept here means durable.
  const root: RootDatabase = open({ path: join(folder, 'state.lmdb'), maxDbs: 16, overlappingSync: false, compression: false });
  return {
    table: (name, encoding = 'msgpack') => root.openDB({ name, encoding }),
    write: (name, action) => step(`store.${name}`, () => root.transaction(action)),
    refresh: () => root.resetReadTxn(),
    close: () => root.close(),
  };
}

/** Keys are `merchant/name`; a merchant id holds no slash, and `0` follows the slash, so this range is exactly one merchant's. */
export const keyOf = (merchant: string, name: string): string => `${merchant}/${name}`;
export const rangeOf = (merchant: string, prefix = ''): { start: string; end?: string } =>
  prefix === '' ? { start: `${merchant}/`, end: `${merchant}0` } : { start: keyOf(merchant, prefix) };
export const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);
