import type { MerchantId, UploadId } from '../model/ids.ts';
import type { TableName } from '../model/tables.ts';

/** One immutable folder of Parquet files of one table: `t/{table}/merchant={m}/part={part}/*.parquet`. */
export interface Part {
  readonly table: TableName;
  readonly part: string;
  /** Object keys of its files. */
  readonly files: readonly string[];
  readonly rows: number;
  /** Uploads whose rows are in it: one for a fresh part, many for a compacted one. */
  readonly uploads: readonly UploadId[];
  /** False while no key of this part is in another row, of this part or an earlier one of the same table: reading needs no fold then. */
  readonly overlaps: boolean;
  /**
   * Set on a part of rows that lost to rows of other parts (or were withdrawn) when compaction moved them here, in milliseconds:
   * reading skips it, withdrawing turns it into an ordinary part again, and 30 days later it is dropped.
   */
  readonly lostMs?: number;
}

/** What a version consists of. Immutable; named by the head. */
export interface Manifest {
  readonly merchant: MerchantId;
  readonly version: number;
  readonly parent: string | null;
  readonly commitId: string;
  readonly parts: readonly Part[];
  /** Uploads taken in, with their registration number and the object key of the report written with that commit. */
  readonly uploads: readonly { readonly upload: UploadId; readonly orderKey: number; readonly report?: string }[];
  /** Uploads whose rows are left out: withdrawn. */
  readonly withdrawn: readonly UploadId[];
  /** Erased customers' keys: their rows are left out until compaction removed them for good. */
  readonly tombstones: readonly string[];
}
