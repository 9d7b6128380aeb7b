import { answer, count, day, list, number, oneOf, orNull, text, truth, zhEn, type Schema } from '../json-schema.ts';
import { customerTiers } from '../../model/tiers.ts';

const score: Schema = { type: 'integer', minimum: 0, maximum: 100 };
export const tier = oneOf(...customerTiers);

export const overrideSchema: Schema = answer({ tier, by: text, why: text, until: orNull(day) });

export const policySchema: Schema = answer({
  refund_mode: oneOf('manual', 'after_inspection', 'on_scan', 'instant'), return_freight: oneOf('customer', 'merchant'), keep_item_limit_minor: count,
  exchange_first: truth, compensation_limit_minor: count, queue_priority: { type: 'integer', minimum: 1, maximum: 5 }, first_response_hours: number,
  resolution_days: number, human_review: truth, return_window_days: count, refund_within_days: count, legal_floor: zhEn,
});

const reason = answer({ code: text, metric: text, value: { type: ['number', 'string', 'null'] }, threshold: { type: ['number', 'string', 'null'] }, zh: text, en: text });
export const flagSchema: Schema = answer({ code: text, strong: truth, count: number, expected: orNull(number), at_least: orNull(number), zh: text, en: text });

/** What the look-up answers. */
export const tierSchema: Schema = answer({
  customer: text, known: truth, tier, since: orNull(day), policy: policySchema, reasons: list(reason), satisfaction: orNull(score),
  satisfaction_source: oneOf('rated', 'proxy', 'unknown'), loyalty: orNull(score), churn_risk: orNull(score), value: orNull(score), trust: score,
  flags: list(flagSchema),
  grids: answer({
    satisfaction_loyalty: oneOf('loyal', 'hurt', 'content', 'leaving', 'unknown'),
    value_cost: oneOf('best', 'valuable_but_costly', 'steady', 'improvable', 'occasional', 'costly', 'unknown'),
  }),
  wording: zhEn, override: { anyOf: [overrideSchema, { type: 'null' }] }, version: count, as_of: orNull(day),
}, { title: 'A customer’s tier' });
