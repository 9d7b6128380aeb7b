import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { openEngine } from '../../lib/embedded/duckdb.ts';
import type { Dimension } from '../../lib/model/boards/drivers.ts';
import { dayNumber, dayOfNumber } from '../../lib/model/days.ts';
import type { Day } from '../../lib/model/ids.ts';
import { trusted } from '../../lib/model/ids.ts';
import type { Cell, Snapshot } from '../../lib/ports/query.ts';

/** What makes cases more likely somewhere: the truth that drivers are held against. */
export interface Cause {
  readonly dimensions: Partial<Record<Dimension, string>>;
  readonly group: string;
  /** Times the usual chance of a case of the group. */
  readonly times: number;
  /** First day of the cause, for causes that begin. */
  readonly since?: number;
  /** Cases in the last 90 days that would not be there without it. */
  extra: number;
}

export interface World {
  readonly units: Record<string, Cell>[];
  readonly cases: Record<string, Cell>[];
  readonly causes: readonly Cause[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly lines?: number;
  readonly causes?: number;
  /** Spread (log scale) of the products' own rates within a category, and three quarters of it again by reason group: no two are alike. */
  readonly productSpread?: number;
}

const LAST = dayNumber(trusted<Day>('2026-11-22'));
const DAYS = 365;
const GROUPS = ['quality', 'listing', 'fit', 'fulfilment', 'logistics', 'service', 'preference', 'warranty', 'unknown'] as const;
const REASONS: Readonly<Record<string, readonly string[]>> = {
  quality: ['defective', 'workmanship'], listing: ['not_as_described', 'size_chart_wrong'], fit: ['too_small', 'too_large'],
  fulfilment: ['wrong_item', 'missing_item'], logistics: ['damaged_in_transit', 'late_delivery'], service: ['poor_service'],
  preference: ['changed_mind', 'no_reason_7_days'], warranty: ['repair_in_warranty'], unknown: ['unknown'],
};

/** A merchant's year as the relations that drivers read: seasons, launches, growth, mixes that go together, customers of all kinds. */
export function driverWorld({ seed, lines = 40_000, causes: wanted = 4, productSpread = 0.2 }: WorldOptions): World {
  const random = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? fail();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const zipf = (n: number, power: number): (() => number) => {
    const weights = Array.from({ length: n }, (_, i) => 1 / (i + 1) ** power);
    return chooser(weights, random);
  };
  const categories = Array.from({ length: 8 }, (_, i) => ({
    name: `category ${i}`,
    rates: new Map(GROUPS.map((group) => [group, (group === 'preference' ? 0.05 : 0.014) * Math.exp(0.7 * normal())])),
  }));
  const factors = (): Map<string, number> => {
    const level = productSpread * normal();
    return new Map(GROUPS.map((group) => [group, Math.exp(level + 0.75 * productSpread * normal())]));
  };
  const products = Array.from({ length: 120 }, (_, i) => ({
    id: `p${i}`, category: categories[i % 8] ?? fail(), factors: factors(),
    launched: random() < 0.2 ? LAST - Math.floor(random() * 200) : LAST - DAYS, lot: 40 + Math.floor(random() * 60),
  }));
  const channels = ['tmall', 'jd', 'douyin', 'site'];
  const shops: Readonly<Record<string, readonly string[]>> = { tmall: ['tm-flag', 'tm-outlet'], jd: ['jd-self', 'jd-pop'], douyin: ['dy-live'], site: ['web'] };
  const regions = Array.from({ length: 24 }, (_, i) => ({ name: `region ${i}`, warehouse: `w${i % 3}`, carrier: chooser(Array.from({ length: 5 }, () => 0.1 + random()), random) }));
  const ages = ['18-24', '25-34', '35-44', '45-54', '55+'];
  const customers = Array.from({ length: Math.round(lines / 5) }, (_, i) => ({
    key: `c${i}`, region: zipf(24, 0.6)(), age: pick(ages), temper: Math.exp(0.5 * normal() - 0.125) * (random() < 0.005 ? 6 : 1),
  }));
  const productAt = zipf(120, 0.5);
  const channelAt = chooser([4, 3, 2, 1], random);

  const plans: (() => Omit<Cause, 'extra'>)[] = [
    () => ({ dimensions: { product_id: `p${Math.floor(random() * 40)}` }, group: pick(['quality', 'listing', 'fit']), times: 2.5 + 2 * random() }),
    () => ({ dimensions: { carrier: `carrier ${Math.floor(random() * 5)}`, region: `region ${Math.floor(random() * 8)}` }, group: 'logistics', times: 5 + 4 * random() }),
    () => {
      const product = products[Math.floor(random() * 25)] ?? fail();
      const batch = `${product.id}-${Math.floor((LAST - 45) / product.lot)}`;
      return { dimensions: { batch }, group: 'quality', times: 5 + 4 * random() };
    },
    () => ({ dimensions: { channel: pick(channels), category: `category ${Math.floor(random() * 8)}` }, group: pick(['listing', 'preference']), times: 2.2 + random() }),
    () => ({ dimensions: { warehouse: `w${Math.floor(random() * 3)}` }, group: 'fulfilment', times: 1.8 + random() }),
    () => ({ dimensions: { product_id: `p${Math.floor(random() * 20)}`, age_band: pick(ages) }, group: 'fit', times: 5 + 4 * random() }),
    () => ({ dimensions: { carrier: `carrier ${Math.floor(random() * 5)}` }, group: 'logistics', times: 1.8 + random() }),
    () => ({ dimensions: { category: `category ${Math.floor(random() * 8)}` }, group: pick(['quality', 'fulfilment']), times: 2 + random(), since: LAST - 90 }),
    () => ({ dimensions: { shop: pick(['tm-outlet', 'jd-pop', 'tm-flag']) }, group: 'service', times: 2.5 + random() }),
  ];
  const causes = shuffled(plans, random).slice(0, wanted).map((plan): Cause => ({ ...plan(), extra: 0 }));

  const units: Record<string, Cell>[] = [];
  const cases: Record<string, Cell>[] = [];
  for (let i = 0; i < lines; i += 1) {
    const product = products[productAt()] ?? fail();
    // Growth over the year, with a peak three weeks before its end.
    const age = Math.floor(DAYS * (1 - Math.sqrt(random())) * (random() < 0.9 ? 1 : 0) + (random() < 0.1 ? 20 * random() : 0));
    const shipped = LAST - age;
    if (shipped < product.launched) continue;
    const customer = customers[Math.floor(random() * customers.length)] ?? fail();
    const region = regions[customer.region] ?? fail();
    const channel = channels[channelAt()] ?? fail();
    const unit: Record<string, Cell> = {
      source: 'shop', order_pk: `o${i}`, customer_key: customer.key, product_id: product.id, category: product.category.name, channel, shop: pick(shops[channel] ?? []),
      region: region.name, carrier: `carrier ${region.carrier()}`, warehouse: random() < 0.8 ? region.warehouse : pick(['w0', 'w1', 'w2']),
      batch: `${product.id}-${Math.floor(shipped / product.lot)}`, age_band: customer.age, tier: null, shipped_day: dayOfNumber(shipped),
      age_days: age, quantity: 1, paid_minor: 10_000, covered: true,
    };
    units.push(unit);
    for (const group of GROUPS) {
      const lag = Math.floor(group === 'warranty' ? 5 + 80 * random() : group === 'logistics' ? 1 + 6 * random() : 3 + 14 * random() ** 2);
      let chance = (product.category.rates.get(group) ?? 0) * (product.factors.get(group) ?? 1) * (['preference', 'fit', 'unknown'].includes(group) ? customer.temper : 1);
      let usual = chance;
      let by: Cause | null = null;
      for (const cause of causes) {
        const hit = cause.group === group && Object.entries(cause.dimensions).every(([name, value]) => unit[name] === value);
        if (hit && shipped + lag >= (cause.since ?? -Infinity)) {
          usual = Math.min(usual, chance);
          chance *= cause.times;
          by = cause;
        }
      }
      const draw = random();
      if (draw >= chance || shipped + lag > LAST) continue;
      if (draw >= usual && by !== null && shipped + lag > LAST - 90) by.extra += 1;
      const { age_days: _, quantity: __, paid_minor: ___, covered: ____, ...dimensions } = unit;
      cases.push({
        ...dimensions, case_pk: `${String(unit['order_pk'])}-${group}`, kind: 'return', stage: 'after_delivery', status: 'completed', reason: pick(REASONS[group] ?? []),
        reason_group: group, fault: null, opened_day: dayOfNumber(shipped + lag), cost_minor: 1000 + Math.floor(4000 * random()), matched: true,
        lag_days: lag, quantity: 1, counts: true,
      });
    }
  }
  return { units, cases, causes };
}

/** The world in a real engine, as a snapshot with the relations that the analysis has defined before the drivers. */
export async function openWorld(world: Pick<World, 'units' | 'cases'>, windowDays = 90): Promise<Pick<Snapshot, 'define' | 'rows' | 'close'>> {
  const dir = await mkdtemp(join(tmpdir(), 'driver-world-'));
  const engine = await openEngine({ tmp: dir, memoryMb: 1000, threads: 2, wholeDivision: true });
  await engine.run(await readFile(new URL('../../lib/embedded/prelude.sql', import.meta.url), 'utf8'));
  const load = async (name: string, columns: string, rows: readonly Record<string, Cell>[]): Promise<void> => {
    const path = join(dir, `${name}.json`);
    await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    await engine.run(`CREATE TABLE ${name} AS SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {${columns}})`);
  };
  const text = (names: string): string => names.split(' ').map((name) => `${name}: 'VARCHAR'`).join(', ');
  const dimensions = text('source order_pk customer_key product_id category channel shop region carrier warehouse batch age_band tier');
  await load('unit_facts', `${dimensions}, shipped_day: 'DATE', age_days: 'BIGINT', quantity: 'INTEGER', paid_minor: 'BIGINT', covered: 'BOOLEAN'`, world.units);
  await load('case_rows', `${dimensions}, ${text('case_pk kind stage status reason reason_group fault')}, opened_day: 'DATE', shipped_day: 'DATE',
    cost_minor: 'BIGINT', matched: 'BOOLEAN', lag_days: 'INTEGER', quantity: 'INTEGER', counts: 'BOOLEAN'`, world.cases);
  await engine.run(`CREATE TABLE case_facts AS SELECT c.*, u.source AS unit_source, u.category AS unit_category, u.product_id AS unit_product_id, u.channel AS unit_channel, u.shop AS unit_shop, u.region AS unit_region, u.carrier AS unit_carrier, u.warehouse AS unit_warehouse, u.batch AS unit_batch, u.age_band AS unit_age_band, u.tier AS unit_tier, u.covered AS unit_covered
    FROM case_rows c LEFT JOIN unit_facts u ON u.order_pk = c.order_pk`);
  await engine.run('CREATE VIEW shipped_lines AS SELECT * FROM unit_facts');
  await engine.run('CREATE TABLE ship_days AS SELECT source, category, product_id, channel, shipped_day, age_days, covered, count(*) AS lines FROM unit_facts GROUP BY ALL');
  await engine.run(`CREATE TABLE params AS SELECT DATE '${dayOfNumber(LAST)}' AS as_of, DATE '${dayOfNumber(LAST - DAYS)}' AS covered_from,
    DATE '${dayOfNumber(LAST)}' AS covered_to, ${windowDays} AS problem_days, 365 AS customer_days`);
  return {
    define: (name, sql) => engine.run(`CREATE TABLE ${name} AS ${sql}`),
    rows: engine.rows,
    close: async () => {
      await engine.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function chooser(weights: readonly number[], random: () => number): () => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let at = random() * total;
    const found = weights.findIndex((weight) => (at -= weight) < 0);
    return Math.max(0, found);
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function fail(): never {
  throw new Error('a world without its things');
}
