import type { MerchantId } from '../model/ids.ts';

/** A file as the bucket (or folder) holds it: one version of one key. */
export interface Drop {
  readonly merchant: MerchantId;
  /** Key below the merchant's prefix; its last segment is the file's name. */
  readonly key: string;
  readonly versionId: string;
  readonly bytes: number;
  /** When it was last written to; null where a file only appears when it is whole. */
  readonly writtenMs: number | null;
}

/** The place merchants put files in. Events are hints; `list` is the truth that the sweep reads. */
export interface Drops {
  merchants(): Promise<MerchantId[]>;
  /** The current version of every key of a merchant. */
  list(merchant: MerchantId): AsyncIterable<Drop>;
  /** Puts a file in, as an upload by API or command line does. Repeating the same content under the same key is one drop. */
  put(merchant: MerchantId, key: string, path: string): Promise<Drop>;
  /**
   * A local, immutable copy of exactly that version, kept for later (held files are read again).
   * Throws `changed` (retry: reread) when the version is gone or the file changed while it was read.
   */
  fetch(drop: Omit<Drop, 'writtenMs'>): Promise<string>;
  /** Forgets a version of a key, or every one of them (erasure, a merchant's leaving). */
  remove(merchant: MerchantId, key: string, versionId?: string): Promise<void>;
}
