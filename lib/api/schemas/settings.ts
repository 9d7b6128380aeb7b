import { list, oneOf, text, truth, written, type Schema } from '../json-schema.ts';
import { customerTiers } from '../../model/tiers.ts';
import { defaultSettings } from '../../model/settings.ts';

const money: Schema = { type: 'integer', minimum: 0, maximum: 1_000_000_000_000, description: 'minor units of the reporting currency' };
const share: Schema = { type: 'integer', minimum: 0, maximum: 10_000, description: 'basis points' };
const minutes: Schema = { type: 'number', minimum: 0, maximum: 100_000 };
const window: Schema = { type: 'integer', minimum: 1, maximum: 1095, description: 'days' };
const days: Schema = { type: 'number', minimum: 0, maximum: 3650 };

const costs: Schema = written({
  inbound_freight_minor: money, outbound_freight_minor: money, freight_insurance_minor: money, handling_minor: money, inspection_minor: money,
  repair_parts_minor: money, repair_labour_minutes: minutes, labour_minor_per_hour: money, service_minutes_per_case: minutes,
  service_minor_per_hour: money, payment_fee_bp: share, margin_bp: share, hidden_minor_per_case: money, fixed_monthly_minor: money,
  write_down_bp: written(Object.fromEntries(Object.keys(defaultSettings.costs.write_down_bp).map((disposition) => [disposition, share]))),
});

const policy: Schema = written({
  refund_mode: oneOf('manual', 'after_inspection', 'on_scan', 'instant'), return_freight: oneOf('customer', 'merchant'),
  keep_item_limit_minor: money, exchange_first: truth, compensation_limit_minor: money, queue_priority: { type: 'integer', minimum: 1, maximum: 5 },
  first_response_hours: { type: 'number', minimum: 0, maximum: 8760 }, resolution_days: days, human_review: truth,
  return_window_days: { ...days, type: 'integer' }, refund_within_days: { ...days, type: 'integer' },
});

/** An origin as a browser writes it: no path, no wildcard; plain http on one's own machine only. */
const origin: Schema = {
  type: 'string', maxLength: 300, description: 'https://admin.shop.example',
  pattern: '^(https://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?|http://(localhost|127\\.0\\.0\\.1|\\[::1\\]))(:[1-9][0-9]{0,4})?$',
};

/** Settings, whole or in part: what is not said keeps its value. */
export const settingsSchema: Schema = written({
  time_zone: { ...text, description: 'IANA name' }, currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217' },
  market: oneOf('CN', 'EU', 'UK', 'US', 'OTHER'), costs, windows: written({ customer_days: window, problem_days: window }),
  preset: oneOf('cautious', 'standard', 'strict'), policies: written(Object.fromEntries(customerTiers.map((tier) => [tier, policy]))),
  embed: written({ origins: list(origin, { maxItems: 50 }) }),
}, [], { title: 'Settings' });
