import type { ColumnFacts } from '../model/column-facts.ts';
import type { Row } from '../ports/query.ts';

/**
 * What is known of a column for the use that a layout makes of it, so that the dear ways of reading are taken only where a cell asks for them.
 * `proven`: every filled cell has this shape (lib/read/raw.ts): the engine's own cast reads them. `odd`: all cells are unwrapped.
 */
export interface ColumnProfile {
  readonly filled: number;
  readonly distinct: number;
  readonly odd: boolean;
  readonly proven: 'utc' | 'iso' | 'zoned' | 'plain' | null;
}

export type Role = 'time' | 'number' | 'text';

const SHAPES = { time: ['utc', 'zoned', 'iso'], number: ['plain'], text: [] } as const;

/** `distinct`: the reader's count, 0 where it has none. */
export function profileOf({ filled, distinct, odd, shapes }: ColumnFacts, role: Role): ColumnProfile {
  const proven = SHAPES[role].find((shape) => shapes.includes(shape)) ?? null;
  // A sign or a point in front is no wrapping where all cells are such numbers.
  const wrapped = odd && (proven === null || proven === 'iso');
  return { filled, distinct: distinct ?? 0, odd: wrapped, proven: wrapped ? null : proven };
}

export const isPlainlyIso = (cell: string): string => `${cell} LIKE '____-__-__%' AND length(${cell}) BETWEEN 10 AND 19`;
export const PLAIN_NUMBER = '[+-]?([0-9]+|[0-9]*\\.([0-9]{1,2}|[0-9]{4,}))';

/** Columns asked at once: each statement reads just these of the staged file. */
const AT_ONCE = 32;

/** Different values of columns of `staged` that the reader found too many to count, estimated by the engine. */
export async function estimateDistinct(columns: readonly number[], rows: (sql: string) => Promise<Row[]>): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (let from = 0; from < columns.length; from += AT_ONCE) {
    const some = columns.slice(from, from + AT_ONCE);
    const [row] = await rows(`SELECT ${some.map((i) => `approx_count_distinct(c${i}) AS d${i}`).join(', ')} FROM staged`);
    for (const i of some) found.set(i, Number(row?.[`d${i}`] ?? 0));
  }
  return found;
}
