import { tables, type ColumnType, type TableName } from '../model/tables.ts';
import type { Row } from '../ports/query.ts';
import { cellsOf, type Reading } from './compile.ts';
import { decideDecimal, decideTime, numberShapesSql, plainDecimalsSql, plainlyIso, timeCountsSql, timeShapesSql, type DecimalMark, type Open, type TimeReading } from './decide.ts';
import type { Expr, Layout, Test } from './declare.ts';
import { positions, sameName } from './names.ts';
import type { ColumnProfile, Role } from './profile.ts';

/** Which places of a header a layout uses, and for what. */
export interface Uses {
  readonly places: ReadonlyMap<string, number>;
  readonly times: readonly number[];
  readonly numbers: readonly number[];
  readonly all: readonly number[];
  /** Place → the canonical columns it feeds, by their stored names. */
  readonly feeds: ReadonlyMap<number, readonly string[]>;
}

/** The stored name and type of a declared (input) column name. */
function stored(table: TableName, input: string): { name: string; type: ColumnType } | null {
  if (input === 'unit_price' || input === 'unit_refund') return { name: input === 'unit_price' ? 'paid_minor' : 'refund_minor', type: 'minor' };
  const column = tables[table].columns.find((c) => c.csv === input || c.name === input);
  return column === undefined ? null : { name: column.name, type: column.type };
}

export function usesOf(layout: Layout, header: readonly string[]): Uses {
  const places = positions(header);
  const times = new Set<number>();
  const numbers = new Set<number>();
  const all = new Set<number>();
  const feeds = new Map<number, Set<string>>();
  const see = (expr: Expr): number[] => {
    const found = cellsOf(expr, places);
    for (const i of found) all.add(i);
    return found;
  };
  const seeTests = (expr: Expr): void => {
    for (const t of testsIn(expr)) cellsInTest(t).forEach(see);
  };
  for (const emit of layout.emits) {
    if (emit.when !== undefined) cellsInTest(emit.when).forEach(see);
    for (const [input, expr] of Object.entries(emit.columns)) {
      const column = stored(emit.table, input);
      seeTests(expr);
      for (const i of see(expr)) {
        if (column?.type === 'time') times.add(i);
        if (column?.type === 'minor' || column?.type === 'double' || column?.type === 'int') numbers.add(i);
        if (column !== null) feeds.set(i, (feeds.get(i) ?? new Set()).add(column.name));
      }
    }
  }
  for (const t of [layout.footer, ...(layout.ignore ?? []).map((rule) => rule.when)]) if (t !== undefined) cellsInTest(t).forEach(see);
  if (layout.carried !== undefined) for (const name of [layout.carried.by]) { const i = places.get(sameName(name)); if (i !== undefined) all.add(i); }
  // The first column may be used for nothing and still say that a record is a total.
  if (header.length > 0) all.add(0);
  const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
  return { places, times: sorted(times), numbers: sorted(numbers).filter((i) => !times.has(i)), all: sorted(all), feeds: new Map([...feeds].map(([i, names]) => [i, [...names]])) };
}

function testsIn(expr: Expr): Test[] {
  switch (expr.op) {
    case 'when': return [expr.test, ...testsIn(expr.then), ...(expr.else === null ? [] : testsIn(expr.else))];
    case 'first': case 'joined': case 'digest': return expr.of.flatMap(testsIn);
    case 'occurrence': return [{ op: 'filled', of: expr.within }];
    case 'words': case 'positive': case 'extract': return testsIn(expr.of);
    case 'minus': case 'times': return [...testsIn(expr.left), ...testsIn(expr.right)];
    default: return [];
  }
}

export function cellsInTest(t: Test): Expr[] {
  switch (t.op) {
    case 'filled': case 'matches': case 'above_zero': return [t.of];
    case 'not': return cellsInTest(t.of);
    case 'all': case 'any': return t.of.flatMap(cellsInTest);
  }
}

/** A total below a table: its first word says so, and it tells no time. Null where a layout has no times to tell records by. */
export function totalSql(uses: Uses): string | null {
  if (uses.times.length === 0) return null;
  return `coalesce(${uses.times.map((i) => `c${i}`).join(', ')}) IS NULL AND regexp_full_match(coalesce(${uses.all.map((i) => `c${i}`).join(', ')}, ''), '(?i)(总计|合计|总合计|小计|本页合计|共计|汇总|grand total|totals?|sub-?total|sum)\\s*[:：]?.{0,20}')`;
}

/** What was said about the file by hand: answers to earlier questions of this header. */
export interface Answers {
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly decimal?: DecimalMark;
}

export interface Formats {
  readonly times: ReadonlyMap<number, TimeReading>;
  /** The cells that hold numbers, and whether all of them are plain. */
  readonly numbers: ReadonlyMap<number, boolean>;
  readonly decimal: DecimalMark;
  /** What two readings are possible of: the file is held. */
  readonly open: readonly Open[];
}

/** What each column of a header is asked for. */
export const rolesOf = (uses: Uses | null, width: number): Role[] =>
  Array.from({ length: width }, (_, i) => (uses?.times.includes(i) === true ? 'time' : uses?.numbers.includes(i) === true ? 'number' : 'text'));

/** Decides how each column is read, from all its rows: by their profile, else by SQL over `staged`, which `rows` runs. */
export async function decideFormats(uses: Uses, layout: Layout, answers: Answers, profile: readonly ColumnProfile[], rows: (sql: string) => Promise<Row[]>): Promise<Formats> {
  const times = new Map<number, TimeReading>();
  const open: Open[] = [];
  const knownOrder = answers.dateOrder ?? layout.dateOrder;
  if (uses.times.length > 0) {
    const unproven = uses.times.filter((i) => profile[i]?.proven == null);
    const counts = unproven.length === 0 ? {} : (await rows(timeCountsSql(unproven)))[0] ?? {};
    const shapes = new Map<number, Row>();
    for (const i of uses.times) {
      const proven = profile[i]?.proven ?? (plainlyIso(counts, i) ? 'iso' : null);
      if (proven === 'iso') times.set(i, { formats: ['iso'], offsets: false, proven });
      else if (proven === 'utc' || proven === 'zoned') times.set(i, { formats: ['ymd'], offsets: true, proven });
      else shapes.set(i, (await rows(timeShapesSql(i)))[0] ?? {});
    }
    // One file, one hand: a column that leaves its order open is read as the file's other columns are.
    const settled = new Set([...shapes.values()].map((s) => decideTime(s, undefined)?.formats.find((f) => f === 'dmy' || f === 'mdy')));
    const sibling = [...settled].filter((f) => f === 'dmy' || f === 'mdy');
    for (const [i, shape] of shapes) {
      const decided = decideTime(shape, knownOrder ?? (sibling.length === 1 && Number(shape['only_dmy']) + Number(shape['only_mdy']) === 0 && Number(shape['either']) > 0 ? sibling[0] : undefined));
      if (decided === null) open.push({ code: 'date_order', column: i });
      times.set(i, decided ?? { formats: ['ymd', 'dmy'], offsets: false });
    }
  }
  let decimal: DecimalMark = answers.decimal ?? layout.decimal ?? '.';
  const numbers = new Map(uses.numbers.map((i) => [i, profile[i]?.proven === 'plain']));
  const doubtful = uses.numbers.filter((i) => numbers.get(i) !== true);
  if (uses.numbers.length > 0 && doubtful.length === 0) decimal = '.';
  if (doubtful.length > 0) {
    const odd = (await rows(numberShapesSql(doubtful)))[0] ?? {};
    const isOdd = Number(odd['comma'] ?? 0) + Number(odd['dot'] ?? 0) + Number(odd['either'] ?? 0) > 0;
    const plain = isOdd ? Number((await rows(plainDecimalsSql(uses.numbers)))[0]?.['n'] ?? 0) : 1;
    const decided = decideDecimal(odd, plain, answers.decimal ?? layout.decimal);
    if (decided === null) open.push({ code: 'decimal_mark', column: null });
    decimal = decided ?? '.';
  }
  return { times, numbers, decimal, open };
}

export const readingOf = (header: readonly string[], uses: Uses, formats: Formats, fileZone: string, merchantZone: string): Reading => ({
  places: uses.places, header, times: formats.times, numbers: formats.numbers, decimal: formats.decimal, fileZone, merchantZone,
});
