import { Failure } from '../../model/failure.ts';
import { isDay } from '../../model/days.ts';
import type { Override } from '../../model/tier.ts';
import { customerTiers } from '../../model/tiers.ts';
import type { Snapshot } from '../../ports/query.ts';
import { compileSql, flagCodes } from './compile-sql.ts';
import { highScore, type RuleSet } from './rules.ts';

/** customer key → a person's correction. */
export type Overrides = ReadonlyMap<string, Override>;

type FactsDay = 'now' | 'before';

/** More customers than this behind one phone or address is a dormitory or a parcel shop, not one person. */
const SHARED_BY_AT_MOST = 10;

/**
 * Judges everybody. Needs `customer_evidence_*` and `customer_claims_*` (lib/analyse/customers), `customer_numbers`, `day_*`, `shipped_lines`.
 * Defines, for `now` and `before` (thirty days earlier),
 * - `customer_judged_{day}`: one row per customer with a claim or a link: flags (`flag_*`, `held_*`: 0, 1 raised, 2 strong) and trust;
 *   everybody else has no flags and a trust of 100;
 * - `customer_ruled_{day} (customer_no, customer_key, tier, satisfaction_loyalty, value_cost)`: by the rules alone, after the cap;
 * and `customer_tiers (customer_no, customer_key, tier, ruled, previous, satisfaction_loyalty, value_cost)`: today's, with stability and
 * the cap, then overrides; `ruled` is the tier without them, `previous` that of thirty days ago (null: not known then).
 */
export async function defineCustomerTiers(snapshot: Snapshot, rules: RuleSet, overrides: Overrides = new Map()): Promise<void> {
  const sql = compileSql(rules);
  for (const day of ['before', 'now'] as const) {
    await snapshot.define(`customer_flags_${day}`, flagged(sql, day));
    await snapshot.define(`customer_links_${day}`, links(day));
    await snapshot.define(`customer_judged_${day}`, judged(sql, day));
    // Today's are read once, by the tiers.
    await snapshot.define(`customer_ruled_${day}`, ruled(sql, rules, day), day === 'now' ? 'read' : 'keep');
  }
  await snapshot.define('customer_overrides', overridesSql(overrides));
  await snapshot.define('customer_tiers', `SELECT r.customer_no, r.customer_key, coalesce(o.tier, r.tier) AS tier, r.tier AS ruled, r.previous,
  r.satisfaction_loyalty, r.value_cost
FROM customer_ruled_now r
CROSS JOIN day_now d
LEFT JOIN customer_overrides o ON o.customer_key = r.customer_key AND (o.until_day IS NULL OR o.until_day >= d.as_of)`);
}

type Sql = ReturnType<typeof compileSql>;
const firstPass = flagCodes.filter((code) => code !== 'linked_accounts');

/** First pass: everything but linked accounts. */
const flagged = (sql: Sql, day: FactsDay): string => `SELECT c.*,
  ${firstPass.flatMap((code) => [`${sql.flag(code, 'entry')} AS flag_${code}`, `${sql.flag(code, 'held')} AS held_${code}`]).join(',\n  ')}
FROM customer_claims_${day} c`;

/** Second pass: who shares a phone or an address with others who were flagged in the first. */
const links = (day: FactsDay): string => `WITH suspects AS (
  SELECT n.customer_no, n.customer_key
  FROM customer_flags_${day} f JOIN customer_numbers n ON n.customer_no = f.customer_no
  WHERE ${firstPass.map((code) => `f.flag_${code} > 0`).join(' OR ')}
),
known AS (
  SELECT u.customer_key, u.phone_key, u.address_key
  FROM shipped_lines u CROSS JOIN day_${day} d
  WHERE u.customer_key IS NOT NULL AND (u.phone_key IS NOT NULL OR u.address_key IS NOT NULL)
    AND coalesce(u.ordered_day, u.shipped_day) <= d.as_of AND coalesce(u.ordered_day, u.shipped_day) > d.from_day
),
pointing AS (
  SELECT s.customer_no, 'p' AS kind, k.phone_key AS link FROM known k JOIN suspects s ON s.customer_key = k.customer_key WHERE k.phone_key IS NOT NULL
  UNION
  SELECT s.customer_no, 'a' AS kind, k.address_key AS link FROM known k JOIN suspects s ON s.customer_key = k.customer_key WHERE k.address_key IS NOT NULL
),
linked AS (
  SELECT 'p' AS kind, k.phone_key AS link, n.customer_no
  FROM known k JOIN customer_numbers n ON n.customer_key = k.customer_key
  WHERE k.phone_key IN (SELECT link FROM pointing WHERE kind = 'p')
  UNION
  SELECT 'a' AS kind, k.address_key AS link, n.customer_no
  FROM known k JOIN customer_numbers n ON n.customer_key = k.customer_key
  WHERE k.address_key IN (SELECT link FROM pointing WHERE kind = 'a')
),
small AS (
  SELECT kind, link FROM linked GROUP BY kind, link HAVING count(*) BETWEEN 2 AND ${SHARED_BY_AT_MOST}
)
SELECT l.customer_no, count(DISTINCT p.customer_no) AS linked
FROM small s
JOIN linked l ON l.kind = s.kind AND l.link = s.link
JOIN pointing p ON p.kind = s.kind AND p.link = s.link AND p.customer_no <> l.customer_no
GROUP BY l.customer_no`;

const judged = (sql: Sql, day: FactsDay): string => `WITH people AS (
  SELECT customer_no FROM customer_flags_${day} UNION SELECT customer_no FROM customer_links_${day}
),
linked AS (
  SELECT p.customer_no, coalesce(l.linked, 0) AS linked,
    f.attributable, f.expected, f.ratio, f.ratio_low, f.attributable_rest, f.ratio_rest_low, f.kept_claims, f.kept_expected, f.kept_low,
    f.wardrobes, f.wardrobe_expected, f.wardrobe_low, f.wardrobe_share, f.bracketing, f.not_received, f.escalations, f.escalation_cases,
    ${firstPass.flatMap((code) => [`coalesce(f.flag_${code}, 0) AS flag_${code}`, `coalesce(f.held_${code}, 0) AS held_${code}`]).join(', ')},
    e.cases, e.merchant_cases, e.not_received_cases, e.kept_quality_cases
  FROM people p
  JOIN customer_evidence_${day} e ON e.customer_no = p.customer_no
  LEFT JOIN customer_flags_${day} f ON f.customer_no = p.customer_no
  LEFT JOIN customer_links_${day} l ON l.customer_no = p.customer_no
),
raised AS (
  SELECT l.*, ${sql.flag('linked_accounts', 'entry')} AS flag_linked_accounts, ${sql.flag('linked_accounts', 'held')} AS held_linked_accounts
  FROM linked l
)
SELECT r.*,
  ${sql.judged()}
FROM raised r`;

/** Rules, stability, then the cap: beyond it, those with more trust go to the tier that they would have otherwise. */
const ruled = (sql: Sql, rules: RuleSet, day: FactsDay): string => {
  const memory = day === 'now';
  return `WITH known AS (
  SELECT e.customer_no, e.customer_key, e.mature_orders, e.value, e.contribution_minor, e.churn, e.satisfaction, e.loyalty, e.merchant_cases,
    e.cost_percentile, e.cost_minor, coalesce(j.flag_kinds, 0) AS flag_kinds, coalesce(j.strong_flags, 0) AS strong_flags,
    coalesce(j.held_kinds, 0) AS held_kinds, coalesce(j.held_strong, 0) AS held_strong, j.merchant_share,
    coalesce(j.trust, 100) AS trust, coalesce(j.ratio_low, 0e0) AS ratio_low${memory ? ', p.tier AS previous' : ''}
  FROM customer_evidence_${day} e
  LEFT JOIN customer_judged_${day} j ON j.customer_no = e.customer_no${memory ? '\n  LEFT JOIN customer_ruled_before p ON p.customer_no = e.customer_no' : ''}
),
matched AS (
  SELECT customer_no, customer_key, trust, ratio_low,${memory ? ' previous,' : ''}
    ${sql.tier({ memory })} AS tier,
    ${sql.tier({ memory, without: 'problem' })} AS otherwise,
    CASE
      WHEN satisfaction IS NULL OR loyalty IS NULL THEN 'unknown'
      WHEN satisfaction >= ${highScore} AND loyalty >= ${highScore} THEN 'loyal'
      WHEN loyalty >= ${highScore} THEN 'hurt'
      WHEN satisfaction >= ${highScore} THEN 'content'
      ELSE 'leaving'
    END AS satisfaction_loyalty,
    CASE
      WHEN value IS NULL THEN 'unknown'
      WHEN value >= 80 AND contribution_minor > 0 THEN CASE WHEN cost_percentile >= 80 AND cost_minor > 0 THEN 'valuable_but_costly' ELSE 'best' END
      WHEN value <= 30 THEN CASE WHEN cost_percentile >= 80 AND cost_minor > 0 THEN 'costly' ELSE 'occasional' END
      WHEN cost_percentile >= 80 AND cost_minor > 0 THEN 'improvable'
      ELSE 'steady'
    END AS value_cost
  FROM known
),
worst AS (
  SELECT customer_no, row_number() OVER (ORDER BY trust NULLS LAST, ratio_low DESC NULLS LAST, customer_no NULLS LAST) AS place
  FROM matched
  WHERE tier = 'problem'
),
room AS (
  SELECT (count(*) * ${rules.problemCapBp} + 9999) / 10000 AS places FROM customer_evidence_${day}
)
SELECT m.customer_no, m.customer_key, CASE WHEN w.place > r.places THEN m.otherwise ELSE m.tier END AS tier, m.satisfaction_loyalty, m.value_cost${memory ? ', m.previous' : ''}
FROM matched m
CROSS JOIN room r
LEFT JOIN worst w ON w.customer_no = m.customer_no`;
};

const KEY = /^[\w-]{1,64}$/;

/** Keys and days come from documents that people wrote: anything that is not exactly one is refused. */
function overridesSql(overrides: Overrides): string {
  const rows = [...overrides].map(([key, override]) => {
    if (!KEY.test(key) || !customerTiers.includes(override.tier) || (override.until !== null && !isDay(override.until))) {
      throw new Failure('bad_override', 'an override needs a customer key, a tier, and a day or nothing');
    }
    return `('${key}', '${override.tier}', ${override.until === null ? 'CAST(NULL AS date)' : `DATE '${override.until}'`})`;
  });
  return rows.length === 0
    ? 'SELECT CAST(NULL AS varchar) AS customer_key, CAST(NULL AS varchar) AS tier, CAST(NULL AS date) AS until_day WHERE FALSE'
    : `SELECT t.customer_key, t.tier, t.until_day FROM (VALUES ${rows.join(', ')}) AS t (customer_key, tier, until_day)`;
}
