import type { Manifest } from '../lake/manifest.ts';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** `keep` (the default) where making it costs more than keeping it, `read` where only some of its columns are read, or once. */
export type Kept = 'keep' | 'read';

/**
 * The engine that answers SQL (Trino's dialect, the subset that DuckDB answers alike) over one committed version of one merchant.
 * `define` names an intermediate relation: DuckDB keeps its rows or, where it says `read`, works them out each time they are read; Athena
 * inlines it as a common table expression. Same SQL, same rows.
 * Dates and times come back as text (`yyyy-mm-dd`, `yyyy-mm-dd hh:mm:ss.SSS`), integers and doubles as numbers (|n| < 2^53).
 */
export interface Snapshot {
  /** The folded canonical tables are there under their names: cases, orders, contacts, feedback, customers, products. */
  define(name: string, sql: string, kept?: Kept): Promise<void>;
  rows(sql: string): Promise<Row[]>;
  /** For large results: batches of rows, in the query's order. */
  batches(sql: string): AsyncIterable<Row[]>;
  close(): Promise<void>;
}

export interface Query {
  snapshot(manifest: Manifest): Promise<Snapshot>;
}
