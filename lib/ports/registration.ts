import { createHash } from 'node:crypto';
import { trusted, type UploadId } from '../model/ids.ts';
import type { Ledger, LedgerEntry } from './state.ts';

/** What every ledger says of a drop alike. */
type Registering = Parameters<Ledger['register']>[0];

/** A key whose first folder is an upload id was promised that id before its bytes came: an upload through the API. Good for the first version of that key alone. */
export function givenIdOf({ key }: Registering): UploadId | null {
  const id = /^(u_[0-9a-f]{24})\//.exec(key)?.[1];
  return id === undefined ? null : trusted<UploadId>(id);
}

export function uploadIdOf({ merchant, key, versionId }: Registering): UploadId {
  const digest = createHash('sha256').update(JSON.stringify([merchant, key, versionId])).digest('hex');
  return trusted<UploadId>(`u_${digest.slice(0, 24)}`);
}

export const isSameDrop = (entry: LedgerEntry, { key, versionId }: Registering): boolean => entry.key === key && entry.versionId === versionId;

export function newEntry({ merchant, key, versionId, bytes }: Registering, upload: UploadId, orderKey: number, nowMs: number): LedgerEntry {
  return {
    merchant, upload, orderKey, key, versionId, bytes, file: key.slice(key.lastIndexOf('/') + 1), registeredMs: nowMs,
    decision: null, sha256: null, platform: null, report: null, version: null, withdrawn: false,
    answers: {}, mapping: null, progress: null, failures: 0,
  };
}
