import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trusted, type CustomerKey } from '../../lib/model/ids.ts';
import { differences, type Known } from '../../lib/publish/differences.ts';
import { digestOf, digestWriter, readDigests } from '../../lib/publish/digests.ts';

const body = (tier: string, facts: string, since: string | null = null): string => `{"tier":"${tier}","since":${since === null ? 'null' : `"${since}"`},"facts":"${facts}"}`;
const key = (text: string): CustomerKey => trusted<CustomerKey>(text);

/** Customer → facts; their tier is the first letter of the facts. */
type Answers = Readonly<Record<string, string>>;
const tierOf = (facts: string): string => (facts < 'n' ? 'vip' : 'regular');
const sorted = (answers: Answers): [string, string][] => Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));

async function publish(stored: Map<string, string>, answers: Answers, day: string, digests: Uint8Array | null): Promise<{ rendered: number; written: number; digests: Uint8Array }> {
  let rendered = 0;
  const writer = digestWriter('form');
  async function* computed() {
    yield sorted(answers).map(([name, facts]) => {
      writer.add({ key: name, digest: digestOf(facts) });
      return { key: key(name), digest: digestOf(facts), body: () => { rendered += 1; return body(tierOf(facts), facts); } };
    });
  }
  const read = digests === null ? null : readDigests(digests, 'form');
  const known: Iterable<Known> = read === null
    ? [...stored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => ({ key: name, digest: null, body: () => text }))
    : [...read].map(({ key: name, digest }) => ({ key: name, digest, body: async () => stored.get(name) ?? null }));
  const { put, remove } = await differences(computed(), known, day);
  for (const one of put) stored.set(one.key, one.body);
  for (const one of remove) stored.delete(one);
  return { rendered, written: put.length + remove.length, digests: writer.bytes() };
}

describe('publishing by digests', () => {
  const answers = fc.dictionary(fc.stringMatching(/^[0-9a-f]{1,4}$/), fc.stringMatching(/^[a-z]{1,3}$/));

  test('leaves the same store as reading every answer, whatever changed', async () => {
    await fc.assert(fc.asyncProperty(answers, answers, answers, async (first, second, third) => {
      const [byDigest, whole] = [new Map<string, string>(), new Map<string, string>()];
      let digests: Uint8Array | null = null;
      for (const [n, next] of [first, second, third].entries()) {
        digests = (await publish(byDigest, next, `2026-01-0${n + 1}`, digests)).digests;
        await publish(whole, next, `2026-01-0${n + 1}`, null);
        expect(byDigest).toEqual(whole);
      }
    }), { numRuns: 50 });
  });

  test('makes and writes nothing where nothing changed, and only what changed', async () => {
    const stored = new Map<string, string>();
    const { digests } = await publish(stored, { a: 'x', b: 'y', c: 'a' }, '2026-01-01', null);
    expect(await publish(stored, { a: 'x', b: 'y', c: 'a' }, '2026-01-02', digests)).toMatchObject({ rendered: 0, written: 0 });
    expect(await publish(stored, { a: 'x', b: 'b' }, '2026-01-02', digests)).toMatchObject({ rendered: 1, written: 2 });
    expect(stored.get('b')).toBe(body('vip', 'b', '2026-01-02'));
    expect(stored.get('a')).toBe(body('regular', 'x', '2026-01-01'));
  });

  test('says nothing of answers that had other words', () => {
    expect(readDigests(digestWriter('old words').bytes(), 'new words')).toBeNull();
    expect(readDigests(new Uint8Array(), 'form')).toBeNull();
  });

  test('reads back what it wrote, over many pages', () => {
    const writer = digestWriter('form');
    const all = Array.from({ length: 60_000 }, (_, n) => ({ key: String(n).padStart(32, '0'), digest: digestOf(`facts ${n}`) }));
    all.forEach((one) => writer.add(one));
    expect(JSON.stringify([...readDigests(writer.bytes(), 'form') ?? []]) === JSON.stringify(all)).toBe(true);
    expect(new Set(all.map(({ digest }) => digest)).size).toBe(all.length);
  });
});
