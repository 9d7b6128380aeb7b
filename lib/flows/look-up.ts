import { customerKey } from '../model/pseudonym.ts';
import type { CustomerKey, MerchantId } from '../model/ids.ts';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Edition } from '../ports/edition.ts';
import type { Override } from '../model/tier.ts';
import { overridden, wordings } from '../tier/customers/reasons.ts';
import { policiesOf } from '../tier/customers/policies.ts';

export type LookUp = (merchant: MerchantId, customer: string) => MaybePromise<string>;

/**
 * The tier look-up: raw customer id in, the answer as JSON text out. Two point reads and a concatenation; nothing is parsed.
 * A customer nobody knows is answered with tier `new`, `known: false` and the default policy, so that a caller never has to handle a miss.
 */
export function lookUp({ tiers, secrets, documents }: Pick<Edition, 'tiers' | 'secrets' | 'documents'>): LookUp {
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
  return (merchant, customer) => whenThere(secretOf(merchant), (secret) => {
    const key = customerKey(secret, customer);
    return whenThere(tiers.publication(merchant), (publication) => whenThere(tiers.get(merchant, key), (body) => {
      const common = publication ?? NOTHING;
      return body === null ? missed(merchant, key, customer, common) : answerText(customer, body, true, common);
    }));
  });

  async function missed(merchant: MerchantId, key: CustomerKey, customer: string, common: Common): Promise<string> {
    const stored = (await documents.get(merchant, `override:${key}`))?.text ?? '';
    return answerText(customer, stored === '' ? UNKNOWN : corrected(JSON.parse(stored), common.asOf), false, common);
  }
}

/** A person's tier holds for a customer of whom no file tells yet, too. */
function corrected(override: Override, asOf: string | null): string {
  if (override.until !== null && asOf !== null && override.until < asOf) return UNKNOWN;
  const said = { ...JSON.parse(UNKNOWN), tier: override.tier, reasons: [overridden(override)], wording: wordings[override.tier], override };
  return JSON.stringify(said);
}

interface Common { readonly version: number; readonly asOf: string | null; readonly policies: Readonly<Record<string, string>> }

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

