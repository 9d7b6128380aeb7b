import type { CostLine, CostMember, CostsBoard, CostWeek } from '../../model/boards/costs.ts';
import { dayNumber, dayOfNumber, isDay } from '../../model/days.ts';
import type { Day } from '../../model/ids.ts';
import type { Settings } from '../../model/settings.ts';
import type { Row } from '../../ports/query.ts';
import type { BoardFacts, CostGroup } from './facts.ts';
import type { BoardFrame } from './frame.ts';

/** The ledger of the window. Contacts that belong to no case are a line of their own and nobody's in every list. */
export function costsBoard(frame: BoardFrame, facts: BoardFacts, settings: Settings): CostsBoard {
  const all = facts.cost('now')[0];
  const loose = facts.loose('now');
  const [cost, actual, cases] = [Number(all?.['cost_minor'] ?? 0), Number(all?.['actual_minor'] ?? 0), Number(all?.['cases'] ?? 0)];
  const text = (row: Row, name: string): string | null => (row[name] === null ? null : String(row[name]));
  const by = (name: CostGroup): CostMember[] => members(facts.cost('now', name).map((row) => ({ row, key: text(row, name) })), loose);
  return {
    ...frame, total_minor: cost + loose, assumed_minor: cost - actual, refund_minor: Number(all?.['refund_minor'] ?? 0), cases,
    lines: costLines(facts.lines, loose),
    weeks: costWeeks(facts.cost('now', 'week')),
    by: {
      reason_group: by('reason_group'), fault: by('fault'), product_id: by('product_id'), channel: by('channel'), region: by('region'),
      customer_tier: members(facts.tiers.map((row) => ({ row, key: text(row, 'tier') })), loose),
    },
    beside: { fixed_monthly_minor: settings.costs.fixed_monthly_minor, hidden_minor: settings.costs.hidden_minor_per_case * cases },
    assumptions: settings.costs,
  };
}

function members(rows: readonly { row: Row; key: string | null }[], loose: number): CostMember[] {
  const sums = new Map<string | null, CostMember>();
  const add = (key: string | null, cost: number, cases: number): void => {
    const member = sums.get(key) ?? { key, cost_minor: 0, cases: 0 };
    sums.set(key, { key, cost_minor: member.cost_minor + cost, cases: member.cases + cases });
  };
  for (const { row, key } of rows) add(key, Number(row['cost_minor']), Number(row['cases']));
  if (loose !== 0) add(null, loose, 0);
  return [...sums.values()].sort((a, b) => b.cost_minor - a.cost_minor || String(a.key).localeCompare(String(b.key), 'en'));
}

/** `inbound_freight_actual`, `inbound_freight_assumed` → one line. Lines without money are left out. */
function costLines(row: Row, loose: number): CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const [name, value] of Object.entries(row)) {
    const [, line, kind] = /^(.*)_(actual|assumed)$/.exec(name) ?? [];
    if (line === undefined) continue;
    const found = lines.get(line) ?? { line, actual_minor: 0, assumed_minor: 0 };
    lines.set(line, kind === 'actual' ? { ...found, actual_minor: Number(value) } : { ...found, assumed_minor: Number(value) });
  }
  if (loose !== 0) lines.set('contacts_without_case', { line: 'contacts_without_case', actual_minor: loose, assumed_minor: 0 });
  return [...lines.values()].filter((l) => l.actual_minor !== 0 || l.assumed_minor !== 0);
}

function costWeeks(rows: readonly Row[]): CostWeek[] {
  const found = new Map<Day, Row>();
  for (const row of rows) {
    const start = row['week'];
    if (typeof start === 'string' && isDay(start)) found.set(start, row);
  }
  const days = [...found.keys()].map(dayNumber);
  const weeks: CostWeek[] = [];
  for (let day = Math.min(...days); day <= Math.max(...days); day += 7) {
    const start = dayOfNumber(day);
    const [cost, actual, cases] = ['cost_minor', 'actual_minor', 'cases'].map((name) => Number(found.get(start)?.[name] ?? 0));
    weeks.push({ start, cases: cases ?? 0, actual_minor: actual ?? 0, assumed_minor: (cost ?? 0) - (actual ?? 0) });
  }
  return weeks;
}
