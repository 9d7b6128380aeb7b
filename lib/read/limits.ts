/** What one upload may ask of the reader. Sizes in bytes of decompressed data, before decoding. */
export interface Limits {
  /** A longer cell rejects its record. */
  readonly cellBytes: number;
  /** A longer record is rejected; a quote that finds no end within this, over several lines, counts as unclosed. */
  readonly recordBytes: number;
  readonly columns: number;
  /** Rejects are held in memory: a file with more of them is refused whole. */
  readonly rejects: number;
  /** Bytes read at a time; the event loop breathes between two chunks. */
  readonly chunkBytes: number;
  /** Of one archive: members, unpacked size together, and unpacked ÷ packed of a member (asked once it passes `ratioFromBytes`). */
  readonly members: number;
  readonly unpackedBytes: number;
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Text of a workbook's shared strings, which are held in memory. */
  readonly sharedStringBytes: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  cellBytes: MiB,
  recordBytes: 4 * MiB,
  columns: 2_000,
  rejects: 500_000,
  chunkBytes: MiB / 2,
  members: 1_000,
  unpackedBytes: 8 * 1024 * MiB,
  ratio: 400,
  ratioFromBytes: 64 * MiB,
  sharedStringBytes: 192 * MiB,
};
