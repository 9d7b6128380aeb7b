import type { Kept, Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

/** The two days that are compared: `as_of`, and thirty days before it on what was known then. */
const days = ['before', 'now'] as const;
type FactsDay = (typeof days)[number];

/**
 * In order of definition. What says `both` is worked out for both days in one pass, with columns that end in `_now` and `_before`, for it reads every
 * order line; `daily` is one text that serves both days: it is written for `_now`, and its names are turned into `_before`.
 */
const relations: readonly (readonly [name: string, of: 'both' | 'daily', kept: Kept])[] = [
  ['customer-numbers', 'both', 'keep'], ['product-numbers', 'both', 'keep'], ['sales-lines', 'both', 'keep'], ['sales-orders', 'both', 'keep'],
  ['maturity-seen', 'both', 'keep'], ['after-sales', 'both', 'keep'], ['own-units', 'both', 'keep'],
  ['known-cases', 'daily', 'read'], ['claims-of-lines', 'daily', 'keep'], ['own-claims', 'both', 'keep'], ['rates', 'daily', 'keep'],
  ['customer-expected', 'both', 'keep'], ['customer-expected', 'daily', 'read'], ['customer-orders', 'both', 'keep'], ['customer-orders', 'daily', 'read'],
  ['ratings', 'daily', 'keep'], ['typical', 'daily', 'keep'], ['customer-cases', 'daily', 'keep'], ['goods-back', 'daily', 'keep'],
  ['rare-claims', 'daily', 'keep'], ['customer-claims', 'daily', 'keep'], ['customer-evidence', 'daily', 'keep'],
];
/** Where a day needs a text of its own. */
const ownText: ReadonlySet<string> = new Set(['rates']);

/**
 * Defines, for `now` and `before`: `customer_evidence_{day}`, one row per customer known on the day, and `customer_claims_{day}`, one row
 * per customer with a claim that a flag may rest on. lib/tier/customers judges them.
 * Needs: params, case_facts, shipped_lines, unit_facts, product_units, product_rates, contact_facts, feedback_facts, customer_attributes.
 */
export async function defineCustomerEvidence(snapshot: Snapshot): Promise<void> {
  for (const day of days) await snapshot.define(`day_${day}`, text(`day-${day}`));
  for (const [name, of, kept] of relations) {
    if (of === 'both') await snapshot.define(relation(name), text(name), kept);
    else for (const day of days) await snapshot.define(`${relation(name)}_${day}`, ownText.has(name) ? text(`${name}-${day}`) : onDay(text(`${name}-now`), day), kept);
  }
}

const relation = (name: string): string => name.replaceAll('-', '_');
const onDay = (sql: string, day: FactsDay): string => sql.replaceAll(/_now\b/g, `_${day}`);
const text = (name: string): string => loadSql(import.meta.url, `./${name}.sql`);
