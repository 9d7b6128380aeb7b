import { expect, test } from 'vitest';
import { defineCustomerEvidence } from '../../lib/analyse/customers/define.ts';
import { defineCustomerTiers } from '../../lib/tier/customers/define.ts';
import { rulesOf } from '../../lib/tier/customers/rules.ts';
import { customerFacts, migrations, tierCustomers, type TieredCustomer } from '../../lib/tier/customers/tier-customers.ts';
import type { Snapshot } from '../../lib/ports/query.ts';
import { asOf, world } from '../support/customer-world.ts';

async function tiers(snapshot: Snapshot): Promise<TieredCustomer[]> {
  await defineCustomerEvidence(snapshot);
  await defineCustomerTiers(snapshot, rulesOf('standard'));
  const all: TieredCustomer[] = [];
  for await (const batch of tierCustomers(snapshot, rulesOf('standard'))) all.push(...batch);
  return all;
}

test('a merchant without data has no customers, and nothing breaks', async () => {
  const snapshot = await world().open();
  try {
    expect(await tiers(snapshot)).toEqual([]);
    expect(await migrations(snapshot)).toEqual([]);
    for await (const batch of customerFacts(snapshot)) expect(batch).toEqual([]);
  } finally {
    await snapshot.close();
  }
});

test('with cases and no orders everybody is new: there is no rate without units', async () => {
  const snapshot = await world().open();
  try {
    await snapshot.define('cases_only', `SELECT 's|C' || CAST(i AS varchar) || '|1' AS case_pk, 's' AS source, 'C' || CAST(i AS varchar) AS case_id, 'O' || CAST(i AS varchar) AS order_id, '1' AS line_id,
      CAST(NULL AS varchar) AS order_pk, 'c' || CAST(i % 3 AS varchar) AS customer_key, 'return' AS kind, 'changed_mind' AS reason, 'preference' AS reason_group, 'customer' AS fault, DATE '${asOf}' AS opened_day
      FROM UNNEST(sequence(1, 30)) AS t (i)`);
    await snapshot.rows(`INSERT INTO case_facts (case_pk, source, case_id, order_id, line_id, order_pk, customer_key, kind, reason, reason_group, fault, opened_day, counts, "returns", cost_minor)
      SELECT case_pk, source, case_id, order_id, line_id, order_pk, customer_key, kind, reason, reason_group, fault, opened_day, TRUE, TRUE, 100 FROM cases_only`);
    const all = await tiers(snapshot);
    expect(all.map(({ key, answer }) => [key, answer.tier, answer.value, answer.flags.length])).toEqual([['c0', 'new', null, 0], ['c1', 'new', null, 0], ['c2', 'new', null, 0]]);
  } finally {
    await snapshot.close();
  }
});
