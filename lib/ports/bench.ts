import type { Row } from './query.ts';

/**
 * The workbench of ingest and compaction: an engine over local files (DuckDB on every edition), jailed to the folder it was opened with
 * and the paths it was given. Speaks DuckDB's own SQL. Never in the API function.
 */
export interface Bench {
  /** A folder for this bench's temporary files; removed on close. */
  readonly dir: string;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Row[]>;
  /** Streams beside other statements: it sees tables, not temporary ones. */
  batches(sql: string): AsyncIterable<Row[]>;
  close(): Promise<void>;
}

export interface Benches {
  /** `paths`: files it may read besides its own folder. Rows keep no order but the one that a statement asks for. */
  open(paths: readonly string[]): Promise<Bench>;
}
