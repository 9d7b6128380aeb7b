/** The numbers behind a chart, one step away. The first column names the row, the rest are right-aligned; the last row may be a total. */
export interface Rows {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  total?: readonly string[];
}
