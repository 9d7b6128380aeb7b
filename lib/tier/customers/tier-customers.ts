import type { CustomerKey } from '../../model/ids.ts';
import type { CustomerFacts, Flag, Grids, Migration, Override, SatisfactionSource, StoredAnswer, TierReason } from '../../model/tier.ts';
import { customerFactNames } from '../../model/tier.ts';
import { customerTiers, type CustomerTier } from '../../model/tiers.ts';
import type { Cell, Row, Snapshot } from '../../ports/query.ts';
import { flagCodes } from './compile-sql.ts';
import { compileTs, type Compiled, type FlagLevels } from './compile-ts.ts';
import type { Overrides } from './define.ts';
import { flagsOf, type Evidence } from './flag-words.ts';
import { reasonsOf, wordings } from './reasons.ts';
import type { Metrics, RuleSet } from './rules.ts';

export interface TieredCustomer {
  readonly key: string;
  readonly previous: CustomerTier | null;
  /** Everything of this customer that the answer is made from: equal facts, equal answers, under the same rules and words. */
  readonly facts: string;
  /** Made when it is read. */
  readonly answer: StoredAnswer;
}

/**
 * Everybody's answer, in batches, in key order, from what `defineCustomerTiers` defined. `since` is null: publishing knows it.
 * Two passes over the engine: the few with claims first (all their evidence), then everybody with the little that the words need.
 */
export async function* tierCustomers(snapshot: Snapshot, rules: RuleSet, overrides: Overrides = new Map()): AsyncIterable<TieredCustomer[]> {
  const compiled = compileTs(rules);
  const classesOf = classReader();
  const [days, judged] = await Promise.all([
    snapshot.rows('SELECT as_of FROM day_now'), snapshot.rows('SELECT * FROM customer_judged_now WHERE flag_kinds > 0 OR held_kinds > 0 OR trust < 100'),
  ]);
  const asOf = text(days[0]?.['as_of']);
  const expired = ({ until }: Override): boolean => until !== null && until < asOf;
  const claims = new Map<number, Row>();
  for (const row of judged) claims.set(number(row['customer_no']) ?? 0, row);
  for await (const batch of snapshot.batches(`SELECT t.customer_no, t.customer_key,
  t.tier || ' ' || t.ruled || ' ' || coalesce(t.previous, '-') || ' ' || t.satisfaction_loyalty || ' ' || t.value_cost || ' ' || e.satisfaction_source AS classes,
  e.mature_orders, e.value, CAST(e.contribution_minor AS double) AS contribution_minor, e.churn, e.satisfaction, e.loyalty, e.merchant_cases,
  e.silent_days, e.gap_days
FROM customer_tiers t JOIN customer_evidence_now e ON e.customer_no = t.customer_no
ORDER BY t.customer_no NULLS LAST`)) {
    yield batch.map((row) => {
      const claim = claims.get(number(row['customer_no']) ?? 0) ?? null;
      const key = text(row['customer_key']);
      const override = overrides.get(key) ?? null;
      const classes = classesOf(text(row['classes']));
      const holds = override !== null && classes.tier === override.tier && !expired(override) ? override : null;
      return {
        key,
        previous: classes.previous,
        facts: factsOf(row, claim, holds),
        get answer() { return answerOf(compiled, rules, { row, claim, classes, override: holds }); },
      };
    });
  }
}

/** Rules and words as a text that changes when one of them does: the answers to some made-up customers of every tier, with and without flags. */
export function formOf(rules: RuleSet): string {
  const compiled = compileTs(rules);
  const flags = Object.fromEntries(flagCodes.map((code) => [`flag_${code}`, 2]));
  const strong: Row = { ...flags, flag_kinds: 6, held_kinds: 6, strong_flags: 6, held_strong: 6, trust: 0, merchant_share: 0, attributable: 7.5, expected: 1.25, ratio_low: 3.5, kept_claims: 6, kept_low: 3.5, wardrobes: 6, wardrobe_low: 3.5, linked: 4 };
  const some: Row = { ...strong, ...Object.fromEntries(flagCodes.map((code) => [`flag_${code}`, 1])), flag_kinds: 2, strong_flags: 0, held_strong: 0 };
  const unknown: Row = { mature_orders: 0, value: null, contribution_minor: 0, churn: null, satisfaction: null, loyalty: null, merchant_cases: 0, silent_days: null, gap_days: null };
  const known: Row = { mature_orders: 9, value: 90, contribution_minor: 100, churn: 10, satisfaction: 80, loyalty: 80, merchant_cases: 0, silent_days: 10, gap_days: 20.5 };
  const quiet: Row = { ...known, mature_orders: 1, value: 50, churn: 90, satisfaction: 20, merchant_cases: 1, silent_days: 100 };
  const made = customerTiers.flatMap((tier) => [unknown, known, quiet, { ...known, value: 50 }].flatMap((row) => [null, strong, some].map((claim) =>
    storedBody(answerOf(compiled, rules, { row, claim, classes: { tier, ruled: tier, previous: tier, grids: { satisfaction_loyalty: 'unknown', value_cost: 'unknown' }, source: 'unknown' }, override: null })))));
  return JSON.stringify([rules, ...made]);
}

interface Answered {
  readonly row: Row;
  readonly claim: Row | null;
  readonly classes: Classes;
  readonly override: Override | null;
}

function answerOf(compiled: Compiled, rules: RuleSet, { row, claim, classes: { tier, ruled, previous, grids, source }, override }: Answered): StoredAnswer {
  const flags = claim === null ? [] : flagsOf(levelsOf(claim), evidenceOf(claim));
  const metrics = metricsOf(row, claim);
  return {
    tier,
    since: null,
    reasons: reasonsOf(compiled, rules, {
      metrics, tier, ruled, previous, flags, silentDays: number(row['silent_days']), gapDays: number(row['gap_days']), override,
    }),
    satisfaction: metrics.satisfaction,
    satisfaction_source: source,
    loyalty: number(row['loyalty']),
    churn_risk: metrics.churn,
    value: metrics.value,
    trust: metrics.trust ?? 100,
    flags,
    grids,
    wording: wordings[tier],
    override,
  };
}

/**
 * The row's cells but for those that words do not read: the number of the customer, and contribution beyond its sign. Silence and rhythm are told of who
 * has gone quiet only, and change with every day.
 */
function factsOf(row: Row, claim: Row | null, override: Override | null): string {
  const quiet = (number(row['churn']) ?? 0) >= QUIET ? `${row['silent_days']} ${row['gap_days']}` : '';
  const rest = claim === null && override === null ? '' : JSON.stringify([claim === null ? null : { ...claim, customer_no: 0 }, override]);
  return `${row['classes']} ${row['mature_orders']} ${row['value']} ${(number(row['contribution_minor']) ?? 0) > 0} ${row['churn']} ${row['satisfaction']} ${row['loyalty']} ${row['merchant_cases']} ${quiet} ${rest}`;
}

/** Below every preset's limit of a high churn risk, exits included: nothing is said of silence there. */
const QUIET = 40;

/** An answer as it is stored: JSON text, the same bytes for the same answer. Written by hand: there may be millions of them. */
export function storedBody(answer: StoredAnswer): string {
  const { tier, since, reasons, flags, grids, wording, override } = answer;
  return `{"tier":"${tier}","since":${json(since)},"reasons":[${listed(reasons, reasonText)}],"satisfaction":${json(answer.satisfaction)}`
    + `,"satisfaction_source":"${answer.satisfaction_source}","loyalty":${json(answer.loyalty)},"churn_risk":${json(answer.churn_risk)}`
    + `,"value":${json(answer.value)},"trust":${json(answer.trust)},"flags":[${listed(flags, flagText)}]`
    + `,"grids":{"satisfaction_loyalty":"${grids.satisfaction_loyalty}","value_cost":"${grids.value_cost}"}`
    + `,"wording":{"zh":${json(wording.zh)},"en":${json(wording.en)}},"override":${override === null ? 'null' : overrideText(override)}}`;
}

const reasonText = ({ code, metric, value, threshold, zh, en }: TierReason): string =>
  `{"code":"${code}","metric":"${metric}","value":${json(value)},"threshold":${json(threshold)},"zh":${json(zh)},"en":${json(en)}}`;
const flagText = ({ code, strong, count, expected, at_least, zh, en }: Flag): string => JSON.stringify({ code, strong, count, expected, at_least, zh, en });
const overrideText = ({ tier, by, why, until }: Override): string => JSON.stringify({ tier, by, why, until });
const listed = <T>(items: readonly T[], text: (item: T) => string): string =>
  (items.length === 0 ? '' : items.length === 1 ? text(items[0] as T) : items.map(text).join(','));

/** A text that needs no escapes is quoted as it stands. */
function json(value: string | number | null): string {
  if (typeof value === 'string') return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`;
  return value === null || !Number.isFinite(value) ? 'null' : String(value);
}
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** The facts behind the answers, in key order: what `tiers` prints under `facts`; of one customer, where a key is given. */
export async function* customerFacts(snapshot: Snapshot, only: CustomerKey | null = null): AsyncIterable<{ key: string; facts: CustomerFacts }[]> {
  for await (const batch of snapshot.batches(`SELECT e.customer_key, ${customerFactNames.map((name) => `${factSources[name]} AS ${name}`).join(', ')}
FROM customer_evidence_now e
JOIN customer_numbers n ON n.customer_no = e.customer_no
CROSS JOIN day_now d
LEFT JOIN customer_judged_now j ON j.customer_no = e.customer_no
LEFT JOIN customer_expected_now x ON x.customer_no = e.customer_no
LEFT JOIN customer_orders o ON o.customer_no = e.customer_no
LEFT JOIN customer_cases_now c ON c.customer_no = e.customer_no
LEFT JOIN goods_back_now b ON b.customer_no = e.customer_no
LEFT JOIN ratings_now r ON r.customer_no = e.customer_no
${only === null ? '' : `WHERE e.customer_key = '${only.replaceAll("'", "''")}'\n`}ORDER BY e.customer_no NULLS LAST`)) {
    yield batch.map(({ customer_key, ...facts }) => ({ key: text(customer_key), facts: facts as CustomerFacts }));
  }
}

/** Who was in which tier thirty days ago and is in which today, and what they cost and bring: from null = not known then. */
export async function migrations(snapshot: Snapshot): Promise<Migration[]> {
  const rows = await snapshot.rows(`SELECT t.previous, t.tier, CAST(count(*) AS bigint) AS customers,
  CAST(sum(e.cost_minor) AS bigint) AS cost_minor, CAST(sum(coalesce(b.cost_minor, 0)) AS bigint) AS cost_before_minor,
  CAST(sum(e.contribution_minor) AS bigint) AS contribution_minor, CAST(sum(coalesce(b.contribution_minor, 0)) AS bigint) AS contribution_before_minor
FROM customer_tiers t
JOIN customer_evidence_now e ON e.customer_no = t.customer_no
LEFT JOIN customer_evidence_before b ON b.customer_no = t.customer_no
GROUP BY t.previous, t.tier`);
  const place = (tier: CustomerTier | null): number => (tier === null ? -1 : customerTiers.indexOf(tier));
  return rows
    .map((row) => ({
      from: tierOf(row['previous']), to: tierOf(row['tier']) ?? 'new', customers: number(row['customers']) ?? 0,
      cost_minor: number(row['cost_minor']) ?? 0, cost_before_minor: number(row['cost_before_minor']) ?? 0,
      contribution_minor: number(row['contribution_minor']) ?? 0, contribution_before_minor: number(row['contribution_before_minor']) ?? 0,
    }))
    .sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
}

const zero = (column: string): string => `coalesce(${column}, 0)`;

/** Where each fact comes from; names are ours, so the text is safe. */
const factSources: Readonly<Record<(typeof customerFactNames)[number], string>> = {
  orders: 'e.orders', mature_orders: 'e.mature_orders', units: zero('o.units_now'), returned_units: zero('b.returned_units'),
  paid_minor: zero('o.paid_minor_now'), refund_minor: zero('c.refund_minor'), 
  goods_minor: 'CASE WHEN o.orders_now > 0 THEN o.goods_minor_now - coalesce(b.goods_back_minor, 0) ELSE 0 END',
  goods_assumed_minor: 'CASE WHEN o.orders_now > 0 THEN o.goods_assumed_minor_now - coalesce(b.assumed_back_minor, 0) ELSE 0 END', cost_minor: 'e.cost_minor', contribution_minor: 'e.contribution_minor', value: 'e.value',
  cost_percentile: 'e.cost_percentile', service_minutes: 'CAST(coalesce(c.service_tenths, 0) + coalesce(r.service_tenths, 0) AS double) / 10',
  any_cases: zero('c.any_cases'), cases: 'e.cases', merchant_cases: 'e.merchant_cases', customer_cases: zero('c.customer_cases'),
  shared_cases: zero('c.shared_cases'), open_cases: zero('c.open_cases'), slow: zero('c.slow'), complained: zero('c.complained'),
  came_back: zero('c.came_back'), let_down_last: zero('c.let_down_last'),
  bought_after: 'CASE WHEN o.last_day_now > c.first_resolved_day THEN 1 ELSE 0 END',
  first_day: 'CASE WHEN n.joined_day < o.first_day THEN n.joined_day ELSE coalesce(o.first_day, n.joined_day) END', last_day: 'o.last_day_now',
  silent_days: 'e.silent_days', gap_days: 'e.gap_days',
  tenure_days: "date_diff('day', CASE WHEN n.joined_day < o.first_day THEN n.joined_day ELSE o.first_day END, d.as_of)",
  ratings: 'CAST(coalesce(r.ratings, 0) AS bigint)', satisfaction: 'e.satisfaction', satisfaction_source: 'e.satisfaction_source',
  loyalty: 'e.loyalty', churn: 'e.churn', attributable: 'coalesce(j.attributable, 0e0)', expected: 'round(1e-6 * x.expected, 3)', ratio: 'j.ratio',
  ratio_low: 'j.ratio_low', kept_claims: zero('j.kept_claims'), kept_expected: 'j.kept_expected', kept_low: 'j.kept_low',
  wardrobes: zero('j.wardrobes'), wardrobe_expected: 'j.wardrobe_expected', wardrobe_low: 'j.wardrobe_low', wardrobe_share: 'j.wardrobe_share',
  bracketing: zero('j.bracketing'), not_received: zero('j.not_received'), escalations: zero('j.escalations'), linked: zero('j.linked'),
  flag_kinds: zero('j.flag_kinds'), strong_flags: zero('j.strong_flags'), merchant_share: 'j.merchant_share',
};

/** What the words read of a customer; what only SQL reads is null. */
const metricsOf = (row: Row, claim: Row | null): Metrics => ({
  mature_orders: number(row['mature_orders']), value: number(row['value']), contribution_minor: number(row['contribution_minor']),
  churn: number(row['churn']), satisfaction: number(row['satisfaction']), merchant_cases: number(row['merchant_cases']),
  flag_kinds: number(claim?.['flag_kinds']) ?? 0, held_kinds: number(claim?.['held_kinds']) ?? 0,
  strong_flags: number(claim?.['strong_flags']) ?? 0, held_strong: number(claim?.['held_strong']) ?? 0,
  merchant_share: number(claim?.['merchant_share']), trust: number(claim?.['trust']) ?? 100,
  // One literal, so that all of them have one shape.
  cases: null, kept_quality_cases: null, not_received_cases: null, escalation_cases: null, attributable: null, ratio_low: null,
  attributable_rest: null, ratio_rest_low: null, kept_claims: null, kept_low: null, not_received: null, bracketing: null, wardrobes: null,
  wardrobe_low: null, wardrobe_share: null, escalations: null, linked: null,
});

function levelsOf(row: Row): FlagLevels {
  const level = (name: string): 0 | 1 | 2 => {
    const value = row[`flag_${name}`];
    return value === 2 ? 2 : value === 1 ? 1 : 0;
  };
  return {
    serial_return: level('serial_return'), refund_only_share: level('refund_only_share'), not_received_claims: level('not_received_claims'),
    bracketing: level('bracketing'), wardrobing: level('wardrobing'), reason_escalation: level('reason_escalation'),
    linked_accounts: level('linked_accounts'),
  };
}

function evidenceOf(row: Row): Evidence {
  const count = (name: string): number => number(row[name]) ?? 0;
  const maybe = (name: string): number | null => number(row[name]);
  return {
    attributable: count('attributable'), expected: maybe('expected'), ratio_low: maybe('ratio_low'),
    kept_claims: count('kept_claims'), kept_expected: maybe('kept_expected'), kept_low: maybe('kept_low'),
    wardrobes: count('wardrobes'), wardrobe_expected: maybe('wardrobe_expected'), wardrobe_low: maybe('wardrobe_low'),
    not_received: count('not_received'), bracketing: count('bracketing'), escalations: count('escalations'), linked: count('linked'),
  };
}

interface Classes {
  readonly tier: CustomerTier;
  readonly ruled: CustomerTier;
  readonly previous: CustomerTier | null;
  readonly grids: Grids;
  readonly source: SatisfactionSource;
}

/** The words of a customer come as one text: there are few combinations, and reading one column is much cheaper than six. */
function classReader(): (classes: string) => Classes {
  const known = new Map<string, Classes>();
  return (classes) => {
    const found = known.get(classes);
    if (found !== undefined) return found;
    const [tier, ruled, previous, loyalty, cost, source] = classes.split(' ');
    const read: Classes = {
      tier: tierOf(tier) ?? 'new', ruled: tierOf(ruled) ?? 'new', previous: tierOf(previous),
      grids: {
        satisfaction_loyalty: (['loyal', 'hurt', 'content', 'leaving'] as const).find((one) => one === loyalty) ?? 'unknown',
        value_cost: (['best', 'valuable_but_costly', 'steady', 'improvable', 'occasional', 'costly'] as const).find((one) => one === cost) ?? 'unknown',
      },
      source: source === 'rated' || source === 'proxy' ? source : 'unknown',
    };
    known.set(classes, read);
    return read;
  };
}

const tierOf = (cell: Cell | undefined): CustomerTier | null => customerTiers.find((tier) => tier === cell) ?? null;
const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
