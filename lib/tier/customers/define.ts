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
 * Judges everybody. Needs `customer_evidence_now` and `_before`, `day_now` and `_before`, `unit_facts`. Defines, for both days,
 * - `customer_judged_{day}`: the evidence with flags (`flag_*`, `held_*`: 0, 1 raised, 2 strong), trust and grids;
 * - `customer_ruled_before (customer_key, tier)`: by the rules alone, thirty days ago;
 * - `customer_tiers (customer_key, tier, ruled, previous)`: today's, with stability, then the cap, then overrides. `ruled` = without overrides.
 */
export async function defineCustomerTiers(snapshot: Snapshot, rules: RuleSet, overrides: Overrides = new Map()): Promise<void> {
  const sql = compileSql(rules);
  for (const day of ['before', 'now'] as const) {
    await snapshot.define(`customer_flagged_${day}`, flagged(sql, day));
    await snapshot.define(`customer_links_${day}`, links(day));
    await snapshot.define(`customer_judged_${day}`, judged(sql, day));
    if (day === 'before') await snapshot.define('customer_ruled_before', ruled(sql, rules, day));
  }
  await snapshot.define('customer_ruled_now', ruled(sql, rules, 'now'));
  await snapshot.define('customer_overrides', overridesSql(overrides));
  await snapshot.define('customer_tiers', `SELECT r.customer_key, coalesce(o.tier, r.tier) AS tier, r.tier AS ruled, p.tier AS previous
FROM customer_ruled_now r
LEFT JOIN customer_ruled_before p ON p.customer_key = r.customer_key
LEFT JOIN customer_overrides o ON o.customer_key = r.customer_key
  AND (o.until_day IS NULL OR o.until_day >= (SELECT as_of FROM day_now))`);
}

type Sql = ReturnType<typeof compileSql>;

/** First pass: everything but linked accounts. */
const flagged = (sql: Sql, day: FactsDay): string => `SELECT e.*,
  ${flagCodes.filter((code) => code !== 'linked_accounts')
    .flatMap((code) => [`${sql.flag(code, 'entry')} AS flag_${code}`, `${sql.flag(code, 'held')} AS held_${code}`]).join(',\n  ')}
FROM customer_evidence_${day} e`;

/** Second pass: who shares a phone or an address with others who were flagged in the first. */
const links = (day: FactsDay): string => `WITH suspects AS (
  SELECT customer_key FROM customer_flagged_${day}
  WHERE ${flagCodes.filter((code) => code !== 'linked_accounts').map((code) => `flag_${code} > 0`).join(' OR ')}
),
contacts AS (
  SELECT u.customer_key, u.phone_key, u.address_key
  FROM unit_facts u CROSS JOIN day_${day} d
  WHERE u.customer_key IS NOT NULL AND (u.phone_key IS NOT NULL OR u.address_key IS NOT NULL)
    AND coalesce(u.ordered_day, u.shipped_day) <= d.as_of AND coalesce(u.ordered_day, u.shipped_day) > d.from_day
),
keys AS (
  SELECT customer_key, 'p' || phone_key AS link FROM contacts WHERE phone_key IS NOT NULL
  UNION
  SELECT customer_key, 'a' || address_key AS link FROM contacts WHERE address_key IS NOT NULL
),
small AS (
  SELECT link FROM keys GROUP BY link HAVING count(*) BETWEEN 3 AND ${SHARED_BY_AT_MOST}
),
pointing AS (
  SELECT k.customer_key, k.link FROM keys k JOIN suspects s ON s.customer_key = k.customer_key JOIN small m ON m.link = k.link
)
SELECT k.customer_key, count(DISTINCT p.customer_key) AS linked
FROM pointing p JOIN keys k ON k.link = p.link AND k.customer_key <> p.customer_key
GROUP BY k.customer_key`;

const judged = (sql: Sql, day: FactsDay): string => `WITH linked AS (
  SELECT f.*, coalesce(l.linked, 0) AS linked FROM customer_flagged_${day} f LEFT JOIN customer_links_${day} l ON l.customer_key = f.customer_key
),
raised AS (
  SELECT l.*, ${sql.flag('linked_accounts', 'entry')} AS flag_linked_accounts, ${sql.flag('linked_accounts', 'held')} AS held_linked_accounts FROM linked l
)
SELECT r.*,
  ${sql.judged()},
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
FROM raised r`;

/** Rules, stability, then the cap: beyond it, those with more trust go to the tier that they would have otherwise. */
const ruled = (sql: Sql, rules: RuleSet, day: FactsDay): string => {
  const memory = day === 'now';
  const known = memory
    ? 'SELECT j.*, p.tier AS previous FROM customer_judged_now j LEFT JOIN customer_ruled_before p ON p.customer_key = j.customer_key'
    : 'SELECT j.* FROM customer_judged_before j';
  return `WITH known AS (
  ${known}
),
matched AS (
  SELECT customer_key, trust, ratio_low,
    ${sql.tier({ memory })} AS tier,
    ${sql.tier({ memory, without: 'problem' })} AS otherwise
  FROM known
),
placed AS (
  SELECT customer_key, tier, otherwise,
    row_number() OVER (PARTITION BY CASE WHEN tier = 'problem' THEN 1 ELSE 0 END ORDER BY trust NULLS LAST, ratio_low DESC NULLS LAST, customer_key NULLS LAST) AS place,
    count(*) OVER () AS people
  FROM matched
)
SELECT customer_key, CASE WHEN tier = 'problem' AND place > (people * ${rules.problemCapBp} + 9999) / 10000 THEN otherwise ELSE tier END AS tier
FROM placed`;
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
