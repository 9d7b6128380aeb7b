import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askBoards } from '../../lib/analyse/boards/questions.ts';
import { defineCustomerEvidence } from '../../lib/analyse/customers/define.ts';
import { countProblems } from '../../lib/analyse/drivers/count-problems.ts';
import { findDrivers } from '../../lib/analyse/drivers/find-drivers.ts';
import { defineFacts } from '../../lib/analyse/facts/define.ts';
import { openEngine } from '../../lib/embedded/duckdb.ts';
import { defaultSettings } from '../../lib/model/settings.ts';
import type { Row, Snapshot } from '../../lib/ports/query.ts';
import { defineCustomerTiers } from '../../lib/tier/customers/define.ts';
import { rulesOf } from '../../lib/tier/customers/rules.ts';
import { goldenDay, goldenSql, goldenTableNames } from '../support/golden-merchant.ts';

/**
 * Every relation and every question over a merchant that is worked out by hand; the rows stand in golden/, so that another engine can be
 * held to the same. The arithmetic of those that others rest on is told here.
 */
const relations: string[] = [];
const questions = new Map<string, readonly Row[]>();
let snapshot: Snapshot;

beforeAll(async () => {
  const engine = await openEngine({ tmp: join(tmpdir(), 'aftertier-tests'), wholeDivision: true });
  await engine.run(readFileSync(new URL('../../lib/embedded/prelude.sql', import.meta.url), 'utf8'));
  for (const name of goldenTableNames) await engine.run(`CREATE TABLE ${name} AS ${goldenSql(name)}`);
  snapshot = {
    define: async (name, sql, kept = 'keep') => {
      relations.push(name);
      await engine.run(`CREATE ${kept === 'keep' ? 'TABLE' : 'VIEW'} ${name} AS ${sql}`);
    },
    rows: engine.rows, batches: engine.batches, close: engine.close,
  };
  await defineFacts(snapshot, { asOf: goldenDay, settings: defaultSettings, reasonMap: new Map([['说不清', 'changed_mind']]) });
  await defineCustomerEvidence(snapshot);
  await defineCustomerTiers(snapshot, rulesOf('standard'));
  await findDrivers(snapshot, { windowDays: 90 });
  await countProblems(snapshot);
  for (const [name, rows] of Object.entries(await askBoards(snapshot))) questions.set(name, Array.isArray(rows) ? rows : [rows as Row]);
});
afterAll(() => snapshot.close());

const all = (relation: string): Promise<Row[]> => snapshot.rows(`SELECT * FROM ${relation}`);
const of = async (relation: string, where: string): Promise<Row | undefined> => (await snapshot.rows(`SELECT * FROM ${relation} WHERE ${where}`))[0];

/** One row a line, in the order of their text; doubles to twelve digits, since engines add them in any order. */
function told(rows: readonly Row[]): string {
  const plain = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell]));
  return `[\n${rows.map((row) => JSON.stringify(plain(row))).sort().join(',\n')}\n]\n`;
}

describe('the golden rows', () => {
  it('of every relation', async () => {
    expect(relations.length).toBeGreaterThan(60);
    for (const name of relations) await expect(told(await all(name)), name).toMatchFileSnapshot(`golden/${name}.json`);
  });

  it('of every question behind the boards', async () => {
    for (const [name, rows] of questions) await expect(told(rows), name).toMatchFileSnapshot(`golden/board-${name}.json`);
  });
});

describe('worked out by hand', () => {
  it('matches: by line, by product, by sub-order; none where the order is unknown or the case of tomorrow', async () => {
    expect(Object.fromEntries((await all('matches')).map((row) => [String(row['case_pk']), row['order_pk']]))).toEqual({
      's|K1|1': 's|O1|1', 's|K2|1': 's|O2|1', 's|K3|1': 's|O3|1', 's|K4|7': 's|O10|2', 's|K6|1': 's|O6|1', 's|K8|1': 's|O6|1', 's|K9|1': 's|O4|1',
      's|K10|O7': 's|O7|1', 's|K12|1': 'x|O8|1', 's|O1|1': 's|O1|1',
    });
  });

  it('the order file’s own word of a refund yields to the case that names the order, and tomorrow’s case is not known', async () => {
    expect((await all('case_base')).map((row) => row['case_id']).sort()).toEqual(['K1', 'K10', 'K12', 'K2', 'K3', 'K4', 'K5', 'K6', 'K8', 'K9']);
    expect(await of('case_base', `case_id = 'K8'`)).toMatchObject({ status: 'open', resolved_day: null, refund_minor: null });
    expect(await of('case_base', `case_id = 'K9'`)).toMatchObject({ reason: 'changed_mind', fault: 'customer' });
  });

  // Returned: K1 lag 4, K2 and K3 lag 5, K4 lag 2, K9 lag 0. h(0) = 1/9. h(2) = 1/8: O4 is too young. h(4) = 1/7: K4's unit is gone.
  // h(5) = 2/5: O10 is too young, K1's unit is gone. S = 8/9 · 7/8 · 6/7 · 3/5 = 2/5, F(90) = 3/5.
  // m(0) = (1 - 8/9) / (3/5) = 5/27, m(2) = (1 - 7/9) / (3/5) = 10/27, m(4) = (1 - 6/9) / (3/5) = 5/9, m(5) = 1.
  it('maturity is the Kaplan-Meier curve over its end', async () => {
    const curve = new Map((await all('maturity')).filter((row) => row['category'] === '连衣裙').map((row) => [row['age'], row['maturity']]));
    for (const [age, expected] of [[0, 5 / 27], [1, 5 / 27], [2, 10 / 27], [3, 10 / 27], [4, 5 / 9], [5, 1], [90, 1]] as const) expect(curve.get(age)).toBeCloseTo(expected, 12);
    expect(curve.size).toBe(91);
  });

  it('unit_facts: the first case’s day is covered, the day before is not; an order shipped tomorrow is no unit', async () => {
    expect(await of('unit_facts', `order_id = 'O6'`)).toMatchObject({ covered: false, age_days: 91, maturity: 1 });
    expect(await of('unit_facts', `order_id = 'O7'`)).toMatchObject({ covered: true, age_days: 89, category: '连衣裙', customer_key: null, channel: null, quantity: 1 });
    expect(await of('unit_facts', `order_id = 'O8'`)).toMatchObject({ covered: true, age_days: 15, paid_minor: null, category: null });
    expect((await all('unit_facts')).map((row) => row['order_id']).sort()).toEqual(['O1', 'O10', 'O10', 'O11', 'O12', 'O2', 'O3', 'O4', 'O6', 'O7', 'O8']);
  });

  // P1: 2 + 1 + 1 + 5/27 + 5/9 = 128/27 mature of 6 units, 3 back. One product in its category: no spread, so M = 1000, mean = 3 / (128/27) = 81/128,
  // and the shrunken rate is the mean itself. K1 is shared (0.5), K2 the product's (0), K9 the customer's (1): 1.5 attributable.
  it('product_rates: a product alone in its category leans on itself', async () => {
    const rate = await of('product_rates', `product_id = 'P1'`);
    expect(rate).toMatchObject({ category: '连衣裙', units: 6, returned: 3, kc: 1.5 });
    expect(rate?.['n']).toBeCloseTo(128 / 27, 12);
    expect(rate?.['a']).toBeCloseTo((1000 * 81) / 128, 9);
    expect(rate?.['p']).toBeCloseTo(81 / 128, 12);
    expect(rate?.['attributable_rate']).toBeCloseTo(1.5 / (128 / 27), 12);
  });

  it('case_costs: each line once, actual where it is known, halves away from zero', async () => {
    // Return: 800 back, 300 handling, 200 inspection, 20% of 4000; fee 0.6% of 10000; 12.5 minutes at 36.00 an hour.
    expect(await of('case_facts', `case_id = 'K1'`)).toMatchObject({ inbound_assumed: 800, handling_assumed: 300, inspection_assumed: 200, write_down_assumed: 800, payment_fee_assumed: 60, service_actual: 750, actual_minor: 750, assumed_minor: 2_160, cost_minor: 2_910 });
    // Refund only: the goods stay. Fee 0.6% of 1250 = 7.5 → 8; 7.5 minutes = 450.
    expect(await of('case_facts', `case_id = 'K2'`)).toMatchObject({ write_down_assumed: 0, payment_fee_assumed: 8, service_actual: 450, cost_minor: 458 });
    // Exchange: 1200 back as paid, 600 out, 300 + 200, scrapped at 55% of the 10000 paid, 8 minutes; 500 goodwill, 700 recovered.
    expect(await of('case_facts', `case_id = 'K3'`)).toMatchObject({ inbound_actual: 1_200, inbound_assumed: 0, outbound_assumed: 600, write_down_assumed: 5_500, service_assumed: 480, recovered_actual: -700, actual_minor: 1_000, assumed_minor: 7_080, cost_minor: 8_080 });
    // Repair: 800 back, 600 out, 300 handling, 1500 parts; 12.5 minutes of labour at 40.00 = 833.33 → 833; 480 service.
    expect(await of('case_facts', `case_id = 'K10'`)).toMatchObject({ repair_parts_assumed: 1_500, repair_labour_actual: 833, actual_minor: 833, assumed_minor: 800 + 600 + 300 + 1_500 + 480 });
    // A refused case costs nothing; another currency is not summed.
    expect(await of('case_facts', `case_id = 'K6'`)).toMatchObject({ counts: false, cost_minor: 0 });
    expect(await of('case_facts', `case_id = 'K12'`)).toMatchObject({ counts: true, reported: false, cost_minor: 0 });
  });

  it('cost-sets: every set sums to the same; the window’s first day is in the window before it no longer', () => {
    const rows = questions.get('cost') ?? [];
    // 90 days up to 2026-06-30 begin on 2026-04-02: K8 of 2026-04-01 is of the window before.
    // K1 2910, K2 458, K3 8080, K4 800 + 300 + 200 + 5% of 55% of 5000 (137.5 → 138) + fee 30 + 480 = 1948, K5 480, K9 800 + 300 + 200 + 800 + 60 + 480 = 2640, K10 4513.
    const now = rows.filter((row) => row['period'] === 'now');
    const bySet = new Map<number, number>();
    for (const row of now) bySet.set(Number(row['set_no']), (bySet.get(Number(row['set_no'])) ?? 0) + Number(row['cost_minor']));
    expect([...new Set(bySet.values())]).toEqual([2_910 + 458 + 8_080 + 1_948 + 480 + 2_640 + 4_513]);
    expect(rows.filter((row) => row['period'] === 'before' && row['fault'] !== null)).toMatchObject([{ fault: 'customer', cases: 1 }]);
  });

  it('rate-members: units, those mature, those back, by product and by channel', () => {
    const rows = questions.get('members') ?? [];
    const p1 = rows.find((row) => row['member'] === 'P1');
    // All that the cases of P1's units cost in the year: K1, K2, K9, K10 and K8 (K6 was refused).
    expect(p1).toMatchObject({ parent: '连衣裙', units: 6, returned: 3, paid_minor: 20_000 + 10_001 + 10_000 + 9_999 + 10_000, cases: 5 });
    expect(p1?.['mature']).toBeCloseTo(128 / 27, 12);
    expect(rows.find((row) => row['dimension'] === 'channel' && row['member'] === null)).toMatchObject({ units: 1, returned: 0, paid_minor: 9_999 });
  });
});
