import { literal } from '../../lake/table-sql.ts';
import type { Day } from '../../model/ids.ts';
import { reasons } from '../../model/reasons.ts';
import type { Settings } from '../../model/settings.ts';
import type { Snapshot } from '../../ports/query.ts';
import { loadSql } from '../load-sql.ts';

export interface FactsInput {
  readonly asOf: Day;
  readonly settings: Settings;
  /** Reasons that a merchant mapped by hand: raw text → code. */
  readonly reasonMap: ReadonlyMap<string, string>;
  /** The first and the last day on which a case was opened; looked up where they are not given. Given, all parameters are constants, which an engine folds into each query. */
  readonly covered?: { readonly from: Day | null; readonly to: Day | null };
}

/**
 * In order of definition: each text reads only canonical tables and what stands above it. Kept is what costs more to make than to keep;
 * the wide relations that follow the canonical tables row by row are read where they stand.
 */
const relations = [
  ['order-lines', 'read'], ['case-matches', 'keep'], ['purchase-matches', 'keep'], ['matches', 'read'], ['filed-cases', 'read'], ['coverage', 'keep'],
  ['customer-attributes', 'read'], ['case-base', 'keep'], ['contact-facts', 'keep'], ['feedback-facts', 'read'], ['case-costs', 'read'], ['case-facts', 'read'],
  ['line-returns', 'keep'], ['ship-days', 'keep'], ['maturity', 'keep'], ['unit-days', 'read'], ['shipped-lines', 'read'], ['unit-facts', 'read'], ['product-units', 'keep'], ['product-rates', 'keep'],
] as const;

/** Defines the facts that every question starts from. All parameters enter through the one-row relation `params`. */
export async function defineFacts(snapshot: Snapshot, input: FactsInput): Promise<void> {
  await snapshot.define('params', paramsSql(input));
  await snapshot.define('taxonomy', values(['reason', 'reason_group', 'fault'], reasons.map((r) => [r.code, r.group, r.fault])));
  await snapshot.define('reason_map', values(['reason_raw', 'reason'], [...input.reasonMap]));
  for (const [name, kept] of relations) await snapshot.define(name.replaceAll('-', '_'), loadSql(import.meta.url, `./${name}.sql`), kept);
}

/** A relation of texts; never without a row, so that its columns keep their type: the row of nulls joins nothing. */
function values(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [names.map(() => 'CAST(NULL AS varchar)'), ...rows.map((row) => row.map(literal))];
  return `SELECT ${names.join(', ')} FROM (VALUES ${all.map((row) => `(${row.join(', ')})`).join(', ')}) AS given (${names.join(', ')})`;
}

function paramsSql({ asOf, settings, covered }: FactsInput): string {
  const { costs, windows } = settings;
  const down = costs.write_down_bp;
  const numbers: Record<string, number> = {
    customer_days: windows.customer_days, problem_days: windows.problem_days, margin_bp: costs.margin_bp, assumed_margin_bp: costs.margin_bp,
    inbound_minor: costs.inbound_freight_minor, outbound_minor: costs.outbound_freight_minor, insurance_minor: costs.freight_insurance_minor,
    handling_minor: costs.handling_minor, inspection_minor: costs.inspection_minor, repair_parts_minor: costs.repair_parts_minor,
    repair_minutes: costs.repair_labour_minutes, labour_hour_minor: costs.labour_minor_per_hour, service_minutes: costs.service_minutes_per_case,
    service_hour_minor: costs.service_minor_per_hour, payment_fee_bp: costs.payment_fee_bp,
    wd_restock_bp: down.restock, wd_refurbish_bp: down.refurbish, wd_vendor_bp: down.return_to_vendor, wd_liquidate_bp: down.liquidate,
    wd_scrap_bp: down.scrap, wd_lost_bp: down.lost, wd_unknown_bp: down.unknown,
  };
  const list = Object.entries(numbers).map(([name, value]) => `CAST(${Math.round(value)} AS bigint) AS ${name}`);
  return `SELECT DATE ${literal(asOf)} AS as_of, CAST(${literal(settings.currency)} AS varchar) AS currency,
  ${coveredSql(covered?.from, 'min')} AS covered_from, ${coveredSql(covered?.to, 'max')} AS covered_to, ${list.join(', ')}`;
}

const coveredSql = (day: Day | null | undefined, which: 'min' | 'max'): string =>
  day === undefined ? `(SELECT ${which}(opened_day) FROM cases)` : day === null ? 'CAST(NULL AS date)' : `DATE ${literal(day)}`;
