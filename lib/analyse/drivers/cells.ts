import { Failure } from '../../model/failure.ts';
import type { Dimension } from '../../model/boards/drivers.ts';
import type { Row } from '../../ports/query.ts';
import type { Tally, Verdict } from './cell-test.ts';
import { testCell } from './cell-test.ts';
import { naturalVariance } from './natural-variance.ts';

export type Family = 'single' | 'pair';

/** A cell and one reason group (null = all), tested as it stands. */
export interface TestedCell extends CountedCell {
  readonly verdict: Verdict;
}

export interface CountedCell {
  readonly family: Family;
  readonly dimensions: Partial<Record<Dimension, string>>;
  readonly group: string | null;
  readonly tally: Tally;
  /** Cells of the family with at least one case to be expected, whatever was observed. */
  readonly tested: number;
}

/** The columns of a unit that a cell may name, as the atoms' SQL has them; a category is a column of its own there. */
export const unitDimensions = [
  'product_id', 'channel', 'shop', 'region', 'carrier', 'warehouse', 'batch', 'age_band', 'tier',
] as const satisfies readonly Dimension[];
const known: ReadonlySet<string> = new Set<Dimension>([...unitDimensions, 'category']);
const isDimension = (name: string): name is Dimension => known.has(name);

/** The rows of cells.sql, tested. */
export function testedCells(rows: readonly Row[]): TestedCell[] {
  const counted = rows.map(cellOf);
  const variance = naturalVariance(counted);
  return counted.map((cell) => {
    const tally = { ...cell.tally, variance: variance(cell) };
    return { ...cell, tally, verdict: testCell(tally) };
  });
}

function cellOf(row: Row): CountedCell {
  const values = [text(row, 'v1'), text(row, 'v2')];
  const dimensions: Partial<Record<Dimension, string>> = {};
  text(row, 'kind').split('+').forEach((name, place) => {
    if (isDimension(name)) dimensions[name] = values[place] ?? '';
  });
  const cases = number(row, 'cases');
  const tally: Tally = {
    cases,
    expected: number(row, 'expected'),
    fair: number(row, 'fair'),
    spread: number(row, 'spread'),
    clumping: cases > 0 ? Math.max(1, number(row, 'twins') / cases) : 1,
    variance: 0,
  };
  const group = text(row, 'reason_group');
  return {
    family: text(row, 'family') === 'pair' ? 'pair' : 'single',
    dimensions,
    group: group === 'any' ? null : group,
    tally,
    tested: number(row, 'tested'),
  };
}

/** Every cell with at least one case to be expected, of both families. */
export const cellsTested = (cells: readonly TestedCell[]): number =>
  (['single', 'pair'] as const).reduce((sum, family) => sum + (cells.find((cell) => cell.family === family)?.tested ?? 0), 0);

export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Failure('unexpected_answer', `column ${column} is not a number`);
  return value;
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Failure('unexpected_answer', `column ${column} is not a text`);
  return value;
}
