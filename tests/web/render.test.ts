import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OverviewBoard, Rate, Week } from '../../lib/model/boards/overview.ts';
import { loadBoard } from '../../web/boards/board.ts';
import { renderPage, type PageProps } from '../../web/server/render.tsx';
import { NOW_MS } from './support/fixture-server.ts';
import { filtersAt, overviewAt, overviewOfCases } from './support/overview.ts';

beforeAll(() => loadBoard('overview'));

const page = ({ overview = overviewAt(7), ...change }: Partial<PageProps> & { overview?: OverviewBoard | null } = {}): string =>
  renderPage({ documents: overview === null ? {} : { overview, filters: filtersAt(overview.version) }, uploads: [], locale: 'en', theme: 'auto', session: 's', nowMs: NOW_MS, ...change });
const text = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ');

describe('the page before any script runs', () => {
  test('says what, how much and what to do, from the numbers', () => {
    expect(text(page())).toContain('After-sales cost ¥945k in 90 days, 4.1% of sales and 10% more than the 90 days before.');
    expect(text(page())).toContain('¥268k a quarter, 28% of it, is preventable: start with');
    expect(text(page({ locale: 'zh' })).replace(/ /g, '')).toContain('近90天售后成本¥94.5万，占销售额4.1%，比前90天多10%。');
  });

  test('holds every chart already', () => {
    const html = page();
    for (const chart of ['Projected return rate by ship week', 'Customers by tier', 'Projected return rate of 抖音']) expect(html).toContain(`aria-label="${chart}"`);
    expect(html).toContain('class="heat"');
  });

  test('carries no inline style, script or event handler, so that a strict policy holds', () => {
    const html = page();
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:/);
    expect(html.match(/<script(?![^>]*(src=|application\/json))/g)).toBeNull();
  });

  test('what a file named cannot leave its place', () => {
    const nasty = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const board = overviewAt(7);
    const html = page({ overview: { ...board, problems: { ...board.problems, top: board.problems.top.map((p) => ({ ...p, category: nasty })) }, channels: board.channels.map((c) => ({ ...c, channel: nasty })) } });
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  test('never says “rate” of cases without orders', () => {
    const shown = text(page({ overview: overviewOfCases() }));
    expect(shown).toContain('Shares, not rates: there are no order files.');
    expect(shown).not.toMatch(/Projected|\bReturn rate\b|than was to be expected/);
  });

  test('nothing uploaded is a start, not a zero', () => {
    const shown = text(page({ overview: null }));
    expect(shown).toContain('Start with one refund export');
    expect(shown).not.toMatch(/¥|NaN|undefined|null/);
  });

  test('numbers that could not be read are an error with a way on', () => {
    expect(text(page({ overview: null, health: 'error' }))).toContain('The numbers could not be loaded');
  });

  test('old numbers without a new file are called old; the same numbers from a new file are not', () => {
    const later = NOW_MS + 12 * 86_400_000;
    expect(text(page({ nowMs: later }))).toContain('Data stops at 18 Nov 2026: no new file for 13 days.');
    const fresh = { upload: 'u', file: 'a.csv', bytes: 1, received_at: new Date(later).toISOString(), status: 'done', decision: 'accepted', platform: null, version: 7, progress: null } as const;
    expect(text(page({ nowMs: later, uploads: [fresh] }))).not.toContain('Data stops at');
  });

  test('a shop without a single cost, customer or channel is still a page', () => {
    const board = overviewAt(1);
    const none = { cost_minor: 0, actual_minor: 0, assumed_minor: 0, paid_minor: 0, refund_minor: 0, cases: 0, units_shipped: 12, customers: 0 };
    const bare: OverviewBoard = {
      ...board, totals: none, before: null, faults: [], channels: [], heat: { groups: [], rows: [] }, problems: { total: 0, with_excess: 0, top: [] }, tier_movers: null,
      weeks: board.weeks.map((week) => ({ ...week, projected_bp: null, interval_bp: null, before_bp: null, observed_bp: null, mature_bp: 0, status: 'too_early' })),
      tiers: board.tiers.map((tier) => ({ ...tier, customers: 0, change: null })),
      figures: {
        return_rate: { status: 'too_early', units: 12, returned: 0, mature_bp: 400, observed_bp: 0, projected_bp: null, interval_bp: null }, return_rate_before_bp: null,
        preventable_minor: 0, preventable_interval_minor: [0, 0], resolve_days: null, resolve_before_days: null, at_risk: 0, at_risk_change: null,
        sparks: { cost_minor: [], preventable_minor: [], resolve_days: [], at_risk: [] },
      },
    };
    for (const locale of ['zh', 'en'] as const) expect(text(page({ overview: bare, locale }))).not.toMatch(/NaN|undefined|Infinity/);
    expect(text(page({ overview: bare }))).toContain('too early');
  });

  test('any board of the right shape is drawn without a hole in its numbers', () => {
    const bp = fc.integer({ min: 0, max: 10_000 });
    const money = fc.integer({ min: 0, max: 2_000_000_000_00 });
    const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
    const interval = fc.tuple(bp, bp).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const week: fc.Arbitrary<Week> = fc.record({
      start: fc.constant('2026-08-24'), units: fc.nat(9_999), returned: fc.nat(999), cases: fc.nat(999), cost_minor: money, mature_bp: bp, observed_bp: maybe(bp),
      projected_bp: maybe(bp), interval_bp: maybe(interval), status: fc.constantFrom('ok', 'too_few', 'too_early'), before_bp: maybe(bp),
    });
    const rate: fc.Arbitrary<Rate> = fc.record({
      status: fc.constantFrom('ok', 'too_few', 'too_early'), units: fc.nat(999), returned: fc.nat(99), mature_bp: bp, observed_bp: bp, projected_bp: maybe(bp), interval_bp: maybe(interval),
    });
    const boards = fc.record({ weeks: fc.array(week, { maxLength: 16 }), rate: maybe(rate), cost: money, category: maybe(fc.string()), drifting: fc.boolean(), change: maybe(fc.integer({ min: -99, max: 99 })) });
    fc.assert(fc.property(boards, fc.constantFrom('zh', 'en'), ({ weeks, rate: found, cost, category, drifting, change }, locale) => {
      const board = overviewAt(7);
      const html = page({
        locale,
        overview: {
          ...board, weeks, totals: { ...board.totals, cost_minor: cost }, figures: { ...board.figures, return_rate: found, at_risk_change: change },
          channels: board.channels.map((c) => ({ ...c, rate: found, drifting, before_bp: found?.projected_bp ?? null, weeks })),
          problems: { ...board.problems, top: board.problems.top.map((p) => ({ ...p, category })) }, tiers: board.tiers.map((tier) => ({ ...tier, change })),
        },
      });
      expect(text(html)).not.toMatch(/NaN|undefined|Infinity/);
      expect(html.slice(0, html.indexOf('application/json'))).not.toMatch(/="[^"]*(NaN|undefined|Infinity)/);
    }), { numRuns: 40 });
  });

  test('both languages and themes are marked for what they are', () => {
    expect(page({ locale: 'zh', theme: 'dark' })).toContain('<html lang="zh-CN" data-theme="dark">');
    expect(page({ locale: 'en' })).toContain('<html lang="en">');
  });
});
