/**
 * A mapping by hand, as a person or a script writes it (command line: `map UPLOAD --file`; API: PUT /v1/mappings/{source}).
 * The first matching row rule wins; `when` holds regular expressions (RE2) on the file's own columns, all of which must match.
 */
export interface RowRule {
  readonly when?: Readonly<Record<string, string>>;
  readonly table?: string;
  /** Counted under this word; the record is accepted and yields no row. */
  readonly ignore?: string;
  /** Canonical columns set to a constant. */
  readonly set?: Readonly<Record<string, string>>;
  /** Columns that mean something else in these rows than in `columns`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Further canonical rows of the same record: an order line that also tells of its refund. */
  readonly also?: readonly RowRule[];
}

export interface MappingDocument {
  readonly columns: Readonly<Record<string, string>>;
  readonly constants?: Readonly<Record<string, string>>;
  readonly rows?: readonly RowRule[];
  readonly table?: string;
  readonly date_order?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: '.' | ',';
  readonly time_zone?: string;
}
