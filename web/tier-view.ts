import { customerTiers, type CustomerTier } from '../lib/model/tiers.ts';
import type { Words } from '../lib/model/words.ts';

/** The look-up's answer, as far as the page shows it. */
export interface TierView {
  customer: string;
  known: boolean;
  tier: CustomerTier;
  since: string | null;
  overridden: boolean;
  reasons: { code: string; text: Words }[];
  /** Whole points of 100; null = unknown. */
  scores: { trust: number | null; loyalty: number | null; satisfaction: number | null; value: number | null };
  satisfactionSource: 'rated' | 'proxy' | null;
  /** Plain entries of the policy in its own order; nested ones are left to the apps. */
  policy: { key: string; value: string | number | boolean }[];
  version: number;
  as_of: string;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const isTier = (value: unknown): value is CustomerTier => customerTiers.some((tier) => tier === value);

/** A score is a number, or an object that carries it beside where it came from. */
function score(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (!isFields(value)) return null;
  const inner = [value['score'], value['value'], value['percentile'], value['points']].find((v) => typeof v === 'number');
  return typeof inner === 'number' ? inner : null;
}

/** Reads the answer of `GET /v1/customers/{id}/tier`; null where it is not one. */
export function tierViewOf(json: unknown): TierView | null {
  if (!isFields(json) || !isTier(json['tier'])) return null;
  const reasons = Array.isArray(json['reasons']) ? json['reasons'] : [];
  const satisfaction = json['satisfaction'];
  const source = isFields(satisfaction) ? satisfaction['source'] : json['satisfaction_source'];
  const policy = isFields(json['policy']) ? json['policy'] : {};
  return {
    customer: text(json['customer']) ?? '',
    known: json['known'] !== false,
    tier: json['tier'],
    since: text(json['since']),
    overridden: json['override'] !== null && json['override'] !== undefined && json['override'] !== false,
    reasons: reasons.flatMap((reason: unknown) => {
      if (!isFields(reason)) return [];
      const zh = text(reason['zh']);
      const en = text(reason['en']);
      return zh === null || en === null ? [] : [{ code: text(reason['code']) ?? '', text: { zh, en } }];
    }),
    scores: { trust: score(json['trust']), loyalty: score(json['loyalty']), satisfaction: score(satisfaction), value: score(json['value']) },
    satisfactionSource: source === 'rated' || source === 'proxy' ? source : null,
    policy: Object.entries(policy).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ key, value }] : []),
    version: typeof json['version'] === 'number' ? json['version'] : 0,
    as_of: text(json['as_of']) ?? '',
  };
}
