import type { Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

/** The two days that are compared: `as_of`, and thirty days before it on what was known then. */
const days = ['before', 'now'] as const;
type FactsDay = (typeof days)[number];

/** What both days rest on, in order of definition. */
const shared = ['customer-numbers', 'product-numbers', 'sales-lines', 'sales-orders', 'maturity-seen', 'after-sales'] as const;
/** One text serves both days: it is written for `_now`, and its names are turned into `_before`. */
const daily = [
  'known-cases', 'claims-of-lines', 'own-units', 'rates', 'customer-expected', 'customer-orders', 'ratings', 'typical', 'customer-cases',
  'goods-back', 'rare-claims', 'customer-claims', 'customer-ranks', 'customer-evidence',
] as const;
/** Where a day needs a text of its own. */
const ownText: ReadonlySet<string> = new Set(['rates']);

/**
 * Defines, for `now` and `before`: `customer_evidence_{day}`, one row per customer known on the day, and `customer_claims_{day}`, one row
 * per customer with a claim that a flag may rest on. lib/tier/customers judges them.
 * Needs: params, case_facts, unit_facts, ship_days, product_rates, contact_facts, feedback_facts, customer_attributes.
 */
export async function defineCustomerEvidence(snapshot: Snapshot): Promise<void> {
  for (const name of shared) await snapshot.define(relation(name), text(name));
  for (const day of days) {
    await snapshot.define(`day_${day}`, text(`day-${day}`));
    for (const name of daily) {
      await snapshot.define(`${relation(name)}_${day}`, ownText.has(name) ? text(`${name}-${day}`) : onDay(text(`${name}-now`), day));
    }
  }
}

const relation = (name: string): string => name.replaceAll('-', '_');
const onDay = (sql: string, day: FactsDay): string => sql.replaceAll(/_now\b/g, `_${day}`);
const text = (name: string): string => loadSql(import.meta.url, `./${name}.sql`);
