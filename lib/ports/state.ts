import type { MerchantId, UploadId } from '../model/ids.ts';
import type { Decision } from '../model/report.ts';

/** A merchant's current committed version. Changed by one conditional write and nothing else. */
export interface Head {
  readonly version: number;
  /** Object key of the immutable manifest. Null at version 0: nothing committed yet. */
  readonly manifest: string | null;
  /** Id of the commit that made this version: after any error re-read the head; if it is ours, it succeeded. */
  readonly commitId: string;
}

export interface Heads {
  read(merchant: MerchantId): Promise<Head>;
  /** Writes `next` if the head is still at `next.version - 1`; false where another commit came first. */
  advance(merchant: MerchantId, next: Head): Promise<boolean>;
}

/** One registered upload. `orderKey` counts registrations of a merchant from 1 and is fixed once. */
export interface LedgerEntry {
  readonly merchant: MerchantId;
  readonly upload: UploadId;
  readonly orderKey: number;
  readonly key: string;
  readonly versionId: string;
  readonly file: string;
  readonly bytes: number;
  readonly registeredMs: number;
  /** null until it was read to an end once; then the decision of the last reading. */
  readonly decision: Decision | null;
  readonly sha256: string | null;
  readonly platform: string | null;
  /** Object key of the latest report. */
  readonly report: string | null;
  /** Version of the commit that took it in. */
  readonly version: number | null;
  readonly withdrawn: boolean;
  /** Answers given to held questions: question id → choice; and the mapping document given by hand, as JSON text. */
  readonly answers: Readonly<Record<string, string>>;
  readonly mapping: string | null;
  /** What is under way, for people: bytes and records done. */
  readonly progress: { readonly stage: string; readonly done: number; readonly total: number } | null;
  /** How many readings ended in a failure of the machine; a poison file is refused after three. */
  readonly failures: number;
}

export interface Ledger {
  /** Registers a version of a key once: the same version again answers the entry that is there. The upload id derives from merchant, key and version. */
  register(drop: { merchant: MerchantId; key: string; versionId: string; bytes: number }, nowMs: number): Promise<LedgerEntry>;
  get(merchant: MerchantId, upload: UploadId): Promise<LedgerEntry | null>;
  update(merchant: MerchantId, upload: UploadId, change: Partial<LedgerEntry>): Promise<LedgerEntry>;
  /** In registration order. */
  list(merchant: MerchantId): Promise<LedgerEntry[]>;
}

/** Small documents of a merchant: settings, mappings by signature, reason map, overrides, publication pointer, boards. Versioned by a number. */
export interface Documents {
  get(merchant: MerchantId, name: string): Promise<{ text: string; revision: number } | null>;
  /** Writes if the stored revision is `revision` (0 = absent); false otherwise. */
  put(merchant: MerchantId, name: string, text: string, revision: number): Promise<boolean>;
  list(merchant: MerchantId, prefix: string): Promise<{ name: string; text: string; revision: number }[]>;
  merchants(): Promise<MerchantId[]>;
}
