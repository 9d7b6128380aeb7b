import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CustomerKey, MerchantId } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Publication, TierStore } from '../../lib/ports/tiers.ts';

const m1 = trusted<MerchantId>('m1');
const m10 = trusted<MerchantId>('m10');
const key = (text: string): CustomerKey => trusted<CustomerKey>(text);
const publication = (version: number, settingsRevision = 0): Publication => ({ version, asOf: '2024-06-30', settingsRevision, policies: { vip: '{"refund":"at once"}' } });
const tier = (customer: string, body = '{}') => ({ key: key(customer), body });

/** Published answers: read by key, changed by differences. */
export function tiersContract(name: string, make: () => Promise<{ port: TierStore; close(): Promise<void> }>): void {
  describe(`tiers: ${name}`, () => {
    let made: Awaited<ReturnType<typeof make>>;
    beforeEach(async () => void (made = await make()));
    afterEach(() => made.close());

    const all = async (merchant: MerchantId): Promise<string[]> => {
      const found: string[] = [];
      for await (const stored of made.port.all(merchant)) found.push(`${stored.key}=${stored.body}`);
      return found;
    };

    test('nothing is published at first', async () => {
      expect(await made.port.publication(m1)).toBeNull();
      expect(await made.port.get(m1, key('a'))).toBeNull();
      expect(await all(m1)).toEqual([]);
    });

    test('differences are applied with the publication they belong to', async () => {
      expect(await made.port.publish(m1, publication(1), [tier('b', '1'), tier('a', '1'), tier('c', '1')], [])).not.toBeNull();
      expect(await made.port.publish(m1, publication(2), [tier('a', '2')], [key('c')])).not.toBeNull();
      expect(await all(m1)).toEqual(['a=2', 'b=1']);
      expect(await made.port.publication(m1)).toEqual(publication(2));
      expect(await made.port.get(m1, key('a'))).toBe('2');
    });

    test('long answers come back as they were, and so do empty ones', async () => {
      const long = JSON.stringify({ reasons: Array.from({ length: 80 }, (_, n) => `质量问题 ${n} <&"'>`) });
      await made.port.publish(m1, publication(1), [tier('long', long), tier('none', '')], []);
      expect(await made.port.get(m1, key('long'))).toBe(long);
      expect(await all(m1)).toEqual([`long=${long}`, 'none=']);
    });

    test('an older publication is refused whole, the same one again is not', async () => {
      await made.port.publish(m1, publication(2, 1), [tier('a', 'new')], []);
      expect(await made.port.publish(m1, publication(1, 9), [tier('a', 'old'), tier('z', 'old')], [])).toBeNull();
      expect(await made.port.publish(m1, publication(2, 0), [tier('a', 'old')], [])).toBeNull();
      expect(await made.port.publish(m1, publication(2, 1), [tier('a', 'again')], [])).not.toBeNull();
      expect(await all(m1)).toEqual(['a=again']);
    });

    test('differences against answers that somebody changed meanwhile are refused', async () => {
      await made.port.publish(m1, publication(1), [tier('a', '1')], []);
      const seen = await made.port.revision(m1);
      expect(await made.port.publish(m1, publication(1), [tier('b', '1')], [], seen)).not.toBeNull();
      expect(await made.port.publish(m1, publication(2), [tier('b', '2')], [], seen)).toBeNull();
      expect(await all(m1)).toEqual(['a=1', 'b=1']);
      expect(await made.port.publish(m1, publication(2), [tier('b', '2')], [], await made.port.revision(m1))).not.toBeNull();
    });

    test('a publication larger than one transaction is whole when it is there', async () => {
      const customers = Array.from({ length: 12_000 }, (_, n) => tier(String(n).padStart(5, '0')));
      expect(await made.port.publish(m1, publication(1), customers, [], 0)).not.toBeNull();
      expect(await made.port.publish(m1, publication(2), [tier('z')], customers.map((customer) => customer.key), await made.port.revision(m1))).not.toBeNull();
      expect(await all(m1)).toEqual(['z={}']);
      expect(await made.port.publication(m1)).toEqual(publication(2));
    });

    test('merchants whose ids begin alike never see each other', async () => {
      await made.port.publish(m10, publication(1), [tier('a', 'of m10')], []);
      expect(await all(m1)).toEqual([]);
      expect(await made.port.get(m1, key('a'))).toBeNull();
      expect(await made.port.publication(m1)).toBeNull();
    });

    test('more customers than fit a page are all there, in order', async () => {
      const customers = Array.from({ length: 2500 }, (_, n) => tier(String(n).padStart(5, '0')));
      await made.port.publish(m1, publication(1), customers, []);
      expect(await all(m1)).toEqual(customers.map((customer) => `${customer.key}={}`));
    });
  });
}
