import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineCustomerEvidence } from '../../lib/analyse/customers/define.ts';
import { addDays } from '../../lib/model/days.ts';
import type { Row, Snapshot } from '../../lib/ports/query.ts';
import { daysAgo, ordinary, world } from '../support/customer-world.ts';

let snapshot: Snapshot;
beforeAll(async () => {
  const shop = ordinary(world(), 60);
  for (let i = 0; i < 6; i += 1) {
    const ordered = daysAgo(45 + i * 20);
    shop.buy({ customer: 'k', order: `K${i}`, ordered, product: `P${i}`, paid: 20_000 });
    if (i < 3) shop.claim(`K${i}`, { opened: addDays(ordered, 5), reason: 'changed_mind' });
    if (i === 3) shop.claim(`K${i}`, { opened: addDays(ordered, 5), reason: 'too_large' });
    if (i === 4) shop.claim(`K${i}`, { opened: addDays(ordered, 5), reason: 'defective' });
    if (i === 5) shop.claim(`K${i}`, { opened: addDays(ordered, 5), reason: 'changed_mind', status: 'rejected' });
  }
  shop.buy({ customer: 'lot', order: 'LOT', ordered: daysAgo(120), product: 'P1', quantity: 500, paid: 500_000 })
    .claim('LOT', { opened: daysAgo(110), reason: 'changed_mind' });
  shop.buy({ customer: 'gone', order: 'OLD', ordered: daysAgo(500), product: 'P1' });
  shop.buy({ customer: null, order: 'ANON', ordered: daysAgo(100), product: 'P1' });
  snapshot = await shop.open();
  await defineCustomerEvidence(snapshot);
});
afterAll(() => snapshot.close());

const of = async (relation: string, key: string): Promise<Row | undefined> =>
  (await snapshot.rows(`SELECT r.*, n.customer_key FROM ${relation} r JOIN customer_numbers n ON n.customer_no = r.customer_no WHERE n.customer_key = '${key}'`))[0];

describe('attributable returns', () => {
  test('the customer’s fault counts one, a shared one half, the merchant’s and a refused case nothing', async () => {
    expect(await of('customer_claims_now', 'k')).toMatchObject({ attributable: 3.5 });
  });

  test('the bound is Wilson and Hilferty’s, on counts shrunk by the prior', async () => {
    const { expected, ratio, ratio_low: low } = (await of('customer_claims_now', 'k')) ?? {};
    if (typeof expected !== 'number' || typeof ratio !== 'number' || typeof low !== 'number') throw new Error('no claims');
    // ratio = (k + c) / (E + c) gives the c that was used.
    const c = (3.5 - ratio * expected) / (ratio - 1);
    expect(c).toBeGreaterThan(0.98);
    expect(c).toBeLessThan(51);
    const x = 3.5 + c;
    expect(low).toBeCloseTo((x * (1 - 1 / (9 * x) - 1.645 / (3 * Math.sqrt(x))) ** 3) / (expected + c), 2);
  });

  test('nobody is their own yardstick: the more a customer returns, the expectation stays', async () => {
    const again = async (returns: number): Promise<unknown> => {
      const shop = ordinary(world(), 40);
      for (let i = 0; i < 8; i += 1) {
        const ordered = daysAgo(60 + i * 20);
        shop.buy({ customer: 'x', order: `X${i}`, ordered, product: 'P1' });
        if (i < returns) shop.claim(`X${i}`, { opened: addDays(ordered, 5), reason: 'changed_mind' });
      }
      const other = await shop.open();
      try {
        await defineCustomerEvidence(other);
        return (await other.rows(`SELECT round(1e-6 * e.expected, 3) AS expected FROM customer_expected_now e JOIN customer_numbers n ON n.customer_no = e.customer_no WHERE n.customer_key = 'x'`))[0]?.['expected'];
      } finally {
        await other.close();
      }
    };
    expect(await again(8)).toBe(await again(1));
  });

  test('a wholesale line sent back is one decision, and a part of it a part', async () => {
    expect(await of('customer_expected_now', 'lot')).toMatchObject({ lines: 1, attributable: 1_000_000 });
  });
});

describe('scores', () => {
  test('value is the middle rank by contribution: paid - refunds - goods kept - cost', async () => {
    // 6 x 200.00 paid; five returns refunded and sent back; goods at 60% of one kept line; five cases at 15.00.
    expect(await of('customer_evidence_now', 'k')).toMatchObject({ contribution_minor: 120_000 - 5 * 20_000 - 12_000 - 5 * 1_500 });
    const values = (await snapshot.rows('SELECT value FROM customer_evidence_now WHERE value IS NOT NULL')).map((row) => Number(row['value']));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(100);
    expect(values.filter((value) => value >= 80).length / values.length).toBeCloseTo(0.2, 1);
  });

  test('satisfaction without ratings starts at 70 and falls by what the merchant did', async () => {
    expect(await of('customer_evidence_now', 'k')).toMatchObject({ satisfaction: 70 - 15 + 10, satisfaction_source: 'proxy' });
    expect(await of('customer_evidence_now', 'lot')).toMatchObject({ satisfaction_source: 'proxy' });
    expect(await of('customer_evidence_now', 'gone')).toMatchObject({ satisfaction: null, satisfaction_source: 'unknown' });
  });

  test('rhythm, churn and loyalty follow the days between orders, shrunk to the shop’s', async () => {
    const typical = (await snapshot.rows('SELECT gap_days FROM typical_now'))[0];
    expect(typical).toEqual({ gap_days: 30 });
    const gap = (100 + 2 * 30) / (5 + 2);
    const presence = 0.5 ** (45 / gap - 1);
    expect(await of('customer_evidence_now', 'k')).toMatchObject({
      silent_days: 45, gap_days: Math.round(gap * 10) / 10, churn: Math.round(100 * (1 - presence)),
      loyalty: Math.round(40 + 30 * presence + (20 * 145) / 365 + 10),
    });
  });

  test('who has not ordered in the window has no value, and is known all the same', async () => {
    expect(await of('customer_evidence_now', 'gone')).toMatchObject({ orders: 0, value: null, churn: 100 });
    expect(await snapshot.rows("SELECT customer_key FROM customer_evidence_now WHERE customer_key IS NULL OR customer_key = ''")).toEqual([]);
  });
});

test('an earlier day knows nothing of what came after it', async () => {
  const before = await of('customer_orders_before', 'k');
  expect(before).toMatchObject({ orders: 6, mature_orders: 5 });
  const exposure = (await snapshot.rows('SELECT CAST(sum(exposure_before) AS bigint) AS then, CAST(sum(exposure_now) AS bigint) AS now FROM own_units'))[0];
  expect(Number(exposure?.['then'])).toBeLessThan(Number(exposure?.['now']));
});
