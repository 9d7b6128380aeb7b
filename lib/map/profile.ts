import type { Row } from '../ports/query.ts';

/**
 * What one scan tells of a column, so that the dear ways of reading are taken only where a cell asks for them.
 * `proven`: every filled cell has this shape: `iso` a date or a time without offset, `zoned` a time with one, `plain` digits and a decimal point
 * that cannot be a mark of thousands.
 */
export interface ColumnProfile {
  readonly filled: number;
  readonly distinct: number;
  /** Some cell has something around it, or a word for nothing: all are unwrapped. */
  readonly odd: boolean;
  readonly proven: 'iso' | 'zoned' | 'plain' | null;
}

export type Role = 'time' | 'number' | 'text';

/** Columns asked at once: each statement reads just these of the staged file. */
const AT_ONCE = 32;
/** Up to so many records distinct values are counted exactly. */
const EXACT = 100_000;

/** Profiles the columns of `raw_cells`; `rows` runs SQL on the bench. */
export async function profileColumns(roles: readonly Role[], records: number, rows: (sql: string) => Promise<Row[]>): Promise<ColumnProfile[]> {
  const found: ColumnProfile[] = [];
  for (let from = 0; from < roles.length; from += AT_ONCE) {
    const places = roles.slice(from, from + AT_ONCE).map((_, k) => from + k);
    const asked = places.flatMap((i) => [`count(c${i}) AS f${i}`, `${distinctOf(`c${i}`, records)} AS d${i}`, ...shapeCounts(i, roles[i] ?? 'text')]);
    const seen = await one(rows, `SELECT ${asked.join(', ')} FROM raw_cells`);
    const left = places.filter((i) => roles[i] !== 'text' && provenOf(seen, i) !== 'zoned' && provenOf(seen, i) !== 'plain');
    const odd = left.length === 0 ? {} : await one(rows, `SELECT ${left.map(oddOf).join(', ')} FROM raw_cells`);
    for (const i of places) {
      const isOdd = (odd[`o${i}`] ?? seen[`o${i}`]) === true;
      found.push({ filled: Number(seen[`f${i}`] ?? 0), distinct: Number(seen[`d${i}`] ?? 0), odd: isOdd, proven: isOdd ? null : provenOf(seen, i) });
    }
  }
  return found;
}

/** Nulls and distinct values of columns as they are read, after unwrapping. */
export async function recount(places: readonly number[], records: number, rows: (sql: string) => Promise<Row[]>): Promise<Map<number, { filled: number; distinct: number }>> {
  const found = new Map<number, { filled: number; distinct: number }>();
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE);
    const row = await one(rows, `SELECT ${some.map((i) => `count(c${i}) AS f${i}, ${distinctOf(`c${i}`, records)} AS d${i}`).join(', ')} FROM staged`);
    for (const i of some) found.set(i, { filled: Number(row[`f${i}`] ?? 0), distinct: Number(row[`d${i}`] ?? 0) });
  }
  return found;
}

const one = async (rows: (sql: string) => Promise<Row[]>, sql: string): Promise<Row> => (await rows(sql))[0] ?? {};
const distinctOf = (cell: string, records: number): string => (records <= EXACT ? `count(DISTINCT ${cell})` : `approx_count_distinct(${cell})`);
const oddOf = (i: number): string => `coalesce(bool_or(odd(c${i})), FALSE) AS o${i}`;

const ZONED = ['____-__-__T__:__:__Z', '____-__-__T__:__:__.___Z', '____-__-__T__:__:__+__:__', '____-__-__T__:__:__-__:__'];
export const isPlainlyIso = (cell: string): string => `${cell} LIKE '____-__-__%' AND length(${cell}) BETWEEN 10 AND 19`;
export const PLAIN_NUMBER = '[+-]?([0-9]+|[0-9]*\\.([0-9]{1,2}|[0-9]{4,}))';

function shapeCounts(i: number, role: Role): string[] {
  switch (role) {
    case 'text': return [oddOf(i)];
    case 'time': return [
      `count(*) FILTER (WHERE ${isPlainlyIso(`c${i}`)}) AS iso${i}`,
      `count(*) FILTER (WHERE ${ZONED.map((shape) => `c${i} LIKE '${shape}'`).join(' OR ')}) AS zoned${i}`,
    ];
    case 'number': return [`count(*) FILTER (WHERE regexp_full_match(c${i}, '${PLAIN_NUMBER}')) AS plain${i}`];
  }
}

function provenOf(row: Row, i: number): ColumnProfile['proven'] {
  const shapes = ['zoned', 'iso', 'plain'] as const;
  return shapes.find((shape) => row[`${shape}${i}`] !== undefined && Number(row[`${shape}${i}`]) === Number(row[`f${i}`])) ?? null;
}
