import { customerKey } from '../model/pseudonym.ts';
import type { CustomerKey, MerchantId } from '../model/ids.ts';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Edition } from '../ports/edition.ts';
import type { Override } from '../model/tier.ts';
import { overridden, wordings } from '../tier/customers/reasons.ts';
import { policiesOf } from '../tier/customers/policies.ts';

export type LookUp = (merchant: MerchantId, customer: string) => MaybePromise<string>;

/** What a look-up found: the customer's stored answer (or the one for customers nobody knows), and what all of the merchant's have in common. */
export interface Found {
  readonly key: CustomerKey;
  readonly body: string;
  readonly known: boolean;
  readonly common: Common;
}

/**
 * The tier look-up: raw customer id in, the answer as JSON text out. Two point reads and a concatenation; nothing is parsed.
 * A customer nobody knows is answered with tier `new`, `known: false` and the default policy, so that a caller never has to handle a miss.
 */
export function lookUp(edition: Pick<Edition, 'tiers' | 'secrets' | 'documents'>): LookUp {
  const find = finder(edition);
  return (merchant, customer) => whenThere(find(merchant, customer, null), (found) => textOf(customer, found));
}

export const textOf = (customer: string, { body, known, common }: Found): string => answerText(customer, body, known, common);

/** The reading part. Who has asked for the same customer before may say under which key. */
export function finder({ tiers, secrets, documents }: Pick<Edition, 'tiers' | 'secrets' | 'documents'>) {
  const keys = new Map<MerchantId, MaybePromise<Uint8Array>>();
  const secretOf = (merchant: MerchantId): MaybePromise<Uint8Array> => {
    const known = keys.get(merchant);
    if (known !== undefined) return known;
    const asked = secrets.pseudonymKey(merchant).then((secret) => {
      keys.set(merchant, secret);
      return secret;
    });
    keys.set(merchant, asked);
    return asked;
  };
  return (merchant: MerchantId, customer: string, knownKey: CustomerKey | null): MaybePromise<Found> =>
    knownKey !== null ? read(merchant, knownKey) : whenThere(secretOf(merchant), (secret) => read(merchant, customerKey(secret, customer)));

  function read(merchant: MerchantId, key: CustomerKey): MaybePromise<Found> {
    return whenThere(tiers.publication(merchant), (publication) => whenThere(tiers.get(merchant, key), (body) => {
      const common = publication ?? NOTHING;
      return body === null ? missed(merchant, key, common) : { key, body, known: true, common };
    }));
  }

  async function missed(merchant: MerchantId, key: CustomerKey, common: Common): Promise<Found> {
    const stored = (await documents.get(merchant, `override:${key}`))?.text ?? '';
    return { key, body: stored === '' ? UNKNOWN : corrected(JSON.parse(stored), common.asOf), known: false, common };
  }
}

/** A person's tier holds for a customer of whom no file tells yet, too. */
function corrected(override: Override, asOf: string | null): string {
  if (override.until !== null && asOf !== null && override.until < asOf) return UNKNOWN;
  const said = { ...JSON.parse(UNKNOWN), tier: override.tier, reasons: [overridden(override)], wording: wordings[override.tier], override };
  return JSON.stringify(said);
}

export interface Common { readonly version: number; readonly asOf: string | null; readonly policies: Readonly<Record<string, string>> }

const NOTHING: Common = {
  version: 0, asOf: null, policies: Object.fromEntries(Object.entries(policiesOf(defaultSettings)).map(([tier, policy]) => [tier, JSON.stringify(policy)])),
};

const UNKNOWN = JSON.stringify({
  tier: 'new', since: null,
  reasons: [{ code: 'not_enough_data', metric: 'orders', value: 0, threshold: 2, zh: '没有这位顾客的订单；有两个订单满 30 天后才会分层。', en: 'No order of this customer is known; a tier is given once two orders are 30 days old.' }],
  satisfaction: null, satisfaction_source: 'unknown', loyalty: null, churn_risk: null, value: null, trust: 100, flags: [],
  grids: { satisfaction_loyalty: 'unknown', value_cost: 'unknown' }, wording: { zh: '标准服务', en: 'Standard service' }, override: null,
});

/** `{"customer":…,"known":…,` + the stored body + `,"policy":…,"version":…,"as_of":…}`. */
export function answerText(customer: string, body: string, known: boolean, common: Common): string {
  const tier = /^\{"tier":"([a-z_]+)"/.exec(body)?.[1] ?? 'new';
  const policy = common.policies[tier] ?? common.policies['new'] ?? 'null';
  return `{"customer":${JSON.stringify(customer)},"known":${known},${body.slice(1, -1)},"policy":${policy},"version":${common.version},"as_of":${common.asOf === null ? 'null' : `"${common.asOf}"`}}`;
}

