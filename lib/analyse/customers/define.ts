import type { Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

/** The two days that are compared: `as_of`, and thirty days before it on what was known then. */
export const days = ['now', 'before'] as const;
export type FactsDay = (typeof days)[number];

/** In order of definition; each text reads only what stands above it and the shared facts (params, case_facts, unit_facts, …). */
const relations = [
  'known-cases', 'customer-lines', 'rates', 'customer-expected', 'customer-claims', 'customer-orders', 'customer-spans', 'ratings',
  'typical', 'customer-cases', 'bracketing', 'people', 'customer-evidence',
] as const;
/** Where a day needs a text of its own. */
const ownText: ReadonlySet<string> = new Set(['rates']);

/**
 * Defines `customer_evidence_now` and `customer_evidence_before`: one row per customer known on the day, with everything that rules read.
 * Needs: params, case_facts, unit_facts, product_rates, contact_facts, feedback_facts, customer_attributes.
 * One text serves both days: it is written for `_now`, and its names are turned into `_before`.
 */
export async function defineCustomerEvidence(snapshot: Snapshot): Promise<void> {
  await snapshot.define('maturity_seen', text('maturity-seen'));
  for (const day of days) {
    await snapshot.define(`day_${day}`, text(`day-${day}`));
    for (const name of relations) {
      const sql = ownText.has(name) ? text(`${name}-${day}`) : onDay(text(`${name}-now`), day);
      await snapshot.define(`${name.replaceAll('-', '_')}_${day}`, sql);
    }
  }
}

/** A text written for `_now`, for another day. */
export const onDay = (sql: string, day: FactsDay): string => sql.replaceAll(/_now\b/g, `_${day}`);

const text = (name: string): string => loadSql(import.meta.url, `./${name}.sql`);
