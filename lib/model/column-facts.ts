/** What all filled cells of a column look like: a UTC time (`…Z`), a time with an offset, a date or a time without one, digits with at most a decimal point. */
export type Shape = 'utc' | 'zoned' | 'iso' | 'plain';

/** What the reader saw of a column. */
export interface ColumnFacts {
  /** Cells that say something, once unwrapped. */
  readonly filled: number;
  /** Different values among them; null where they were too many to count. */
  readonly distinct: number | null;
  /** Some cell has something around its value, or is a word for nothing. */
  readonly odd: boolean;
  readonly shapes: readonly Shape[];
}
