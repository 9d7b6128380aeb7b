import type { Limits } from './limits.ts';
import type { ChooseHeader } from './raw.ts';
import { cellTexts, MORE, newSplit, splitRecord, type Dialect } from './split.ts';

/** What the first records say: the delimiter (null = one column), and which of them is the header (its index). */
export interface Face {
  readonly delimiter: string | null;
  readonly header: number;
  readonly cells: readonly string[];
  /** Cells of the header record, before the cap on columns. */
  readonly columns: number;
}

const RECORDS = 30;

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Reads the face of a text from its start (UTF-8; `whole`: there is no more). Null when every record at hand is blank.
 * A delimiter is judged by how many records have the most frequent number of cells; one under which `chooseHeader` knows the header wins.
 */
export function faceOf(head: Buffer, whole: boolean, chooseHeader: ChooseHeader, limits: Limits): Face | null {
  const declared = /^"?sep=([,;|\t])"?\r?\n/i.exec(head.toString('latin1', 0, 16))?.[1];
  const candidates = declared === undefined ? [',', '\t', ';', '|'] : [declared];
  let best: { score: number; delimiter: string; rows: Rows; chosen: number } | null = null;
  for (const delimiter of candidates) {
    const rows = firstRecords(head, whole, delimiter.charCodeAt(0), limits);
    const filled = rows.filter((row) => !isBlank(row.cells));
    if (filled.length === 0) return null;
    const counts = new Map<number, number>();
    for (const row of filled) counts.set(row.count, (counts.get(row.count) ?? 0) + 1);
    const [width, records] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [1, 0]);
    const widest = Math.max(1, ...filled.map((row) => row.count));
    if (widest < 2 && declared === undefined) continue;
    const chosen = chooseHeader(rows.map((row) => row.cells));
    const known = chosen >= 0 && (rows[chosen]?.count ?? 0) > 1;
    const score = (known ? 100 : 0) + (width > 1 ? (records / filled.length) * Math.log2(width) : 0.01 * (filled.filter((row) => row.count > 1).length / filled.length));
    if (best === null || score > best.score) best = { score, delimiter, rows, chosen };
  }
  if (best !== null && (best.score >= 0.2 || declared !== undefined)) {
    const header = best.chosen >= 0 ? best.chosen : likelyHeader(best.rows.map((row, i) => (i === 0 && declared !== undefined ? [] : row.cells)));
    const row = best.rows[header];
    if (row !== undefined) return { delimiter: best.delimiter, header, cells: row.cells, columns: row.count };
  }
  const rows = firstRecords(head, whole, -1, limits);
  const chosen = chooseHeader(rows.map((row) => row.cells));
  const header = chosen >= 0 ? chosen : rows.findIndex((row) => !isBlank(row.cells));
  const row = rows[header];
  return row === undefined ? null : { delimiter: null, header, cells: row.cells, columns: row.count };
}

/** The first record with two filled cells, else the first filled one with two cells; -1 when there is none. */
export function likelyHeader(records: readonly (readonly string[])[]): number {
  const filled = records.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length >= 2);
  return filled >= 0 ? filled : records.findIndex((cells) => cells.length >= 2 && !isBlank(cells));
}

type Rows = { cells: string[]; count: number }[];

function firstRecords(head: Buffer, whole: boolean, delimiter: number, limits: Limits): Rows {
  const dialect: Dialect = { delimiter, trail: false, width: 0, named: 0 };
  const split = newSplit(limits.columns);
  const rows: Rows = [];
  for (let at = 0; at < head.length && rows.length < RECORDS;) {
    // A record cut by the end of the head is left out, unless it is the only one.
    const next = splitRecord(head, at, head.length, whole || rows.length === 0, dialect, limits, split);
    if (next === MORE) break;
    rows.push(split.fault === null ? { cells: cellTexts(head, split), count: split.cells } : { cells: [], count: 0 });
    at = next;
  }
  return rows;
}

/** Header cells made names: trimmed of marks, blanks, quotes and `="…"`; empty and repeated ones numbered; `named` = up to the last that had a name. */
export function headerNames(cells: readonly string[]): { names: string[]; named: number } {
  const seen = new Set<string>();
  let named = 0;
  const names = cells.map((cell, index) => {
    let name = cell.replace(/^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g, '');
    name = (/^="(.*)"$/s.exec(name)?.[1] ?? name).replace(/^[\s\uFEFF"]+|[\s\uFEFF"]+$/g, '');
    if (name === '') name = `column ${index + 1}`;
    else named = index + 1;
    let unique = name;
    for (let n = 2; seen.has(unique); n++) unique = `${name} (${n})`;
    seen.add(unique);
    return unique;
  });
  return { names, named };
}
