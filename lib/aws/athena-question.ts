import { Failure } from '../model/failure.ts';
import { identifier } from '../lake/table-sql.ts';
import type { Cell, Row } from '../ports/query.ts';
import { outermost, statementOf } from './sql-text.ts';

/**
 * A question whose columns can be told from its text. Its rows travel as one text each, a JSON array in the columns' order, which says the
 * type of every cell: so questions of different columns share a query, and large answers share files.
 */
export interface Question {
  /** Without the order that it asks for, unless a limit needs it. */
  readonly sql: string;
  readonly columns: readonly string[];
  /** What follows ORDER BY, by names of columns; null where any order will do. */
  readonly order: string | null;
}

/** Null where the text does not tell the columns, or orders by anything but columns: such a question is asked as it stands. `columnsOf` knows relations. Takes squeezed text. */
export function readQuestion(sql: string, columnsOf: (relation: string) => readonly string[] | null): Question | null {
  const { body } = statementOf(sql);
  const outer = outermost(body);
  const list = /^select\s+(?:distinct\s+)?(.*?)(?:\sfrom\b|$)/i.exec(outer);
  if (list === null) return null;
  const from = outer.length - outer.replace(/^select\s+(?:distinct\s+)?/i, '').length;
  const selected = body.slice(from, from + (list[1] ?? '').length);
  const columns = columnNames(selected, body, columnsOf);
  if (columns === null || new Set(columns).size !== columns.length) return null;

  const ordered = [...outer.matchAll(/\border\s+by\s/gi)].at(-1);
  if (ordered === undefined) return { sql, columns, order: null };
  const at = ordered.index + ordered[0].length;
  const limit = /\s(?:limit|offset|fetch)\s/i.exec(outer.slice(at));
  const order = orderOf(body.slice(at, limit === null ? undefined : at + limit.index), columns, renamed(selected));
  if (order === null) return null;
  return { sql: limit === null ? sql.slice(0, sql.length - (body.length - ordered.index)) : sql, columns, order };
}

function columnNames(list: string, body: string, columnsOf: (relation: string) => readonly string[] | null): readonly string[] | null {
  if (list.trim() === '*') return columnsOf(/^select\s+\*\s+from\s+"?([a-z_]\w*)"?(?!\w*\s*[,(])(?!.*\bjoin\b)/i.exec(body)?.[1] ?? '');
  const found = items(list).map((item) => /(?:\bas\s+|^|\.)"?([a-z_]\w*)"?$/i.exec(item)?.[1]?.toLowerCase());
  return found.every((name) => name !== undefined) ? found : null;
}

/** A list apart at its outermost commas. */
function items(list: string): string[] {
  const outer = outermost(list);
  const commas = [...outer.matchAll(/,/g)].map(({ index }) => index);
  return [-1, ...commas].map((comma, n) => list.slice(comma + 1, commas[n]).trim());
}

/** `t.a AS b`: a query may order by a, what is around it only by b. */
const renamed = (list: string): ReadonlyMap<string, string> =>
  new Map(items(list).flatMap((item) => {
    const [, from, to] = /^(?:[a-z_]\w*\.)?([a-z_]\w*)\s+as\s+([a-z_]\w*)$/i.exec(item) ?? [];
    return from === undefined || to === undefined ? [] : [[from.toLowerCase(), to.toLowerCase()] as const];
  }));

function orderOf(given: string, columns: readonly string[], names: ReadonlyMap<string, string>): string | null {
  const keys = items(given).map((item) => {
    const [, name = '', rest = ''] = /^(?:[a-z_]\w*\.)?"?(\w+)"?((?:\s+(?:asc|desc))?(?:\s+nulls\s+(?:first|last))?)$/i.exec(item) ?? [];
    const said = /^\d+$/.test(name) ? columns[Number(name) - 1] : name.toLowerCase();
    const column = said === undefined || columns.includes(said) ? said : names.get(said);
    return column === undefined ? null : `${identifier(column)}${rest}`;
  });
  return keys.includes(null) ? null : keys.join(', ');
}

const place = (order: string | null): string => (order === null ? 'CAST(0 AS bigint)' : `row_number() OVER (ORDER BY ${order})`);
const cells = (columns: readonly string[]): string => columns.map((name) => `CAST(q.${identifier(name)} AS json)`).join(', ');

/** Several questions as one: (question, place, line). */
export const together = (questions: readonly Question[]): string => `${questions
  .map(({ sql, columns, order }, n) => `SELECT ${n} AS question, ${place(order)} AS place, json_format(CAST(ARRAY[${cells(columns)}] AS json)) AS line FROM (${sql}) q`)
  .join(' UNION ALL ')} ORDER BY question, place`;

/** Rows in one block, but for very large answers: as many blocks as an engine writes at once, and no more. */
const BLOCK_ROWS = 50_000;
const MOST_BLOCKS = 64;

/** A large answer: (line, block), whose lines begin with their place in the order asked for. Files are read block by block. */
export function inBlocks({ sql, columns, order }: Question): string {
  const block = order === null ? '0' : `(place - 1) / greatest(${BLOCK_ROWS}, total / ${MOST_BLOCKS} + 1)`;
  return `SELECT json_format(CAST(ARRAY[CAST(place AS json), ${cells(columns)}] AS json)) AS line, CAST(${block} AS varchar) AS block FROM (SELECT q.*, ${place(order)} AS place, ${order === null ? '0' : 'count(*) OVER ()'} AS total FROM (${sql}) q) q`;
}

/** The row of a line, whose first `skipped` values are no columns. */
export function rowOf(columns: readonly string[], values: readonly Cell[], skipped = 0): Row {
  return Object.fromEntries(columns.map((name, n) => [name, checked(values[n + skipped] ?? null)]));
}

export const valuesOf = (line: string): Cell[] => JSON.parse(line);

/** Whole numbers beyond 53 bits are refused, as on the other engine. */
export function checked(cell: Cell): Cell {
  if (typeof cell === 'number' && Number.isInteger(cell) && !Number.isSafeInteger(cell) && Math.abs(cell) < 2 ** 63) throw new Failure('number_too_large', 'a whole number does not fit 53 bits');
  return cell;
}
