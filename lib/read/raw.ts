import type { ColumnFacts } from '../model/column-facts.ts';
import type { Reject } from '../model/report.ts';

/**
 * The data records of one table as an engine scans them: a UTF-8 copy in the bench's folder, without header, lines ended by `\n`; first the record
 * number, then the cells, as many as the header has. A regular file's records stand in it byte for byte.
 */
export interface Layout {
  readonly path: string;
  readonly delimiter: string;
  /** Quoted cells hold line breaks, so that a scan must not begin in the middle of the file. */
  readonly spread: boolean;
  /** Bytes of the longest record. */
  readonly longest: number;
}

/** One table found in an upload: a delimited file, an archive's member, a workbook's sheet. */
export interface RawTable {
  /** Path inside the archive; null when the upload itself is the table. */
  readonly member: string | null;
  readonly container: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** Header cells as written, trimmed of BOM, TAB, blanks, quotes and `="…"`; a repeated name gets ` (2)`, an empty one `column 7`. */
  readonly header: readonly string[];
  /** Record number of the header; the records before it are preamble. */
  readonly headerRecord: number;
  /** Decompressed size. */
  readonly bytes: number;
  /** records = data + blank + header + preamble + rejects.length */
  readonly records: { readonly all: number; readonly data: number; readonly blank: number; readonly header: number; readonly preamble: number };
  readonly layout: Layout;
  readonly columns: readonly ColumnFacts[];
  /** The decompressed file as it came, which byte ranges speak of; null for a workbook. */
  readonly path: string | null;
  /** Records that could not be split into cells (ragged, unclosed quote, too long). */
  readonly rejects: readonly Reject[];
  /** The first 1,000 data records' cells, for detection. */
  readonly sample: readonly (readonly string[])[];
  /** Byte ranges `[from, to)` of records in the decompressed file, in the given order; null for a workbook. */
  byteRanges(records: readonly number[]): Promise<[number, number][] | null>;
}

/** A file that is no table: refused with a code (`empty_file`, `not_a_table`, `truncated`, `nested_archive`, `too_many_columns`, …). */
export interface Unreadable {
  readonly member: string | null;
  readonly container: string | null;
  readonly bytes: number;
  readonly code: string;
  readonly detail: string | null;
}

export type ReadResult = { readonly ok: true; readonly table: RawTable } | { readonly ok: false; readonly unreadable: Unreadable };

/** Which of the first records is the header: its index, or -1. Given by the map stage, which knows the platforms' names. */
export type ChooseHeader = (records: readonly (readonly string[])[]) => number;
