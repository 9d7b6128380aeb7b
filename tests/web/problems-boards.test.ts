import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CostsBoard } from '../../lib/model/boards/costs.ts';
import type { DriversBoard } from '../../lib/model/boards/drivers.ts';
import { noFilter, type BoardFilter, type Unanswered } from '../../lib/model/boards/filter.ts';
import type { ProblemsBoard } from '../../lib/model/boards/problems.ts';
import { reasons } from '../../lib/model/reasons.ts';
import { loadBoard } from '../../web/boards/board.ts';
import { ratioOf } from '../../web/cards/drivers/findings.ts';
import { words as driverWords } from '../../web/cards/drivers/words.ts';
import { words as problemWords } from '../../web/cards/problems/words.ts';
import { words as costWords } from '../../web/cards/costs/words.ts';
import type { BoardName } from '../../web/page-model.ts';
import { renderPage } from '../../web/server/render.tsx';
import { NOW_MS } from './support/fixture-server.ts';
import { filtersAt } from './support/overview.ts';
import * as shop from './support/problems.ts';

beforeAll(() => Promise.all((['problems', 'drivers', 'costs'] as const).map(loadBoard)));

interface Shown {
  problems?: ProblemsBoard;
  drivers?: DriversBoard;
  costs?: CostsBoard;
  locale?: 'zh' | 'en';
  filter?: BoardFilter;
  unanswered?: Unanswered[];
}

const html = (board: BoardName, { problems = shop.problems, drivers = shop.drivers, costs = shop.costs, locale = 'en', filter = noFilter, unanswered = [] }: Shown = {}): string =>
  renderPage({ board, filter, documents: { problems: { ...problems, unanswered }, drivers: { ...drivers, unanswered }, costs: { ...costs, unanswered }, filters: filtersAt(7) }, uploads: [], locale, theme: 'auto', session: 's', nowMs: NOW_MS });
/** As it is read: what stands in a table or a sentence. */
const said = (page: string): string => page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
const text = (board: BoardName, shown?: Shown): string => said(html(board, shown));
const tight = (board: BoardName, shown?: Shown): string => text(board, shown).replace(/ /g, '');

describe('problems', () => {
  test('the lead says how many there are, how many cost more than they should, what mending is worth, and names the P0', () => {
    expect(text('problems')).toContain('2 of 4 problems cost more than they should. Mending is worth ¥3.3k a quarter (¥2.4k to ¥4.3k). 1 is P0 and cannot wait: 电热毯 (safety).');
    expect(tight('problems', { locale: 'zh' })).toContain('4个问题里有2个花得比应有的多，修好每季值¥3,300（¥2,400至¥4,300）。1个是P0，不能等：电热毯（安全隐患）。');
  });

  test('why is told from the claimed cause: cases against what was to be expected', () => {
    expect(text('problems')).toContain('Douyin × Fit: 60 cases where 20.0 were to be expected.');
    expect(text('problems')).toContain('carrier YD × 湖北 × Logistics: 40 cases where 16.0 were to be expected. Significantly more than in the window before.');
    expect(text('problems')).toContain('Cannot wait for numbers. 4 cases: too few to compare.');
  });

  test('the list adds up to the total cost; what belongs to no problem is a line of its own', () => {
    expect(text('problems')).not.toContain('In no problem');
    const apart = text('problems', { costs: { ...shop.costs, total_minor: 1_012_300 } });
    expect(apart).toContain('In no problem 123');
    expect(apart).toContain('Total 163 10,123 100%');
  });

  test('a category and a reason are links that filter and can be passed on', () => {
    expect(html('problems')).toContain('href="/problems?reason=too_small&amp;locale=en&amp;theme=auto"');
    expect(html('problems')).toContain('href="/problems?category=&amp;locale=en&amp;theme=auto"');
  });

  test('what is above expected for a cause beyond the filter is said so, not called as expected', () => {
    const inside = { ...shop.problems, problems: shop.problems.problems.map((one) => ({ ...one, drivers: [], preventable_minor: 0 })) };
    const shown = text('problems', { problems: inside, filter: { ...noFilter, channel: ['jd'] } });
    expect(shown).toContain('2 of 4 problems cost more than they should, by causes that reach beyond this filter.');
    expect(shown).toContain('Above expected, by a cause that reaches beyond this filter: drop it to see which.');
  });

  test('without order lines nothing is called as expected', () => {
    const cases = { ...shop.problems, problems: shop.problems.problems.map((one) => ({ ...one, state: 'unmatched' as const, drivers: [], preventable_minor: 0 })) };
    expect(text('problems', { problems: cases })).toContain('Which of them cost more than they should needs order files.');
    expect(text('problems', { problems: cases })).not.toContain('as expected');
  });

  test('a filter that nothing passes says so and can be cleared', () => {
    expect(text('problems', { problems: { ...shop.problems, problems: [] }, filter: { ...noFilter, region: ['湖北'] } })).toContain('No case passes this filter');
  });
});

describe('drivers', () => {
  test('the lead says how many causes, what they cost above expected, and the surest', () => {
    expect(text('drivers')).toContain('2 causes push the cost above what was to be expected: ¥3.1k in 90 days. The surest is Douyin × Fit, 3.0 times the expected cases.');
  });

  test('cases over expected ones carry the interval of their excess', () => {
    const [first] = shop.drivers.drivers;
    expect(first === undefined ? null : ratioOf(first)).toEqual({ times: 3, interval: [2, 4] });
    expect(text('drivers')).toContain('3.0× 2.0–4.0×');
  });

  test('what is not significant is listed apart, with what it is good for', () => {
    expect(text('drivers')).toMatch(/A list to look at, not to act on .* product P1 × all reasons .* not significant/);
  });

  test('says how false discovery is held, and over how many cells', () => {
    expect(text('drivers')).toContain('2 causes are significantly above expected at a 5% false discovery rate.');
    expect(text('drivers')).toContain('At most 5% of the claims are chance : of 2, fewer than one.');
    expect(text('drivers')).toContain('412 cells tested');
  });

  test('under a filter, says that causes are tested over everything; a filter that they know nothing of can be dropped', () => {
    expect(text('drivers', { filter: { ...noFilter, channel: ['douyin'] } })).toContain('tested over 90 days and everything; none is worked out for a filter alone');
    expect(text('drivers', { filter: { ...noFilter, tier: ['vip'] }, unanswered: [{ part: 'drivers', drop: 'tier' }] })).toContain('Drop the filter Tier');
    expect(text('drivers', { drivers: { ...shop.drivers, drivers: [] }, filter: { ...noFilter, channel: ['jd'] } })).toContain('No cause lies wholly inside this filter');
  });

  test('nothing tested is not nothing found', () => {
    expect(text('drivers', { drivers: { ...shop.drivers, drivers: [], tested: 0 } })).toContain('Nothing could be tested yet.');
    expect(text('drivers', { drivers: { ...shop.drivers, drivers: [] } })).toContain('Nothing stands out beyond chance among 412 places tested.');
  });
});

describe('costs', () => {
  test('the lead says the net cost, a case’s, the two largest lines, and what is most worth replacing', () => {
    expect(text('costs')).toContain('Net after-sales cost ¥10.0k , ¥61.35 a case. Write-down is 42% of the spend, inbound freight 37%. 35% is assumed : write-down is the figure most worth replacing.');
  });

  test('spent less recovered is the net cost, to the cent', () => {
    expect(text('costs')).toContain('¥10.7k spent, ¥700 recovered.');
    expect(text('costs')).toMatch(/Cost before recoveries ¥10,700 Recovered −¥700 Net after-sales cost ¥10,000 35%/);
  });

  test('every way of cutting it agrees with the ledger; one that does not is called out', () => {
    expect(text('costs')).toContain('5 ways of cutting it agree with the ledger; difference 0.');
    expect(text('costs')).toContain('Region 9,000 1,000 10,000');
    const broken = { ...shop.costs, by: { ...shop.costs.by, channel: [{ key: 'douyin', cost_minor: 999_900, cases: 1 }] } };
    expect(text('costs', { costs: broken })).toContain('It does not. Please tell us: this must not happen.');
    expect(text('costs', { costs: broken })).toContain('The largest difference is ¥1.');
  });

  test('what cannot be split under a filter is not passed off as attributed to nothing', () => {
    const narrowed = { ...shop.costs, by: { ...shop.costs.by, product_id: [{ key: null, cost_minor: 1_000_000, cases: 163 }] } };
    const shown = text('costs', { costs: narrowed, filter: { ...noFilter, channel: ['douyin'] } });
    expect(shown).toContain('not split under a filter');
    expect(shown).toContain('4 ways of cutting it agree');
  });

  test('the last week, which is not whole, is marked and compared with nothing', () => {
    expect(html('costs')).toContain('16 Nov 2026 (part of a week)');
    expect(text('costs')).toContain('the last whole week cost what the weeks before it did.');
  });

  test('an assumption says what it is, what a tenth of it moves, and what replaces it', () => {
    expect(text('costs')).toContain('Inbound freight ¥8 for each return that names no freight ¥1.0k ±10% = ±¥100 Upload cases with their inbound freight');
  });

  test('fixed and hidden costs stand beside the total, never in it', () => {
    expect(text('costs')).toContain('None of this is in the total.');
    expect(text('costs')).toContain('Hidden cost an estimate for each case in force ¥815');
  });

  test('bars filter: a fault by its reason groups, a channel by itself; what was folded or is nobody’s does not', () => {
    expect(html('costs')).toContain('href="/costs?reason=fit&amp;reason=price&amp;locale=en&amp;theme=auto"');
    expect(html('costs')).toContain('href="/costs?channel=douyin&amp;locale=en&amp;theme=auto"');
    expect(html('costs')).not.toContain('channel=*');
    expect(html('costs')).not.toContain('class="by" href="/costs?channel=&amp;');
  });
});

describe('all three', () => {
  const nasty = '</script><img src=x onerror=alert(1)>';

  test('carry no inline style or handler, and what a file named cannot leave its place', () => {
    const problems = { ...shop.problems, problems: shop.problems.problems.map((one) => ({ ...one, category: nasty })) };
    const costs = { ...shop.costs, by: { ...shop.costs.by, region: [{ key: nasty, cost_minor: 1_000_000, cases: 1 }] } };
    const drivers = { ...shop.drivers, drivers: shop.drivers.drivers.map((one) => ({ ...one, dimensions: { batch: nasty, region: nasty } })) };
    for (const board of ['problems', 'drivers', 'costs'] as const) {
      const page = html(board, { problems, costs, drivers });
      expect(page).not.toContain('<img');
      expect(page).not.toMatch(/\sstyle=|<style|\son\w+=["']|href="javascript:/);
    }
  });

  test('any documents of the right shape are drawn without a hole in their numbers', () => {
    const money = fc.integer({ min: -5_000_00, max: 2_000_000_000_00 });
    const count = fc.nat(99_999);
    const reason = fc.constantFrom(...reasons.map(({ code }) => code));
    const key = fc.option(fc.string(), { nil: null });
    const sure = fc.record({ tier: fc.constantFrom('P0', 'P1', 'P2', 'P3'), category: key, reason, cases: count, cost_minor: money, class: fc.constantFrom('A', 'B', 'C'), worth: fc.nat(9_000_000), state: fc.constantFrom('excess', 'growing', 'expected', 'too_few', 'unmatched'), weeks: fc.array(fc.nat(50), { maxLength: 13 }) });
    const cause = fc.record({ cases: fc.nat(9_999), expected: fc.double({ min: -1, max: 9_999, noNaN: true }), low: fc.double({ min: -999, max: 9_999, noNaN: true }), high: fc.double({ min: -999, max: 9_999, noNaN: true }), q: fc.double({ min: 0, max: 1, noNaN: true }), significant: fc.boolean(), excess_minor: money, problem: fc.string() });
    const line = fc.record({ line: fc.constantFrom('inbound_freight', 'write_down', 'service', 'recovered', 'brand_new_line'), actual_minor: money, assumed_minor: fc.nat(9_000_000) });
    const member = fc.record({ key, cost_minor: money, cases: count });
    const whole = fc.record({
      problems: fc.array(sure, { maxLength: 14 }), causes: fc.array(cause, { maxLength: 12 }), lines: fc.uniqueArray(line, { selector: (one) => one.line, maxLength: 5 }),
      members: fc.uniqueArray(member, { selector: (one) => one.key, maxLength: 14 }), weeks: fc.array(fc.record({ actual_minor: money, assumed_minor: fc.nat(9_000_000) }), { maxLength: 20 }), total: money, cases: count, days: fc.constantFrom(30, 90, 365),
    });
    fc.assert(fc.property(whole, fc.constantFrom('zh', 'en'), fc.boolean(), (made, locale, filtered) => {
      const problems: ProblemsBoard = {
        ...shop.problems, window_days: made.days,
        problems: made.problems.map(({ worth, ...one }, i) => ({ ...(shop.problems.problems[0] ?? fail()), ...one, id: `${i}|${one.reason}`, rank: i + 1, preventable_minor: worth, preventable_interval_minor: [worth - 5, worth + 5] })),
      };
      const drivers: DriversBoard = { ...shop.drivers, drivers: made.causes.map(({ low, high, ...one }, i) => ({ ...(shop.drivers.drivers[0] ?? fail()), ...one, id: `${i}`, excess: one.cases - one.expected, interval: [Math.min(low, high), Math.max(low, high)] })) };
      const costs: CostsBoard = {
        ...shop.costs, total_minor: made.total, cases: made.cases, window_days: made.days, lines: made.lines, weeks: made.weeks.map((week, i) => ({ ...week, start: '2026-10-05', cases: i })),
        by: { reason_group: made.members, fault: [], product_id: made.members, channel: made.members, region: made.members, customer_tier: made.members },
      };
      for (const board of ['problems', 'drivers', 'costs'] as const) {
        const page = html(board, { problems, drivers, costs, locale, filter: filtered ? { ...noFilter, channel: ['douyin'] } : noFilter });
        const drawn = page.slice(0, page.indexOf('application/json'));
        expect(said(drawn)).not.toMatch(/\bNaN|\bundefined\b|Infinity/);
        expect(drawn).not.toMatch(/ (x|y|x1|x2|y1|y2|cx|cy|width|height|d)="[^"]*(NaN|undefined|Infinity|-\d[\d.]*%)/);
        expect(drawn).not.toMatch(/ (width|height)="-/);
      }
    }), { numRuns: 40 });
  });

  test('their words say the same things in both languages', () => {
    const shape = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, shape(inner)])) : typeof value);
    for (const words of [problemWords, driverWords, costWords]) expect(shape(words.zh)).toEqual(shape(words.en));
  });
});

function fail(): never {
  throw new Error('the shop has at least one');
}
