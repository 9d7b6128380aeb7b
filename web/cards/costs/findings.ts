import type { CostLine, CostsBoard } from '../../../lib/model/boards/costs.ts';
import type { View } from '../../view.ts';
import { words } from './words.ts';

/** The lines in the order in which a case runs up its cost; others after them. */
const ORDER = ['inbound_freight', 'outbound_freight', 'freight_insurance', 'handling', 'inspection', 'write_down', 'repair_parts', 'repair_labour', 'payment_fee', 'compensation', 'replacement', 'service', 'contacts_without_case'];

export const sumOf = (line: CostLine): number => line.actual_minor + line.assumed_minor;

export interface Ledger {
  spent: CostLine[];
  back: CostLine[];
  /** Of the lines spent. */
  gross: { actual: number; assumed: number };
  /** What no line explains: 0 but for a fault of ours. */
  rest: number;
}

/** What was spent and what came back. A line that brought back more than it cost is a recovery. */
export function ledgerOf(board: CostsBoard): Ledger {
  const place = ({ line }: CostLine): number => (ORDER.includes(line) ? ORDER.indexOf(line) : ORDER.length);
  const lines = [...board.lines].sort((a, b) => place(a) - place(b) || (a.line < b.line ? -1 : 1));
  const spent = lines.filter((line) => sumOf(line) > 0);
  return {
    spent, back: lines.filter((line) => sumOf(line) < 0),
    gross: { actual: spent.reduce((sum, line) => sum + line.actual_minor, 0), assumed: spent.reduce((sum, line) => sum + line.assumed_minor, 0) },
    rest: board.total_minor - lines.reduce((sum, line) => sum + sumOf(line), 0),
  };
}

export const dearestFirst = (lines: readonly CostLine[]): CostLine[] => [...lines].sort((a, b) => sumOf(b) - sumOf(a) || (a.line < b.line ? -1 : 1));
export const assumedFirst = (lines: readonly CostLine[]): CostLine[] => lines.filter((line) => line.assumed_minor > 0).sort((a, b) => b.assumed_minor - a.assumed_minor || (a.line < b.line ? -1 : 1));

export const lineName = (line: string, { locale }: View): string => words[locale].line[line] ?? line.replaceAll('_', ' ');
