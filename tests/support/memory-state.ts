import { createHash } from 'node:crypto';
import { Failure } from '../../lib/model/failure.ts';
import type { UploadId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Documents, Head, Heads, Ledger, LedgerEntry } from '../../lib/ports/state.ts';

export function memoryHeads(): Heads {
  const heads = new Map<string, Head>();
  const read = (merchant: string): Head => heads.get(merchant) ?? { version: 0, manifest: null, commitId: '' };
  return {
    read: async (merchant) => read(merchant),
    async advance(merchant, next) {
      if (read(merchant).version !== next.version - 1) return false;
      heads.set(merchant, next);
      return true;
    },
  };
}

export function memoryLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  const find = (merchant: string, upload: string): LedgerEntry | undefined => entries.find((entry) => entry.merchant === merchant && entry.upload === upload);
  return {
    async register({ merchant, key, versionId, bytes }, nowMs) {
      const upload = trusted<UploadId>(`u_${createHash('sha256').update(JSON.stringify([merchant, key, versionId])).digest('hex').slice(0, 24)}`);
      const known = find(merchant, upload);
      if (known !== undefined) return known;
      const entry: LedgerEntry = {
        merchant, upload, orderKey: entries.filter((other) => other.merchant === merchant).length + 1, key, versionId, bytes,
        file: key.slice(key.lastIndexOf('/') + 1), registeredMs: nowMs, decision: null, sha256: null, platform: null, report: null, version: null,
        withdrawn: false, answers: {}, mapping: null, progress: null, failures: 0,
      };
      entries.push(entry);
      return entry;
    },
    get: async (merchant, upload) => find(merchant, upload) ?? null,
    async update(merchant, upload, change) {
      const known = find(merchant, upload);
      if (known === undefined) throw new Failure('not_found', 'no such upload');
      const entry = { ...known, ...change, merchant, upload, orderKey: known.orderKey };
      entries[entries.indexOf(known)] = entry;
      return entry;
    },
    list: async (merchant) => entries.filter((entry) => entry.merchant === merchant),
  };
}

export function memoryDocuments(): Documents {
  const documents = new Map<string, { merchant: string; name: string; text: string; revision: number }>();
  const keyOf = (merchant: string, name: string): string => JSON.stringify([merchant, name]);
  return {
    async get(merchant, name) {
      const found = documents.get(keyOf(merchant, name));
      return found === undefined ? null : { text: found.text, revision: found.revision };
    },
    async put(merchant, name, text, revision) {
      if ((documents.get(keyOf(merchant, name))?.revision ?? 0) !== revision) return false;
      documents.set(keyOf(merchant, name), { merchant, name, text, revision: revision + 1 });
      return true;
    },
    list: async (merchant, prefix) => [...documents.values()].filter((found) => found.merchant === merchant && found.name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, text, revision }) => ({ name, text, revision })),
    merchants: async () => [...new Set([...documents.values()].map(({ merchant }) => merchant))].map((merchant) => trusted(merchant)),
  };
}
