import { amount, answer, basisPoints, count, day, list, number, oneOf, orNull, pair, text, truth, type Schema } from '../json-schema.ts';
import { cubeDimensions } from '../../model/boards/cube.ts';
import { faults } from '../../model/reasons.ts';
import { owners, strategies } from '../../model/strategies.ts';
import { tier } from './tier.ts';

const frame = { as_of: day, version: count, window_days: { type: 'integer', minimum: 1 } as const, currency: text };
const fault = oneOf(...Object.keys(faults));
const owner = oneOf(...Object.keys(owners));
const strategy = oneOf(...Object.keys(strategies));
const problemTier = oneOf('P0', 'P1', 'P2', 'P3');
const status = oneOf('ok', 'too_few', 'too_early');
/** What a board says of a filter, where one was asked for. */
const filtered: Readonly<Record<string, Schema>> = {
  filter: answer({ period: orNull(count), ...Object.fromEntries(cubeDimensions.map((name) => [name, list(text)])) }),
  unanswered: list(answer({ part: oneOf('rates', 'customers', 'products', 'drivers'), drop: oneOf(...cubeDimensions, 'period') })),
};
const board = (title: string, properties: Readonly<Record<string, Schema>>): Schema =>
  ({ ...answer({ ...frame, ...properties }, { title }), properties: { ...frame, ...properties, ...filtered } });

const problem = {
  tier: problemTier, category: orNull(text), reason: text, reason_group: text, fault, cases: count, cost_minor: amount,
  preventable_minor: amount, preventable_interval_minor: pair(amount), owner, strategy,
};
const problems = board('Board: problems', {
  problems: list(answer({ rank: count, ...problem, class: oneOf('A', 'B', 'C'), first_step: {}, state: text, drivers: list(text), weeks: list(count) })),
});

const dimensions: Schema = {
  type: 'object', additionalProperties: false,
  properties: Object.fromEntries(['product_id', 'category', 'channel', 'shop', 'region', 'carrier', 'warehouse', 'batch', 'age_band', 'tier'].map((name) => [name, text])),
};
const drivers = board('Board: drivers', {
  tested: count,
  drivers: list(answer({
    id: text, rank: count, dimensions, reason_group: orNull(text), fault, cases: count, expected: number, excess: number, interval: pair(number), q: number,
    excess_minor: amount, significant: truth, problem: text,
  })),
});

const member = {
  units: count, mature_units: number, returned: count, observed_bp: orNull(basisPoints), projected_bp: orNull(basisPoints), shrunken_bp: orNull(basisPoints),
  interval_bp: orNull(pair(basisPoints)), status, tier: orNull(oneOf('A', 'B', 'C', 'D')), excess_cost_bp: orNull({ type: 'integer' }), expected_bp: orNull(basisPoints), cases: count, cost_minor: amount, paid_minor: amount,
};
const products = board('Board: products', { products: list(answer({ product_id: text, name: orNull(text), category: orNull(text), ...member })) });
const channels = board('Board: channels', { channels: list(answer({ channel: text, ...member })) });

const tierCount = { tier, customers: count };
const gridCell = answer({ cell: text, customers: count, cost_minor: amount, contribution_minor: amount });
const customers = board('Board: customers', {
  customers: count, tiers: list(answer({ ...tierCount, before: orNull(count), cost_minor: amount, contribution_minor: amount, policy: answer({ refund_mode: text, first_response_hours: number, human_review: truth }) })),
  migration: list(answer({
    from: orNull(tier), to: tier, customers: count, cost_minor: amount, cost_before_minor: amount, contribution_minor: amount, contribution_before_minor: amount,
  })),
  satisfaction_loyalty: list(gridCell), value_cost: list(gridCell),
  people: list(answer({
    key: text, tier, previous: orNull(tier), contribution_minor: amount, cost_minor: amount, value: orNull(count), cases: count, merchant_cases: count, silent_days: orNull(count),
    gap_days: orNull(number), satisfaction: orNull(count), satisfaction_source: oneOf('rated', 'proxy', 'unknown'), loyalty: orNull(count), churn: orNull(count),
  })),
});

const costMembers = list(answer({ key: orNull(text), cost_minor: amount, cases: count }));
const costs = board('Board: costs', {
  total_minor: amount, assumed_minor: amount, refund_minor: amount, cases: count,
  lines: list(answer({ line: text, actual_minor: amount, assumed_minor: amount })),
  weeks: list(answer({ start: day, cases: count, actual_minor: amount, assumed_minor: amount })),
  by: answer(Object.fromEntries(['reason_group', 'fault', 'product_id', 'channel', 'region', 'customer_tier'].map((name) => [name, costMembers]))),
  beside: answer({ fixed_monthly_minor: amount, hidden_minor: amount }),
  assumptions: {},
});

const totals = answer({
  cost_minor: amount, actual_minor: amount, assumed_minor: amount, paid_minor: orNull(amount), refund_minor: amount, cases: count, units_shipped: count, customers: count,
});
const rate = answer({
  status, units: count, returned: count, mature_bp: basisPoints, observed_bp: basisPoints, projected_bp: orNull(basisPoints), interval_bp: orNull(pair(basisPoints)),
});
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const week = answer({
  start: day, units: count, returned: count, cases: count, cost_minor: amount, mature_bp: basisPoints, observed_bp: orNull(basisPoints), projected_bp: orNull(basisPoints),
  interval_bp: orNull(pair(basisPoints)), status, before_bp: orNull(basisPoints),
});
const overview = board('Board: overview', {
  settings_revision: count, time_zone: text, customer_window_days: count, basis: oneOf('empty', 'cases', 'full'), totals, before: maybe(totals),
  figures: answer({
    return_rate: maybe(rate), return_rate_before_bp: orNull(basisPoints), preventable_minor: amount, preventable_interval_minor: pair(amount),
    resolve_days: orNull(number), resolve_before_days: orNull(number), at_risk: count, at_risk_change: orNull({ type: 'integer' }),
    sparks: answer(Object.fromEntries(['cost_minor', 'preventable_minor', 'resolve_days', 'at_risk'].map((name) => [name, list(number)]))),
  }),
  weeks: list(week), faults: list(answer({ fault, cost_minor: amount, cases: count })),
  problems: answer({ total: count, with_excess: count, top: list(answer({ id: text, ...problem }), { maxItems: 8 }) }),
  tiers: list(answer({ ...tierCount, change: orNull({ type: 'integer' }) })), tier_movers: orNull(count),
  heat: answer({
    groups: list(text),
    rows: list(answer({ kind: oneOf('category', 'other', 'unknown'), category: orNull(text), cost_minor: amount, cells: list(answer({ cost_minor: amount, cases: count, significant: truth })) })),
  }),
  channels: list(answer({
    kind: oneOf('channel', 'other', 'unknown'), channel: orNull(text), cost_minor: amount, cases: count, rate: maybe(rate), before_bp: orNull(basisPoints), drifting: truth,
    weeks: list(answer({ projected_bp: orNull(basisPoints), interval_bp: orNull(pair(basisPoints)), mature_bp: basisPoints })),
  })),
});

const data = answer({
  as_of: orNull(day), version: count,
  counts: answer(Object.fromEntries(['uploads', 'accepted', 'partly', 'held', 'refused', 'duplicate', 'withdrawn'].map((name) => [name, count]))),
  uploads: list(answer({ upload: text, file: text, bytes: count, received_at: text, decision: orNull(text), platform: orNull(text), version: orNull(count), withdrawn: truth })),
}, { title: 'Board: data' });

const filters = answer({ as_of: day, version: count, currency: text, time_zone: text, settings_revision: count, window_days: count, periods: list(count), channel: list(text), category: list(text), region: list(text) }, { title: 'What boards can be filtered by' });

/** The documents behind the boards, by name. */
export const boardSchemas = { overview, problems, drivers, products, channels, customers, costs, data, filters } as const;
