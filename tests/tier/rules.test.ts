import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../lib/embedded/duckdb.ts';
import { customerTiers, type CustomerTier } from '../../lib/model/tiers.ts';
import { compileSql, flagCodes } from '../../lib/tier/customers/compile-sql.ts';
import { compileTs } from '../../lib/tier/customers/compile-ts.ts';
import { metrics, presetNames, rulesOf, type Condition, type Metric, type Metrics } from '../../lib/tier/customers/rules.ts';
import { threshold } from '../../lib/tier/customers/condition.ts';

const derived: readonly Metric[] = ['flag_kinds', 'held_kinds', 'strong_flags', 'held_strong', 'merchant_share', 'trust'];
const given = metrics.filter((metric) => !derived.includes(metric));

/** Every number that decides something, and its neighbours: equality at the edge is where two compilers part. */
const edges = presetNames.flatMap((preset) => {
  const rules = rulesOf(preset);
  const conditions: readonly Condition[] = [...rules.flags.flatMap((flag) => [...flag.when, ...flag.strong]), ...rules.twoKinds, ...rules.tiers.flatMap((tier) => tier.any.flatMap((rule) => rule.all))];
  return conditions.flatMap((condition) => (['entry', 'held'] as const).flatMap((side) => [-0.0001, 0, 0.0001].map((step) => Math.round((threshold(condition, side) + step) * 10_000) / 10_000)));
});
const cell: fc.Arbitrary<number | null> = fc.oneof(fc.constant(null), fc.constantFrom(...new Set(edges)), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 6, noNaN: true }));
const count: fc.Arbitrary<number | null> = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 12 }));
const counts: readonly Metric[] = ['cases', 'merchant_cases', 'kept_quality_cases', 'not_received_cases', 'escalation_cases'];
const customer = fc.record({
  ...Object.fromEntries(given.map((metric) => [metric, counts.includes(metric) ? count : cell])) as Record<Metric, fc.Arbitrary<number | null>>,
  previous: fc.constantFrom<(CustomerTier | null)[]>(null, ...customerTiers),
});

describe.each(presetNames)('the %s rules', (preset) => {
  test('say the same in SQL and in TypeScript for any customer, nulls and edges included', async () => {
    const rules = rulesOf(preset);
    const engine = await openEngine({ tmp: join(tmpdir(), 'aftertier-tests'), wholeDivision: true, memoryMb: 400 });
    try {
      await engine.run(readFileSync(new URL('../../lib/embedded/prelude.sql', import.meta.url), 'utf8'));
      const people = fc.sample(customer, { numRuns: 3000, seed: 7 });
      await engine.run(`CREATE TABLE people (id integer, ${given.map((metric) => `${metric} double`).join(', ')}, previous varchar)`);
      for (let at = 0; at < people.length; at += 500) {
        await engine.run(`INSERT INTO people VALUES ${people.slice(at, at + 500).map((one, i) =>
          `(${at + i}, ${given.map((metric) => String(one[metric])).join(', ')}, ${one.previous === null ? 'NULL' : `'${one.previous}'`})`).join(', ')}`);
      }
      const sql = compileSql(rules);
      const flags = flagCodes.flatMap((code) => [`${sql.flag(code, 'entry')} AS flag_${code}`, `${sql.flag(code, 'held')} AS held_${code}`]);
      const rows = await engine.rows(`WITH flagged AS (SELECT p.*, ${flags.join(', ')} FROM people p), judged AS (SELECT f.*, ${sql.judged()} FROM flagged f)
        SELECT id, ${flagCodes.map((code) => `flag_${code}`).join(', ')}, ${derived.join(', ')}, ${sql.tier()} AS tier, ${sql.tier({ without: 'problem' })} AS otherwise FROM judged ORDER BY id`);
      const compiled = compileTs(rules);
      const seen = new Set<unknown>();
      people.forEach((one, id) => {
        const { previous, ...rest } = one;
        const before = { ...Object.fromEntries(derived.map((metric) => [metric, null])), ...rest } as Metrics;
        const { flags: levels, metrics: after } = compiled.judge(before);
        const expected = {
          id, ...Object.fromEntries(flagCodes.map((code) => [`flag_${code}`, levels[code]])),
          ...Object.fromEntries(derived.map((metric) => [metric, after[metric]])), ...compiled.tier(after, previous),
        };
        expect(rows[id]).toEqual(expected);
        seen.add(expected.tier);
        if (expected.tier !== 'regular') expect(compiled.because(after, expected.tier, previous).length).toBeGreaterThan(0);
      });
      expect(seen.size).toBe(5);
    } finally {
      await engine.close();
    }
  });
});

test('who is in a tier stays until ten per cent beyond the threshold; who is not has to reach it', () => {
  const { judge, tier } = compileTs(rulesOf('standard'));
  const at = (value: number, churn = 0): Metrics => judge({
    ...Object.fromEntries(metrics.map((metric) => [metric, 0])) as Record<Metric, number>, mature_orders: 5, contribution_minor: 1, satisfaction: 70, value, churn,
  }).metrics;
  expect(tier(at(79), null).tier).toBe('regular');
  expect(tier(at(80), null).tier).toBe('vip');
  expect(tier(at(79), 'vip').tier).toBe('vip');
  expect(tier(at(72), 'vip').tier).toBe('vip');
  expect(tier(at(71), 'vip').tier).toBe('regular');
  expect(tier(at(60, 60), 'regular').tier).toBe('at_risk');
  expect(tier(at(60, 54), 'at_risk').tier).toBe('at_risk');
  expect(tier(at(60, 53), 'at_risk').tier).toBe('regular');
});

test('a more cautious preset never calls more customers a problem', () => {
  const people = fc.sample(customer, { numRuns: 2000, seed: 11 });
  const problems = presetNames.map((preset) => {
    const { judge, tier } = compileTs(rulesOf(preset));
    return people.filter((one) => {
      const { previous: _, ...rest } = one;
      return tier(judge({ ...Object.fromEntries(derived.map((metric) => [metric, null])), ...rest } as Metrics).metrics, null).tier === 'problem';
    }).length;
  });
  expect(problems[0]).toBeLessThanOrEqual(problems[1] ?? 0);
  expect(problems[1]).toBeLessThanOrEqual(problems[2] ?? 0);
});
