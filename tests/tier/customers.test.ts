import { describe, expect, test } from 'vitest';
import { defineCustomerEvidence } from '../../lib/analyse/customers/define.ts';
import { addDays } from '../../lib/model/days.ts';
import type { Override } from '../../lib/model/tier.ts';
import { defineCustomerTiers } from '../../lib/tier/customers/define.ts';
import { rulesOf, type Preset } from '../../lib/tier/customers/rules.ts';
import { customerFacts, migrations, storedBody, tierCustomers, type TieredCustomer } from '../../lib/tier/customers/tier-customers.ts';
import { asOf, daysAgo, ordinary, world, type World } from '../support/customer-world.ts';

async function tiered(of: World, options: { preset?: Preset; overrides?: ReadonlyMap<string, Override> } = {}) {
  const snapshot = await of.open();
  try {
    await defineCustomerEvidence(snapshot);
    await defineCustomerTiers(snapshot, rulesOf(options.preset ?? 'standard'), options.overrides);
    const all: TieredCustomer[] = [];
    for await (const batch of tierCustomers(snapshot, rulesOf(options.preset ?? 'standard'), options.overrides)) all.push(...batch);
    const facts = new Map<string, Record<string, unknown>>();
    for await (const batch of customerFacts(snapshot)) for (const one of batch) facts.set(one.key, one.facts);
    const moves = await migrations(snapshot);
    const find = (key: string): TieredCustomer => {
      const found = all.find((one) => one.key === key);
      if (found === undefined) throw new Error(`no customer ${key}`);
      return found;
    };
    return { all, facts, moves, find, tier: (key: string) => find(key).answer.tier };
  } finally {
    await snapshot.close();
  }
}

/** An order a month, each sent back by choice ten days after delivery. */
function returner(into: World, customer: string, times: number, of = 10): World {
  for (let i = 0; i < of; i += 1) {
    const ordered = daysAgo(40 + i * 28);
    into.buy({ customer, order: `${customer}-${i}`, ordered, product: `P${i % 10}`, paid: 3_000 });
    if (i < times) into.claim(`${customer}-${i}`, { opened: addDays(ordered, 14), reason: 'no_reason_7_days' });
  }
  return into;
}

/** Cheap orders, all let down by the merchant: faulty goods, refunds without a return, late parcels. */
function letDown(into: World, customer: string): World {
  const reasons = ['defective', 'damaged_in_transit', 'wrong_item', 'late_delivery', 'not_as_described', 'poor_service'];
  for (let i = 0; i < 8; i += 1) {
    const ordered = daysAgo(36 + i * 30);
    into.buy({ customer, order: `${customer}-${i}`, ordered, product: `P${i}`, paid: 9_000 });
    into.claim(`${customer}-${i}`, { opened: addDays(ordered, 9), reason: reasons[i % reasons.length] ?? 'defective', kind: i % 2 === 0 ? 'return' : 'complaint' });
  }
  return into;
}

describe('problem customers', () => {
  test('an abuser is found, with the evidence in both languages', async () => {
    const { find } = await tiered(returner(ordinary(world(), 120), 'abuser', 10));
    const { answer } = find('abuser');
    expect(answer.tier).toBe('problem');
    expect(answer.trust).toBeLessThan(60);
    expect(answer.flags.map((flag) => flag.code)).toContain('serial_return');
    const evidence = answer.reasons.find((reason) => reason.code === 'serial_return');
    expect(evidence).toMatchObject({ metric: 'ratio_low', threshold: 2.5 });
    expect(evidence?.zh).toContain('10 件');
    expect(evidence?.en).toContain('10 returns');
  });

  test('whoever the merchant or the carrier let down never is one, and keeps full trust', async () => {
    const { all } = await tiered(['a', 'b', 'c', 'd'].reduce((into, name) => letDown(into, `down-${name}`), ordinary(world(), 120)));
    const down = all.filter((one) => one.key.startsWith('down-'));
    expect(down).toHaveLength(4);
    for (const { answer } of down) {
      expect(answer.tier).not.toBe('problem');
      expect(answer.trust).toBe(100);
      expect(answer.flags).toEqual([]);
    }
  });

  test('buyers of a bad batch who are refunded without a return are not abusers; one who alone claims it is flagged', async () => {
    const shop = ordinary(world(), 150);
    for (let c = 0; c < 12; c += 1) {
      for (let i = 0; i < 3; i += 1) {
        const ordered = daysAgo(50 + i * 25);
        shop.buy({ customer: `batch${c}`, order: `B${c}-${i}`, ordered, product: 'BAD', category: 'lamp' });
        shop.claim(`B${c}-${i}`, { opened: addDays(ordered, 8), kind: 'refund_only', goods: 'received', reason: 'defective' });
      }
    }
    for (let i = 0; i < 8; i += 1) {
      const ordered = daysAgo(50 + i * 25);
      shop.buy({ customer: 'liar', order: `L-${i}`, ordered, product: `P${i}` });
      shop.claim(`L-${i}`, { opened: addDays(ordered, 8), kind: 'refund_only', goods: 'received', reason: 'defective' });
    }
    const { all, find } = await tiered(shop);
    for (const { answer } of all.filter((one) => one.key.startsWith('batch'))) expect(answer.flags).toEqual([]);
    expect(find('liar').answer.flags.map((flag) => flag.code)).toContain('refund_only_share');
  });

  test('never more than two in a hundred, the least trusted first; the rest go where they would be otherwise', async () => {
    const shop = ordinary(world(), 90);
    for (let i = 0; i < 10; i += 1) returner(shop, `abuser${i}`, 10);
    returner(shop, 'worst', 10);
    for (let i = 0; i < 4; i += 1) {
      const ordered = daysAgo(45 + i * 30);
      shop.buy({ customer: 'worst', order: `W${i}`, ordered, product: 'P1' }).claim(`W${i}`, { opened: addDays(ordered, 20), reason: 'lost_or_not_received', kind: 'refund_only' });
    }
    const { all, tier } = await tiered(shop);
    const problem = all.filter((one) => one.answer.tier === 'problem');
    expect(problem.length).toBe(Math.ceil(all.length * 0.02));
    expect(tier('worst')).toBe('problem');
  });

  test('a phone shared with two flagged customers is a flag; with a dormitory it is none', async () => {
    const shop = ordinary(world(), 100);
    for (const name of ['x', 'y', 'z']) {
      for (let i = 0; i < 10; i += 1) {
        const ordered = daysAgo(40 + i * 28);
        shop.buy({ customer: name, order: `${name}-${i}`, ordered, product: `P${i}`, phone: 'shared', address: 'dorm' });
        if (name !== 'z') shop.claim(`${name}-${i}`, { opened: addDays(ordered, 14), reason: 'changed_mind' });
      }
    }
    for (let c = 0; c < 20; c += 1) shop.buy({ customer: `student${c}`, order: `S${c}`, ordered: daysAgo(60), address: 'dorm' });
    const { find } = await tiered(shop);
    expect(find('z').answer.flags.map((flag) => flag.code)).toEqual(['linked_accounts']);
    expect(find('z').answer.tier).not.toBe('problem');
    expect(find('student1').answer.flags).toEqual([]);
  });

  test('bracketing counts orders that kept one of three variants; a changing story counts refused preference cases that became quality cases', async () => {
    const shop = ordinary(world(), 100);
    for (let i = 0; i < 2; i += 1) {
      const ordered = daysAgo(60 + i * 40);
      for (const [line, variant] of [['1', 'S'], ['2', 'M'], ['3', 'L']] as const) {
        shop.buy({ customer: 'sizes', order: `Z${i}`, line, variant, ordered });
        if (line !== '2') shop.claim(`Z${i}`, { opened: addDays(ordered, 6), reason: 'too_small' }, line);
      }
      shop.buy({ customer: 'story', order: `T${i}`, ordered });
      shop.claim(`T${i}`, { opened: addDays(ordered, 6), reason: 'changed_mind', status: 'rejected' });
      shop.claim(`T${i}`, { opened: addDays(ordered, 9), reason: 'defective', kind: 'refund_only', goods: 'received' });
    }
    const { facts, find } = await tiered(shop);
    expect(facts.get('sizes')?.['bracketing']).toBe(2);
    expect(facts.get('story')?.['escalations']).toBe(2);
    expect(find('story').answer.flags.map((flag) => flag.code)).toEqual(['reason_escalation']);
  });

  test('serial returns that are all worn goods are one kind of evidence, not two', async () => {
    const { facts, find } = await tiered(returner(ordinary(world(), 120), 'wearer', 10));
    expect(find('wearer').answer.flags.map((flag) => flag.code)).toEqual(['serial_return', 'wardrobing']);
    expect(facts.get('wearer')?.['flag_kinds']).toBe(1);
  });
});

describe('tiers', () => {
  test('fewer than two orders shipped thirty days ago is not enough data', async () => {
    const shop = ordinary(world(), 60)
      .buy({ customer: 'fresh', order: 'F1', ordered: daysAgo(80) })
      .buy({ customer: 'fresh', order: 'F2', ordered: daysAgo(12) });
    const { find } = await tiered(shop);
    expect(find('fresh').answer.tier).toBe('new');
    expect(find('fresh').answer.reasons[0]).toMatchObject({ code: 'too_few_orders', metric: 'mature_orders', value: 1, threshold: 2 });
  });

  test('a great customer is VIP; one who left is no VIP but at risk', async () => {
    const shop = ordinary(world(), 100);
    for (let i = 0; i < 8; i += 1) {
      shop.buy({ customer: 'great', order: `G${i}`, ordered: daysAgo(5 + i * 30), paid: 90_000 });
      shop.buy({ customer: 'left', order: `X${i}`, ordered: daysAgo(200 + i * 15), paid: 90_000 });
    }
    const { find } = await tiered(shop);
    expect(find('great').answer).toMatchObject({ tier: 'vip' });
    expect(find('left').answer.tier).toBe('at_risk');
    expect(find('left').answer.reasons.map((reason) => reason.code)).toEqual(['gone_quiet']);
    expect(find('great').answer.grids.value_cost).toBe('best');
  });

  test('a good customer who was let down and rates us badly is at risk', async () => {
    const shop = ordinary(world(), 100);
    for (let i = 0; i < 8; i += 1) shop.buy({ customer: 'hurt', order: `H${i}`, ordered: daysAgo(5 + i * 30), paid: 12_000 });
    shop.claim('H1', { opened: daysAgo(20), reason: 'defective', kind: 'repair', cost: 100, refund: 0 });
    for (const day of [6, 9, 12, 15]) shop.rate('hurt', daysAgo(day), 0);
    shop.rate('n1', daysAgo(20), 0.8);
    const { find } = await tiered(shop);
    expect(find('hurt').answer).toMatchObject({ tier: 'at_risk', satisfaction_source: 'rated' });
    expect(find('hurt').answer.reasons.map((reason) => reason.code)).toContain('let_down');
  });

  test('a person’s override wins until its day, and says so', async () => {
    const override: Override = { tier: 'vip', by: 'ops', why: 'partner', until: asOf };
    const shop = ordinary(world(), 60);
    const held = await tiered(shop, { overrides: new Map([['n1', override]]) });
    expect(held.find('n1').answer).toMatchObject({ tier: 'vip', override });
    expect(held.find('n1').answer.reasons[0]?.code).toBe('override');
    const over = await tiered(shop, { overrides: new Map([['n1', { ...override, until: daysAgo(1) }]]) });
    expect(over.find('n1').answer.override).toBeNull();
  });

  test('every customer has a reason in both languages, whole points, and one place in the migration', async () => {
    const { all, moves } = await tiered(returner(letDown(ordinary(world(), 120), 'down'), 'abuser', 9));
    for (const { answer } of all) {
      expect(answer.reasons.length).toBeGreaterThan(0);
      for (const reason of answer.reasons) expect(reason.zh.length * reason.en.length).toBeGreaterThan(0);
      for (const score of [answer.value, answer.satisfaction, answer.loyalty, answer.churn_risk, answer.trust]) {
        if (score !== null) expect(score).toSatisfy((n: number) => Number.isInteger(n) && n >= 0 && n <= 100);
      }
      expect(JSON.parse(storedBody(answer))).toEqual(answer);
    }
    expect(moves.reduce((sum, move) => sum + move.customers, 0)).toBe(all.length);
  });

  test('the same world gives the same bytes', async () => {
    const make = () => tiered(returner(ordinary(world(), 80), 'abuser', 9));
    const [one, two] = [await make(), await make()];
    expect(one.all.map(({ answer }) => storedBody(answer))).toEqual(two.all.map(({ answer }) => storedBody(answer)));
  });
});

describe('stability', () => {
  test('thirty days ago counts only what was known then', async () => {
    const shop = ordinary(world(), 60);
    for (let i = 0; i < 4; i += 1) shop.buy({ customer: 'late', order: `K${i}`, ordered: daysAgo(70 + 30 * i) });
    shop.claim('K0', { opened: daysAgo(40), reason: 'changed_mind', status: 'rejected', resolved: daysAgo(5) });
    shop.claim('K1', { opened: daysAgo(10), reason: 'changed_mind' });
    const snapshot = await shop.open();
    try {
      await defineCustomerEvidence(snapshot);
      const of = async (day: string) => (await snapshot.rows(`SELECT c.cases, c.open_cases, c.refund_minor FROM customer_cases_${day} c JOIN customer_numbers n ON n.customer_no = c.customer_no WHERE n.customer_key = 'late'`))[0];
      expect(await of('before')).toEqual({ cases: 1, open_cases: 1, refund_minor: 0 });
      expect(await of('now')).toEqual({ cases: 1, open_cases: 0, refund_minor: 10_000 });
    } finally {
      await snapshot.close();
    }
  });
});
