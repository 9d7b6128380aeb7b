import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasons } from '../../lib/model/reasons.ts';
import { defaultSettings } from '../../lib/model/settings.ts';
import { customerTiers } from '../../lib/model/tiers.ts';
import { legalFloors, policiesOf } from '../../lib/tier/customers/policies.ts';
import { playbook, playOf } from '../../lib/tier/playbook.ts';

const modes = ['manual', 'after_inspection', 'on_scan', 'instant'];

describe('policies', () => {
  test('no tier goes below the law of its market, whatever a merchant sets', () => {
    const anything = fc.dictionary(fc.constantFrom('refund_mode', 'return_window_days', 'refund_within_days', 'human_review', 'queue_priority', 'x'), fc.anything());
    fc.assert(fc.property(fc.constantFrom('CN', 'EU', 'UK', 'US', 'OTHER'), fc.dictionary(fc.constantFrom(...customerTiers), anything), (market, policies) => {
      const floor = legalFloors[market];
      for (const policy of Object.values(policiesOf({ market, policies }))) {
        expect(policy.return_window_days).toBeGreaterThanOrEqual(floor.return_window_days);
        expect(policy.refund_within_days).toBeLessThanOrEqual(floor.refund_within_days);
        expect(modes.indexOf(policy.refund_mode)).toBeGreaterThanOrEqual(modes.indexOf(floor.refund_mode));
        expect(policy.legal_floor).toEqual(floor.words);
      }
    }));
  });

  test('a partial policy changes what it names and nothing else', () => {
    const before = policiesOf(defaultSettings);
    const after = policiesOf({ market: 'CN', policies: { vip: { compensation_limit_minor: 777 } } });
    expect(after.vip).toEqual({ ...before.vip, compensation_limit_minor: 777 });
    expect(after.regular).toEqual(before.regular);
  });

  test('a problem customer is seen by a person, and is never refused by the machine', () => {
    expect(policiesOf(defaultSettings).problem).toMatchObject({ human_review: true, return_window_days: 7, refund_mode: 'after_inspection' });
  });
});

describe('playbook', () => {
  test('has a resolution in both languages for every reason and tier', () => {
    const plays = playbook();
    expect(plays).toHaveLength(reasons.length * customerTiers.length);
    for (const play of plays) expect([play.zh.length > 8, play.en.length > 12]).toEqual([true, true]);
    expect(new Set(reasons.filter(({ code }) => playOf(code, 'vip').zh === playOf('unknown', 'vip').zh).map(({ code }) => code))).toEqual(new Set(['unknown']));
  });

  test('treats safety alike for every tier', () => {
    expect(new Set(customerTiers.map((tier) => playOf('safety', tier).en)).size).toBe(1);
  });
});
